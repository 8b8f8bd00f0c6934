// Slugs of all organisations of these countries and of the referrals among them; an empty list means all countries.
CALL () {
  MATCH (organisation:Organisation)
  WHERE organisation.clearance <= $clearance AND organisation.since <= $version
    AND ($countries = [] OR organisation.country IN $countries)
  RETURN collect(organisation.slug) AS organisations
}
CALL () {
  MATCH (source:Organisation)-[referral:«referrals»]->(target:Organisation)
  WHERE referral.clearance <= $clearance AND referral.since <= $version
    AND source.clearance <= $clearance AND source.since <= $version
    AND target.clearance <= $clearance AND target.since <= $version
    AND ($countries = [] OR (source.country IN $countries AND target.country IN $countries))
  RETURN collect(referral.slug) AS referrals
}
RETURN [organisations, referrals] AS answer
