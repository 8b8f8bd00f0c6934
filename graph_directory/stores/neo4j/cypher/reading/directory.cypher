// The version that the directory has now, and when it last changed.
MATCH (directory:Directory {id: 'directory'})
RETURN [directory.version, directory.updated_at] AS answer
