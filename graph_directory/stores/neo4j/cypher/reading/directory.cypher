// The version that the directory has now, when it last changed, and how many records of each clearance it holds.
MATCH (directory:Directory {id: 'directory'})
RETURN [directory.version, directory.updated_at, coalesce(directory.counts, [])] AS answer
