// The same filter, for organisations competent in these areas or in what lies inside them.
MATCH (asked:Area)<-[:PART_OF*0..]-(inside:Area)<-[:COMPETENT_IN]-(organisation:Organisation)
WHERE asked.code IN $areas
WITH DISTINCT organisation
WHERE organisation.clearance <= $clearance AND organisation.since <= $version
  AND ($countries = [] OR organisation.country IN $countries)
  AND ($kinds = [] OR organisation.kind IN $kinds)
  AND ($themes = [] OR any(theme IN organisation.themes WHERE theme IN $themes))
  AND ($services = [] OR any(service IN organisation.services WHERE service IN $services))
  AND ($target_groups = [] OR any(target IN organisation.target_groups WHERE target IN $target_groups))
RETURN collect(organisation.slug) AS answer
