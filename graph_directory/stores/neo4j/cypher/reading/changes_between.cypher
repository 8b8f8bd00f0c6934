// What changed since a version that was at hand, and whether that version is one of this directory's own. Pages are
// found by version and page: their index is not used for a version alone.
CALL () {
  MATCH (page:ChangePage)
  USING INDEX SEEK page:ChangePage(version, page)
  WHERE page.version > $since AND page.version <= $version AND page.page IS NOT NULL
  WITH page LIMIT $most
  RETURN collect([page.public, page.entries]) AS pages
}
CALL () {
  MATCH (page:ChangePage)
  USING INDEX SEEK page:ChangePage(version, page)
  WHERE page.version = $since AND page.page IS NOT NULL AND page.at = $at
  WITH page LIMIT 1
  RETURN count(page) > 0 AS is_own
}
RETURN [is_own, pages] AS answer
