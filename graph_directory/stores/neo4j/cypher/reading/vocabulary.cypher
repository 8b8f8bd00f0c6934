// Every word that an organisation within the clearance is found by.
MATCH (word:Word)
WHERE any(clearance IN range(0, $clearance) WHERE word.held[clearance] > 0)
RETURN collect(word.word) AS answer
