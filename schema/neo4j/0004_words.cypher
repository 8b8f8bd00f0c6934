// Words: `organisation_words` holds folded words, one token each, as the program searches them; `organisation_names`
// is for people who search in Neo4j Browser or Bloom, in any spelling.
CREATE FULLTEXT INDEX organisation_words IF NOT EXISTS FOR (n:Organisation) ON EACH [n.words]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace', `fulltext.eventually_consistent`: false}};
CREATE FULLTEXT INDEX organisation_names IF NOT EXISTS FOR (n:Organisation) ON EACH [n.spellings]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding', `fulltext.eventually_consistent`: true}};
CALL db.awaitIndexes(120);
