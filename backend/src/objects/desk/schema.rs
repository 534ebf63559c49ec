//! The tables of the desk's object. A step is never changed once it was deployed: another is added.

use crate::objects::step::step;

/// What leads from one schema number to the next.
pub const STEPS: &[&str] = &[
    step!(
        "
-- Grows with each change of the staff's names, or of where they work.
CREATE TABLE desk (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL);
INSERT INTO desk (one, version) VALUES (1, 0);
CREATE TABLE member (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    -- The one site they work on; none for all.
    site TEXT,
    since INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE session (
    id TEXT PRIMARY KEY,
    -- Of the token, in hexadecimal. The token itself is in the browser alone.
    hash TEXT NOT NULL UNIQUE,
    member TEXT NOT NULL,
    agent TEXT NOT NULL,
    since INTEGER NOT NULL,
    -- When it was last used, to the hour.
    seen INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE invitation (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    note TEXT NOT NULL,
    site TEXT,
    until INTEGER NOT NULL
) WITHOUT ROWID;
-- One-time sign-in links of the owner.
CREATE TABLE link (hash TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID;
-- The wrong secrets of a day (days since 1970), by the keyed hash of a network.
CREATE TABLE attempts (day INTEGER PRIMARY KEY, state TEXT NOT NULL);
CREATE TABLE site (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    -- The version of the staff's names that its object has heard.
    told INTEGER NOT NULL
) WITHOUT ROWID;
"
    ),
    step!(
        "
-- One-time links to moderate on the pages of a site.
CREATE TABLE page_link (
    hash TEXT PRIMARY KEY,
    member TEXT NOT NULL,
    site TEXT NOT NULL,
    until INTEGER NOT NULL
) WITHOUT ROWID;
-- Browsers that were linked by one. The token itself is in the browser alone.
CREATE TABLE page_token (
    id TEXT PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    member TEXT NOT NULL,
    site TEXT NOT NULL,
    agent TEXT NOT NULL,
    since INTEGER NOT NULL
) WITHOUT ROWID;
"
    ),
];
