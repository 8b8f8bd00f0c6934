// What questions narrow by.
CREATE INDEX organisation_country IF NOT EXISTS FOR (n:Organisation) ON (n.country);
CREATE INDEX organisation_kind IF NOT EXISTS FOR (n:Organisation) ON (n.kind);
CREATE INDEX organisation_clearance IF NOT EXISTS FOR (n:Organisation) ON (n.clearance);
CREATE INDEX mechanism_stage_country IF NOT EXISTS FOR (n:MechanismStage) ON (n.country);
CREATE POINT INDEX area_position IF NOT EXISTS FOR (n:Area) ON (n.position);
