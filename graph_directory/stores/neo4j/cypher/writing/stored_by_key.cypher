// The stored records of one kind that have these keys, whoever may see them.
MATCH (record:«label»)
WHERE record.«key» IN $keys AND record.since IS NOT NULL
RETURN collect(record {.*, words: null}) AS answer
