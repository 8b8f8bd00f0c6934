// Writes referrals of one kind between their two ends; an end that is not recorded yet gets an empty node.
UNWIND $rows AS row
MERGE (source:Organisation {slug: row.source})
MERGE (target:Organisation {slug: row.target})
CREATE (source)-[referral:«referral»]->(target)
SET referral = row
RETURN count(referral) AS answer
