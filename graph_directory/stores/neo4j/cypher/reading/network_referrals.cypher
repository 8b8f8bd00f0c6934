// The referrals among the organisations of these countries; an empty list means all countries.
MATCH (source:Organisation)-[referral:«referrals»]->(target:Organisation)
WHERE source.clearance <= $clearance AND target.clearance <= $clearance
  AND referral.clearance <= $clearance AND referral.since <= $version
  AND ($countries = [] OR (source.country IN $countries AND target.country IN $countries))
RETURN collect(properties(referral)) AS answer
