// The referrals that start or end at these organisations.
MATCH (organisation:Organisation)-[referral:«referrals»]-()
WHERE organisation.slug IN $organisations AND referral.clearance <= $clearance AND referral.since <= $version
WITH DISTINCT referral
RETURN collect(properties(referral)) AS answer
