// Takes away some of the referrals that a load that was cut off left.
MATCH ()-[referral:«referrals»]->()
WHERE referral.since > $version
WITH referral LIMIT $batch
DELETE referral
RETURN count(*) AS answer
