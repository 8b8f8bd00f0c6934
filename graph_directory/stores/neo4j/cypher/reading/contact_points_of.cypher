// The contact points that serve these organisations, in the order recorded.
MATCH (organisation:Organisation)<-[:SERVES]-(point:ContactPoint)
WHERE organisation.slug IN $organisations AND point.clearance <= $clearance AND point.since <= $version
WITH DISTINCT point ORDER BY point.position
RETURN collect(properties(point)) AS answer
