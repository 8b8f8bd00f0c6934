// Takes away some of the ties that nodes of a version that was never reached brought with them.
MATCH (record:«label»)-[link]->()
WHERE record.since > $version AND link.slug IS NULL
WITH link LIMIT $batch
DELETE link
RETURN count(*) AS answer
