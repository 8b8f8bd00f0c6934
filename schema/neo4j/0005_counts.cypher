// How many organisations, contact points and referrals there are of each clearance: counted once, then kept by every
// write, because counting all of a large directory takes longer than a question may.
MATCH (directory:Directory {id: 'directory'})
CALL (directory) {
  MATCH (record:Organisation)
  WHERE record.since <= directory.version
  RETURN [count(CASE record.clearance WHEN 0 THEN 1 END), count(CASE record.clearance WHEN 1 THEN 1 END),
    count(CASE record.clearance WHEN 2 THEN 1 END)] AS organisations
}
CALL (directory) {
  MATCH (record:ContactPoint)
  WHERE record.since <= directory.version
  RETURN [count(CASE record.clearance WHEN 0 THEN 1 END), count(CASE record.clearance WHEN 1 THEN 1 END),
    count(CASE record.clearance WHEN 2 THEN 1 END)] AS points
}
CALL (directory) {
  MATCH (:Organisation)-[referral]->(:Organisation)
  WHERE referral.slug IS NOT NULL AND referral.since <= directory.version
  RETURN [count(CASE referral.clearance WHEN 0 THEN 1 END), count(CASE referral.clearance WHEN 1 THEN 1 END),
    count(CASE referral.clearance WHEN 2 THEN 1 END)] AS referrals
}
SET directory.counts = organisations + points + referrals;
