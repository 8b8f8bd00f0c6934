// What stands on these pages, each given as [version, page].
UNWIND $pages AS wanted
MATCH (page:ChangePage {version: wanted[0], page: wanted[1]})
RETURN collect([page.version, page.page, page.at, page.by, page.why, page.entries]) AS answer
