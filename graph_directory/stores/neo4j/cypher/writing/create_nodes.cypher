// Writes new records of a kind that nothing points to, so that no node can be there already.
UNWIND $rows AS row
CREATE (record:«label»)
SET record = row
RETURN count(record) AS answer
