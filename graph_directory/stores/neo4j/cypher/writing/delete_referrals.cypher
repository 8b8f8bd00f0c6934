// Takes out the referrals that have these slugs.
MATCH ()-[referral:«referrals»]->()
WHERE referral.slug IN $keys
DELETE referral
RETURN count(referral) AS answer
