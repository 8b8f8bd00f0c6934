// A sign of life of a load; answers nothing when the load is no longer the one under way.
// The lock is taken by a write of its own; a value is read only after that, when no other writer can be at it.
MATCH (directory:Directory {id: 'directory'})
SET directory.lock = true
REMOVE directory.lock
WITH directory WHERE directory.loading = $load
SET directory.loading_until = timestamp() + $lease
RETURN directory.version AS answer
