// The stored referrals that have these slugs, whoever may see them.
MATCH ()-[referral:«referrals»]->()
WHERE referral.slug IN $keys
RETURN collect(properties(referral)) AS answer
