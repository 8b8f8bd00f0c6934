// Takes away some of the empty nodes that nothing points to any more.
MATCH (record:«label»)
WHERE record.since IS NULL AND NOT EXISTS { (record)--() }
WITH record LIMIT $batch
DELETE record
RETURN count(*) AS answer
