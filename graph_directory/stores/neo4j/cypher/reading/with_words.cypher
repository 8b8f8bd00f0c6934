// Slugs of the organisations that hold one of these words; the index narrows, the words themselves decide.
CALL db.index.fulltext.queryNodes('organisation_words', $query) YIELD node AS organisation
WHERE organisation.clearance <= $clearance AND organisation.since <= $version
  AND any(word IN organisation.words WHERE word IN $words)
RETURN collect(organisation.slug) AS answer
