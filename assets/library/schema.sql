-- The prepared corpus. This file is the authority on its shape; docs/formats.md explains it to readers.
-- Positions are byte offsets into the clean text; the views count nothing anew.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) WITHOUT ROWID;

-- The rules by which files were read: a fingerprint a step. What was made by others than this program's is made again
-- from the first step that differs.
CREATE TABLE rules (
    id            INTEGER PRIMARY KEY,
    reading       TEXT NOT NULL,     -- from bytes to clean text, with the options given
    understanding TEXT NOT NULL,     -- outline, notes, identity
    figures       TEXT NOT NULL,
    folding       TEXT NOT NULL
);

-- A file as it lies on disk. An archive is one file and several sources.
CREATE TABLE file (
    id       INTEGER PRIMARY KEY,
    location NOT NULL UNIQUE,        -- the full path; a BLOB where it is no UTF-8
    size     INTEGER NOT NULL,       -- -1: it could not be read
    mtime    INTEGER NOT NULL,       -- nanoseconds since 1970; 0: too young to vouch for the bytes
    hash     BLOB NOT NULL,          -- BLAKE3 of the bytes
    rules    INTEGER NOT NULL REFERENCES rules
);

CREATE TABLE source (
    id       INTEGER PRIMARY KEY,
    file     INTEGER NOT NULL REFERENCES file ON DELETE CASCADE,
    path     TEXT NOT NULL,          -- the full path; a member of an archive is archive.zip!/member
    format   TEXT NOT NULL,
    encoding TEXT NOT NULL,
    size     INTEGER NOT NULL,
    sha256   TEXT NOT NULL
);
CREATE INDEX source_file ON source (file);

CREATE TABLE report (
    id           INTEGER PRIMARY KEY,
    source       INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    key          TEXT NOT NULL,      -- the report's id outside
    part         INTEGER NOT NULL,
    parts        INTEGER NOT NULL,
    place_code   INTEGER,
    place        TEXT NOT NULL,      -- 省/市/区县
    year         INTEGER,
    kind         TEXT NOT NULL,
    title        TEXT NOT NULL,
    chars        INTEGER NOT NULL,
    text_start   INTEGER NOT NULL,   -- in the segment of clean texts
    text_bytes   INTEGER NOT NULL,
    fold_start   INTEGER NOT NULL,   -- in the segment of folded texts
    fold_bytes   INTEGER NOT NULL,
    facts_start  INTEGER NOT NULL,   -- in the segment of headings and figures, packed for speed
    facts_bytes  INTEGER NOT NULL,
    text_seal    INTEGER NOT NULL,   -- seals: what was written is what is read, or it is not shown
    fold_seal    INTEGER NOT NULL,
    parts_seal   INTEGER NOT NULL,
    page_title   TEXT,               -- what the container called the page that it stood on
    card         BLOB NOT NULL,      -- all that a list shows, packed
    sections     TEXT NOT NULL,      -- JSON arrays, as in the contract but with byte offsets
    notes        TEXT NOT NULL,
    repairs      TEXT NOT NULL,
    tables       TEXT NOT NULL
);
CREATE INDEX report_source ON report (source);

CREATE TABLE observation (
    report       INTEGER NOT NULL REFERENCES report ON DELETE CASCADE,
    position     INTEGER NOT NULL,
    indicator    TEXT,
    name         TEXT NOT NULL,
    role         TEXT NOT NULL,
    period_first INTEGER,
    period_last  INTEGER,
    measure      TEXT NOT NULL,
    value        REAL,
    upper        REAL,
    unit         TEXT,
    bound        TEXT NOT NULL,
    hedge        TEXT,
    reference    TEXT,
    quote        TEXT NOT NULL,
    start        INTEGER NOT NULL,
    end          INTEGER NOT NULL,
    value_start  INTEGER NOT NULL,
    value_end    INTEGER NOT NULL,
    section      INTEGER NOT NULL,
    confidence   REAL NOT NULL,
    why          TEXT NOT NULL,
    PRIMARY KEY (report, position)
) WITHOUT ROWID;

CREATE TABLE problem (
    file    INTEGER REFERENCES file ON DELETE CASCADE,  -- NULL: not of a file that could be read
    source  TEXT NOT NULL,
    part    INTEGER,
    code    TEXT NOT NULL,
    message TEXT NOT NULL,
    start   INTEGER,
    end     INTEGER
);
CREATE INDEX problem_file ON problem (file);

-- For people and their tools: these two names and their columns are part of the contract.
CREATE VIEW reports AS
    SELECT report.key AS id, source.path, report.part, report.parts, report.place_code, report.place, report.year,
           report.kind, report.title, report.chars, source.format, source.encoding, source.sha256
    FROM report JOIN source ON source.id = report.source;

CREATE VIEW observations AS
    SELECT report.key AS report, report.place_code, report.place, report.year, indicator, name, role,
           CASE WHEN period_first = period_last THEN CAST(period_first AS TEXT)
                ELSE period_first || '-' || period_last END AS period,
           measure, value, upper, unit, bound, hedge, reference, quote, section, confidence
    FROM observation JOIN report ON report.id = observation.report;
