// Says that a load is under way, whose and until when without a further sign of life (milliseconds).
MATCH (directory:Directory {id: 'directory'})
SET directory.loading = $load, directory.loading_until = timestamp() + $lease
RETURN directory.version AS answer
