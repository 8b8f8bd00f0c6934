// Adds to (or takes from) how many organisations of each clearance hold a word; a word nobody holds goes.
UNWIND $rows AS row
MERGE (word:Word {word: row.word})
ON CREATE SET word.held = [0, 0, 0]
SET word.held = [place IN range(0, 2) | word.held[place] + row.by[place]]
WITH word WHERE all(held IN word.held WHERE held <= 0)
DELETE word
RETURN count(*) AS answer
