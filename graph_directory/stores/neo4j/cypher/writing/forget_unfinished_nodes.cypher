// Takes away some of the nodes of a version that was never reached; what others point to keeps an empty node.
MATCH (record:«label»)
WHERE record.since > $version
WITH record LIMIT $batch
CALL (record) {
  WITH record WHERE EXISTS { (record)--() }
  SET record = {«key»: record.«key»}
}
CALL (record) {
  WITH record WHERE record.since IS NOT NULL
  DELETE record
}
RETURN count(*) AS answer
