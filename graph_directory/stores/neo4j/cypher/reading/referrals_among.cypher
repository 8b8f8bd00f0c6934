// Slugs of the referrals whose two ends are both among these organisations.
MATCH (source:Organisation)-[referral:«referrals»]->(target:Organisation)
WHERE source.slug IN $organisations AND target.slug IN $organisations
  AND referral.clearance <= $clearance AND referral.since <= $version
RETURN collect(referral.slug) AS answer
