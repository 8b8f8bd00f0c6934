// The organisations that a clearance does not reach.
MATCH (organisation:Organisation)
WHERE organisation.clearance > $clearance
RETURN collect(organisation.slug) AS answer
