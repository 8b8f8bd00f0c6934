// Takes away the ties that these records brought with them; referrals stay.
MATCH (record:«label»)-[link:«links»]->()
WHERE record.«key» IN $keys
DELETE link
RETURN count(link) AS answer
