// How many contact points and referrals a clearance does not reach only because it does not reach an organisation.
CALL () {
  MATCH (hidden:Organisation)<-[:SERVES]-(point:ContactPoint)
  WHERE hidden.clearance > $clearance AND point.clearance <= $clearance AND point.since <= $version
    AND point.organisations[0] = hidden.slug
  RETURN count(point) AS points
}
CALL () {
  MATCH (hidden:Organisation)-[referral:«referrals»]-()
  WHERE hidden.clearance > $clearance AND referral.clearance <= $clearance AND referral.since <= $version
  RETURN count(DISTINCT referral) AS referrals
}
RETURN [points, referrals] AS answer
