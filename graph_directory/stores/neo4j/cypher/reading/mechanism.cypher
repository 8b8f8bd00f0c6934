// The stages of the national referral mechanisms of these countries.
MATCH (stage:MechanismStage)
WHERE stage.country IN $countries AND stage.since <= $version
RETURN collect(properties(stage)) AS answer
