// Whether the database answers.
RETURN true AS answer
