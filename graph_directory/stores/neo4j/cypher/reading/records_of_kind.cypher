// Every record of one kind, in the order recorded.
MATCH (record:«label»)
WHERE record.clearance <= $clearance AND record.since <= $version
WITH record ORDER BY record.position
RETURN collect(record {.*, words: null}) AS answer
