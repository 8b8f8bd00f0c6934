// The records that still point to one of these.
MATCH (record:«label»)<-[link]-(other)
WHERE record.«key» IN $keys AND other.since IS NOT NULL AND link.slug IS NULL
RETURN collect(DISTINCT [labels(other)[0], other {.*, words: null}]) AS answer
