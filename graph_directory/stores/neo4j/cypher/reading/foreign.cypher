// Whether the database holds anything, and whether it is ours.
OPTIONAL MATCH (any_node)
WITH any_node LIMIT 1
RETURN [any_node IS NOT NULL, EXISTS { (:Directory {id: 'directory'}) }, labels(any_node)] AS answer
