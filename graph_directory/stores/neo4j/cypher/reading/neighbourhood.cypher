// Slugs of these organisations and of those one referral away, direction ignored; nothing that is hidden.
MATCH (start:Organisation)
WHERE start.slug IN $organisations AND start.clearance <= $clearance AND start.since <= $version
CALL (start) {
  MATCH (start)-[referral:«referrals»]-(body:Organisation)
  WHERE referral.clearance <= $clearance AND referral.since <= $version
    AND body.clearance <= $clearance AND body.since <= $version
  RETURN collect(DISTINCT body.slug) AS beside
}
UNWIND [start.slug] + beside AS slug
RETURN collect(DISTINCT slug) AS answer
