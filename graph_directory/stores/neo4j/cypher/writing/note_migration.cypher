// Notes that a migration was applied; the first one makes the directory's own node.
MERGE (directory:Directory {id: 'directory'})
ON CREATE SET directory.version = 0, directory.updated_at = $at, directory.schema = 0
WITH directory, CASE WHEN directory.schema < $number THEN $number ELSE directory.schema END AS reached
SET directory.schema = reached, directory.schema_name = $name
RETURN reached AS answer
