// Slugs of the organisations at most so many referrals away, direction ignored, never through what is hidden.
MATCH (start:Organisation
    WHERE start.slug IN $organisations AND start.clearance <= $clearance AND start.since <= $version)
  (()-[referral:«referrals» WHERE referral.clearance <= $clearance AND referral.since <= $version]
    -(body:Organisation WHERE body.clearance <= $clearance AND body.since <= $version)){0,«hops»}
  (reached:Organisation)
WITH DISTINCT reached
RETURN collect(reached.slug) AS answer
