// How many organisations, contact points and referrals a clearance reaches.
CALL () {
  MATCH (organisation:Organisation)
  WHERE organisation.clearance <= $clearance AND organisation.since <= $version
  RETURN count(organisation) AS organisations
}
CALL () {
  MATCH (point:ContactPoint)
  WHERE point.clearance <= $clearance AND point.since <= $version AND NOT point.organisations[0] IN $hidden
  RETURN count(point) AS points
}
CALL () {
  MATCH (:Organisation)-[referral:«referrals»]->(:Organisation)
  WHERE referral.clearance <= $clearance AND referral.since <= $version
    AND NOT referral.source IN $hidden AND NOT referral.target IN $hidden
  RETURN count(referral) AS referrals
}
RETURN [organisations, points, referrals] AS answer
