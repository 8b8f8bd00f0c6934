// What answers at the other end, and in which version.
CALL dbms.components() YIELD name, versions, edition
RETURN [name, versions[0], edition] AS answer
