// Adds pages to the record of changes.
UNWIND $rows AS row
CREATE (page:ChangePage)
SET page = row
RETURN count(page) AS answer
