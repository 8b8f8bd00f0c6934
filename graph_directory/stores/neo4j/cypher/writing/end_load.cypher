// No load is under way any more.
MATCH (directory:Directory {id: 'directory'})
REMOVE directory.loading, directory.loading_until
RETURN directory.version AS answer
