// The pages of the record of changes between two versions: version, page, how many entries, whether all are public.
// They are found by version and page: their index is not used for a version alone.
MATCH (page:ChangePage)
USING INDEX SEEK page:ChangePage(version, page)
WHERE page.version > $since AND page.version <= $version AND page.page IS NOT NULL
RETURN collect([page.version, page.page, page.size, page.public]) AS answer
