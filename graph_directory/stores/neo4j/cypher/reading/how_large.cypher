// How many referrals there are, whoever may see them; the server keeps this number, so it is read at once.
MATCH ()-[referral:«referrals»]->()
RETURN count(referral) AS answer
