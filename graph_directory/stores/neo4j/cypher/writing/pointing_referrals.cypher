// The referrals that still start at, end at or rest on one of these.
MATCH ()-[referral:«referrals»]->()
WHERE any(key IN $keys WHERE key IN [referral.source, referral.target, referral.instrument]
  OR key IN referral.legal_bases OR key IN referral.sources)
RETURN collect(properties(referral)) AS answer
