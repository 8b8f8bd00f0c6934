// Slugs of the referrals that pass the filter; an empty list and null do not narrow.
MATCH (source:Organisation)-[referral:«referrals»]->(target:Organisation)
WHERE referral.clearance <= $clearance AND referral.since <= $version
  AND coalesce(source.clearance, 0) <= $clearance AND coalesce(target.clearance, 0) <= $clearance
  AND ($kinds = [] OR referral.kind IN $kinds)
  AND ($countries = [] OR source.country IN $countries OR target.country IN $countries)
  AND ($themes = [] OR any(theme IN referral.themes WHERE theme IN $themes))
  AND ($cross_border IS NULL OR coalesce(referral.cross_border, false) = $cross_border)
  AND ($documented IS NULL OR (referral.status = 'documented') = $documented)
RETURN collect(referral.slug) AS answer
