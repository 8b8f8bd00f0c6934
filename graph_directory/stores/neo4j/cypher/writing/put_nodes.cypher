// Writes records of one kind; a node that was only pointed to until now becomes the record.
UNWIND $rows AS row
MERGE (record:«label» {«key»: row.«key»})
SET record = row
RETURN count(record) AS answer
