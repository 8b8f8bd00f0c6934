// Every record once: unique keys for nodes, unique slugs for referrals. Community edition has no more constraints than
// these; that a property exists and has the right type is checked by the program before it writes.
CREATE CONSTRAINT directory_id IF NOT EXISTS FOR (n:Directory) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_slug IF NOT EXISTS FOR (n:Organisation) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT contact_point_slug IF NOT EXISTS FOR (n:ContactPoint) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT legal_basis_slug IF NOT EXISTS FOR (n:LegalBasis) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT source_slug IF NOT EXISTS FOR (n:Source) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT mechanism_stage_slug IF NOT EXISTS FOR (n:MechanismStage) REQUIRE n.slug IS UNIQUE;
CREATE CONSTRAINT area_code IF NOT EXISTS FOR (n:Area) REQUIRE n.code IS UNIQUE;
CREATE CONSTRAINT word IF NOT EXISTS FOR (n:Word) REQUIRE n.word IS UNIQUE;
CREATE CONSTRAINT change_page IF NOT EXISTS FOR (n:ChangePage) REQUIRE (n.version, n.page) IS UNIQUE;
