// Takes out the records of one kind that have these keys.
MATCH (record:«label»)
WHERE record.«key» IN $keys
DETACH DELETE record
RETURN count(*) AS answer
