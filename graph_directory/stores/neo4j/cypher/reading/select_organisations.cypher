// Slugs of the organisations that pass the filter; an empty list does not narrow.
MATCH (organisation:Organisation)
WHERE organisation.clearance <= $clearance AND organisation.since <= $version
  AND ($countries = [] OR organisation.country IN $countries)
  AND ($kinds = [] OR organisation.kind IN $kinds)
  AND ($themes = [] OR any(theme IN organisation.themes WHERE theme IN $themes))
  AND ($services = [] OR any(service IN organisation.services WHERE service IN $services))
  AND ($target_groups = [] OR any(target IN organisation.target_groups WHERE target IN $target_groups))
RETURN collect(organisation.slug) AS answer
