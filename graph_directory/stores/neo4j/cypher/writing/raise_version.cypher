// The step that makes a change set visible: the new version. It also ends the load, if there was one.
MATCH (directory:Directory {id: 'directory'})
SET directory.version = $version, directory.updated_at = $at
REMOVE directory.loading, directory.loading_until
RETURN directory.version AS answer
