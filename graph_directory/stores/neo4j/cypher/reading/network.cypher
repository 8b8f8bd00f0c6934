// All organisations of these countries; an empty list means all countries.
MATCH (organisation:Organisation)
WHERE organisation.clearance <= $clearance AND organisation.since <= $version
  AND ($countries = [] OR organisation.country IN $countries)
RETURN collect(organisation {.*, words: null}) AS answer
