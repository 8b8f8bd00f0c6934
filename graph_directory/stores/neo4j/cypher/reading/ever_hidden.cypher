// The organisations that were at any time beyond a clearance.
MATCH (page:ChangePage)
WHERE page.public = false AND page.version <= $version
UNWIND page.guarded AS guarded
WITH guarded WHERE toInteger(split(guarded, ' ')[0]) > $clearance
RETURN collect(DISTINCT split(guarded, ' ')[1]) AS answer
