// The records of one kind that have these keys.
MATCH (record:«label»)
WHERE record.«key» IN $keys AND record.clearance <= $clearance AND record.since <= $version
RETURN collect(record {.*, words: null}) AS answer
