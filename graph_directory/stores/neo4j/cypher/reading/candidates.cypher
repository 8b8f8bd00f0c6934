// Slugs of the organisations competent in these areas that share a theme, offer a service or are of a kind.
MATCH (area:Area)<-[:COMPETENT_IN]-(organisation:Organisation)
WHERE area.code IN $areas
  AND organisation.clearance <= $clearance AND organisation.since <= $version
  AND organisation.status <> 'ended'
  AND ($any_competence
    OR any(theme IN organisation.themes WHERE theme IN $themes)
    OR any(service IN organisation.services WHERE service IN $services)
    OR organisation.kind IN $kinds)
WITH DISTINCT organisation
RETURN collect(organisation.slug) AS answer
