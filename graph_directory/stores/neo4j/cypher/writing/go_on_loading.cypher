// A sign of life of a load; answers nothing when the load is no longer the one under way.
MATCH (directory:Directory {id: 'directory'})
SET directory.version = directory.version
WITH directory WHERE directory.loading = $load
SET directory.loading_until = timestamp() + $lease
RETURN directory.version AS answer
