// The pages of the record of changes between two versions: version, page, how many entries, whether all are public.
MATCH (page:ChangePage)
WHERE page.version > $since AND page.version <= $version
RETURN collect([page.version, page.page, page.size, page.public]) AS answer
