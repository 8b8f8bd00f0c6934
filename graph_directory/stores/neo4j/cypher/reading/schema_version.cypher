// The number of the newest migration that was applied; 0 for a database that is still bare.
OPTIONAL MATCH (directory:Directory {id: 'directory'})
RETURN coalesce(directory.schema, 0) AS answer
