// The organisations that belong to these, as pairs of parent and child.
MATCH (parent:Organisation)<-[:BELONGS_TO]-(child:Organisation)
WHERE parent.slug IN $organisations AND child.clearance <= $clearance AND child.since <= $version
  AND coalesce(parent.clearance, 0) <= $clearance
RETURN collect([parent.slug, child.slug]) AS answer
