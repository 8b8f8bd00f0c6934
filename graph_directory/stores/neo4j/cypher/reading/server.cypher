// What answers at the other end, and in which version.
CALL dbms.components() YIELD name, versions, edition
WHERE name = 'Neo4j Kernel'
RETURN [name, versions[0], edition] AS answer
