// What changed since a version that was at hand, and whether that version is one of this directory's own.
CALL () {
  MATCH (page:ChangePage)
  WHERE page.version > $since AND page.version <= $version
  WITH page LIMIT $most
  RETURN collect([page.public, page.entries]) AS pages
}
RETURN [EXISTS { MATCH (own:ChangePage {version: $since}) WHERE own.at = $at }, pages] AS answer
