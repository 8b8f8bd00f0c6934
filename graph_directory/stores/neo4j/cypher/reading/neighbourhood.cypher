// The organisations at most so many referrals away, direction ignored, never through what is hidden.
MATCH (start:Organisation)
WHERE start.slug IN $organisations
MATCH path = (start)-[:«referrals»*0..«hops»]-(reached:Organisation)
WHERE all(body IN nodes(path) WHERE body.clearance <= $clearance AND body.since <= $version)
  AND all(referral IN relationships(path) WHERE referral.clearance <= $clearance AND referral.since <= $version)
WITH DISTINCT reached
RETURN collect(reached {.*, words: null}) AS answer
