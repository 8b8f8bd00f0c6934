// Ties records to what they point to, each given as [from, to]; what is not recorded yet gets an empty node.
UNWIND $pairs AS pair
MATCH (record:«label» {«key»: pair[0]})
MERGE (other:«other» {«other_key»: pair[1]})
CREATE (record)-[link:«link»]->(other)
RETURN count(link) AS answer
