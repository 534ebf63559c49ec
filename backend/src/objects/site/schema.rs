//! The tables of a site's object. A step is never changed once it was deployed: another is added.

/// What leads from one schema number to the next.
pub const STEPS: &[&str] = &[
    "
CREATE TABLE site (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    id TEXT NOT NULL,
    -- What authors' marks are made with, in hexadecimal. Part of the owner's export.
    secret TEXT NOT NULL,
    -- The threads begun within the last hour, by network.
    opened TEXT NOT NULL,
    -- Grows with each change of what is published.
    version INTEGER NOT NULL
);
CREATE TABLE thread (
    hash TEXT PRIMARY KEY,
    id TEXT NOT NULL,
    count INTEGER NOT NULL,
    -- The thread's version that has this count: older news of it is no news.
    version INTEGER NOT NULL,
    -- Readers must be sent to its object.
    waiting INTEGER NOT NULL,
    -- When its count changed last.
    moved INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE verdict (
    -- In the order in which they were given, so that the oldest are found without an index.
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    comment TEXT NOT NULL,
    verdict TEXT NOT NULL,
    given INTEGER NOT NULL,
    UNIQUE (hash, comment)
);
CREATE TABLE queue (
    hash TEXT NOT NULL,
    comment TEXT NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (hash, comment)
) WITHOUT ROWID;
CREATE TABLE publisher (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL);
",
    "
-- What waits: the comment, or an edit of it.
ALTER TABLE queue ADD COLUMN kind TEXT NOT NULL DEFAULT 'comment';
-- The threads on which a key has something.
CREATE TABLE mine (
    key TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (key, hash)
) WITHOUT ROWID;
-- Threads older than that list, which have not told whose comments they have: each may have
-- something of every key. They tell as soon as anyone wakes them.
CREATE TABLE unlisted (hash TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT INTO unlisted (hash) SELECT hash FROM thread UNION SELECT hash FROM queue;
",
    "
-- The newest comments of all threads, for the feed.
CREATE TABLE feed (
    hash TEXT NOT NULL,
    comment TEXT NOT NULL,
    thread TEXT NOT NULL,
    -- The thread's version that says this: older news of it is no news.
    version INTEGER NOT NULL,
    created INTEGER NOT NULL,
    -- None once the comment is not shown any more.
    name TEXT,
    url TEXT,
    body TEXT NOT NULL,
    edited INTEGER,
    PRIMARY KEY (hash, comment)
) WITHOUT ROWID;
-- When the oldest comment was posted of the feed that was put last.
CREATE TABLE feed_put (one INTEGER PRIMARY KEY CHECK (one = 1), since INTEGER NOT NULL);
",
    "
-- The names of those who work here, which nobody else may use.
CREATE TABLE staff (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, names TEXT NOT NULL);
",
];
