// The referrals that have these slugs.
MATCH ()-[referral:«referrals»]->()
WHERE referral.slug IN $keys AND referral.clearance <= $clearance AND referral.since <= $version
RETURN collect(properties(referral)) AS answer
