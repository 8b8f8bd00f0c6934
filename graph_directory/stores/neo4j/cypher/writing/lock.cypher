// Takes the directory's own lock for this transaction: one writer at a time.
MATCH (directory:Directory {id: 'directory'})
SET directory.version = directory.version
RETURN [directory.version, directory.loading, directory.loading_until, timestamp()] AS answer
