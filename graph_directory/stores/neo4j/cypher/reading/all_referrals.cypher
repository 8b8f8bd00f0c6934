// Every referral, in the order recorded.
MATCH (:Organisation)-[referral:«referrals»]->(:Organisation)
WHERE referral.clearance <= $clearance AND referral.since <= $version
WITH referral ORDER BY referral.position
RETURN collect(properties(referral)) AS answer
