// Takes the directory's own lock for this transaction: one writer at a time.
// The lock is taken by a write of its own; a value is read only after that, when no other writer can be at it.
MATCH (directory:Directory {id: 'directory'})
SET directory.lock = true
REMOVE directory.lock
WITH directory
RETURN [directory.version, directory.loading, directory.loading_until, timestamp()] AS answer
