// The step that makes a change set visible: the new version, and how many records there are more (or fewer) now.
// It also ends the load, if there was one.
MATCH (directory:Directory {id: 'directory'})
SET directory.version = $version, directory.updated_at = $at,
  directory.counts = [place IN range(0, size($by) - 1) | coalesce(directory.counts[place], 0) + $by[place]]
REMOVE directory.loading, directory.loading_until
RETURN directory.version AS answer
