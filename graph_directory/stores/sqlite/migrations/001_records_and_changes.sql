-- The directory's own row: one integer version that every write raises.
CREATE TABLE directory (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    version INTEGER NOT NULL CHECK (version >= 0),
    updated_at TEXT NOT NULL
) STRICT;

INSERT INTO directory (only, version, updated_at) VALUES (1, 0, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));

-- Every record as it stands; `position` is the order in which records were first written.
CREATE TABLE records (
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    position INTEGER NOT NULL UNIQUE,
    visibility TEXT NOT NULL,
    data TEXT NOT NULL CHECK (json_valid(data)),
    PRIMARY KEY (kind, slug)
) STRICT;

-- Which record points to which. A target may still be missing: files may be loaded one after the other.
CREATE TABLE record_references (
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    field TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_slug TEXT NOT NULL,
    FOREIGN KEY (kind, slug) REFERENCES records (kind, slug) ON DELETE CASCADE
) STRICT;

CREATE INDEX record_references_of ON record_references (kind, slug);
CREATE INDEX record_references_to ON record_references (target_kind, target_slug);

-- Append-only. `visibility` is the higher class of before and after.
CREATE TABLE changes (
    version INTEGER NOT NULL,
    place INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    why TEXT NOT NULL,
    kind TEXT NOT NULL,
    slug TEXT NOT NULL,
    visibility TEXT NOT NULL,
    before TEXT CHECK (before IS NULL OR json_valid(before)),
    after TEXT CHECK (after IS NULL OR json_valid(after)),
    PRIMARY KEY (version, place),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;

CREATE INDEX changes_out_of_public_sight ON changes (kind, visibility, slug) WHERE visibility <> 'public';

CREATE TRIGGER changes_are_never_altered BEFORE UPDATE ON changes
BEGIN
    SELECT RAISE(ABORT, 'the record of changes is append-only');
END;

CREATE TRIGGER changes_are_never_removed BEFORE DELETE ON changes
BEGIN
    SELECT RAISE(ABORT, 'the record of changes is append-only');
END;
