//! The tables of a site's object. A step is never changed once it was deployed: another is added.

use crate::objects::step::step;

/// What leads from one schema number to the next.
pub const STEPS: &[&str] = &[
    step!(
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
"
    ),
    step!(
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
"
    ),
    step!(
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
"
    ),
    step!(
        "
-- What the owner has declared.
CREATE TABLE settings (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    revision INTEGER NOT NULL,
    -- As JSON.
    site TEXT NOT NULL
);
-- The names of those who work here, which nobody else may use.
CREATE TABLE staff (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, names TEXT NOT NULL);
-- Whether a thread takes comments: open, held or closed.
ALTER TABLE thread ADD COLUMN door TEXT NOT NULL DEFAULT 'open';
-- When its first comment was written.
ALTER TABLE thread ADD COLUMN opened INTEGER;
-- Every comment, for moderators: what its thread has told last, or what they have decided since.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL,
    comment TEXT NOT NULL,
    thread TEXT NOT NULL,
    -- The comment's own count of its changes: older news of it is no news.
    rev INTEGER NOT NULL,
    -- The last order about it. News from before that was carried out is no news either.
    ordered INTEGER NOT NULL,
    number TEXT,
    parent TEXT,
    parent_name TEXT,
    name TEXT NOT NULL,
    url TEXT,
    mark TEXT NOT NULL,
    badge TEXT,
    key TEXT NOT NULL,
    body TEXT NOT NULL,
    change TEXT,
    created INTEGER NOT NULL,
    state TEXT NOT NULL,
    -- Texts of reasons, separated by line feeds.
    reasons TEXT NOT NULL,
    -- Where moderators find it.
    view TEXT NOT NULL,
    -- What is searched: name, text and thread in small letters.
    find TEXT NOT NULL,
    -- The stamp with which it began to say what it says.
    touched INTEGER NOT NULL,
    -- How many reports nobody has looked at.
    reports INTEGER NOT NULL DEFAULT 0,
    -- A moderator has approved it: reports do not hold it any more.
    approved INTEGER NOT NULL DEFAULT 0,
    -- What the statistics have learned from it: 0 for nothing, 1 that it is no spam, 2 that it is.
    learned INTEGER NOT NULL DEFAULT 0,
    decided_by TEXT,
    decided_act TEXT,
    decided_at INTEGER,
    UNIQUE (hash, comment)
);
CREATE INDEX entry_view ON entry (view, seq);
CREATE INDEX entry_reported ON entry (seq) WHERE reports > 0;
CREATE INDEX entry_key ON entry (key, state);
-- Grows with whatever changes for moderators.
CREATE TABLE stamp (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    number INTEGER NOT NULL,
    -- The last day on which what is kept for a while was dropped.
    swept INTEGER NOT NULL DEFAULT 0
);
INSERT INTO stamp (one, number) VALUES (1, 0);
-- What moderators have done. It is the log.
CREATE TABLE action (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    -- Made by the desk: the same action comes once.
    id TEXT UNIQUE,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    act TEXT NOT NULL,
    comments INTEGER NOT NULL,
    left_alone INTEGER NOT NULL DEFAULT 0,
    about TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
-- What an action has changed, and what was there before, so that it can be undone.
CREATE TABLE item (
    action INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    ordered INTEGER NOT NULL,
    -- As JSON.
    before TEXT NOT NULL,
    PRIMARY KEY (action, entry)
) WITHOUT ROWID;
CREATE INDEX item_entry ON item (entry);
-- What threads are still to be told.
CREATE TABLE orders (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL,
    comment TEXT NOT NULL,
    -- As JSON.
    body TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL
);
CREATE INDEX orders_hash ON orders (hash, seq);
-- What readers have reported. Networks are known for as long as their day's bucket means anything.
CREATE TABLE report (
    seq INTEGER PRIMARY KEY,
    entry INTEGER NOT NULL,
    key TEXT NOT NULL,
    network TEXT NOT NULL,
    day INTEGER NOT NULL,
    reason TEXT NOT NULL,
    note TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Whether its key was a day old or had a published comment.
    counts INTEGER NOT NULL
);
CREATE INDEX report_entry ON report (entry);
CREATE INDEX report_network ON report (network, day) WHERE network <> '';
-- When keys were seen first that have reported something.
CREATE TABLE reporter (key TEXT PRIMARY KEY, since INTEGER NOT NULL) WITHOUT ROWID;
-- From which network a comment came, for two days: so that a moderator can ban it.
CREATE TABLE sender (
    hash TEXT NOT NULL,
    comment TEXT NOT NULL,
    network TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (hash, comment)
) WITHOUT ROWID;
CREATE INDEX sender_day ON sender (day);
-- How often something came of late: from a key, from a network, new keys from a network.
CREATE TABLE rate (
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    -- As JSON.
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (kind, who)
) WITHOUT ROWID;
-- What texts look like, to find their copies. A comment has about ten keys.
CREATE TABLE fingerprint (
    key INTEGER NOT NULL,
    -- The comment's id and its thread's hash.
    comment TEXT NOT NULL,
    author TEXT NOT NULL,
    sketch TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (key, comment)
) WITHOUT ROWID;
CREATE INDEX fingerprint_comment ON fingerprint (comment);
-- In how many comments a word stood that moderators have decided about. The empty word stands in all.
CREATE TABLE token (token TEXT PRIMARY KEY, spam INTEGER NOT NULL, ham INTEGER NOT NULL) WITHOUT ROWID;
-- Authors (by their key) and networks whose comments are held or refused.
CREATE TABLE ban (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    whom TEXT NOT NULL,
    -- The hash of the key, or the bucket of the network.
    mark TEXT NOT NULL,
    -- A network has another bucket each day. Once more came from a banned one, it is known by this.
    lasting TEXT,
    name TEXT NOT NULL,
    act TEXT NOT NULL,
    until INTEGER,
    by TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX ban_mark ON ban (mark);
CREATE INDEX ban_lasting ON ban (lasting) WHERE lasting IS NOT NULL;
-- Threads that are to be woken: they tell of comments that nobody here has heard of.
CREATE TABLE asleep (hash TEXT PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
INSERT INTO asleep (hash) SELECT hash FROM thread UNION SELECT hash FROM queue UNION SELECT hash FROM mine;
DROP TABLE queue;
"
    ),
    step!(
        "
-- Comments that have begun to wait, in that order, for as long as they do: so that the owner is told.
CREATE TABLE notice (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    entry INTEGER NOT NULL,
    -- Which view it came into: held or reported.
    view TEXT NOT NULL,
    at INTEGER NOT NULL,
    UNIQUE (entry, view)
);
-- How the owner is told: mail, webhook.
CREATE TABLE way (
    name TEXT PRIMARY KEY,
    -- As JSON.
    settings TEXT NOT NULL,
    -- What a webhook's messages are signed with.
    key TEXT,
    -- The origin of this Worker, for links.
    origin TEXT NOT NULL,
    since INTEGER NOT NULL,
    -- When a message was made last.
    last INTEGER,
    -- The last notice that a message is about.
    told INTEGER NOT NULL
) WITHOUT ROWID;
-- Messages, and what has become of them. What they say is written when they are sent, so that none
-- tells of what was decided or erased meanwhile.
CREATE TABLE message (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The same whenever it is sent again.
    id TEXT NOT NULL,
    way TEXT NOT NULL,
    recipient TEXT NOT NULL,
    -- The notices it is about: those behind the one, up to the other. A test is about none.
    behind INTEGER,
    upto INTEGER,
    comments INTEGER,
    made INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    tried INTEGER,
    -- When it is tried next; none once it was taken or given up.
    due INTEGER,
    state TEXT NOT NULL DEFAULT 'waiting',
    failure TEXT
);
CREATE INDEX message_due ON message (due) WHERE due IS NOT NULL;
-- The private feed of what waits, if it is on.
CREATE TABLE queue_feed (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- The hash of the token in its address.
    token TEXT NOT NULL,
    since INTEGER NOT NULL,
    -- When the owner tried it.
    tested INTEGER
);
"
    ),
    step!(
        "
-- Whose comments are being erased: the hash of their key. A row stays until nothing of them is left.
CREATE TABLE erasure (
    key TEXT PRIMARY KEY,
    -- Where it goes on among the threads.
    after TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL
) WITHOUT ROWID;
-- An author's name stands with their own comments alone.
ALTER TABLE entry DROP COLUMN parent_name;
-- How many texts it had before.
ALTER TABLE entry ADD COLUMN former INTEGER NOT NULL DEFAULT 0;
-- The hash of the key of whoever bears the name that is written down.
ALTER TABLE ban ADD COLUMN author TEXT NOT NULL DEFAULT '';
UPDATE ban SET author = mark WHERE whom = 'author';
ALTER TABLE action ADD COLUMN author TEXT;
CREATE INDEX action_author ON action (author) WHERE author IS NOT NULL;
"
    ),
    step!(
        "
-- What its readers' browsers claim that the page is called, and what was confirmed.
ALTER TABLE thread ADD COLUMN claimed TEXT;
ALTER TABLE thread ADD COLUMN title TEXT;
-- The one comment of its thread that is shown above the others, too.
ALTER TABLE entry ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
CREATE INDEX entry_pinned ON entry (hash) WHERE pinned = 1;
-- Grows with each change of what the thread is told of itself.
ALTER TABLE thread ADD COLUMN terms INTEGER NOT NULL DEFAULT 0;
-- The revision of the settings that it was told last, if they showed in its pages.
ALTER TABLE thread ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
CREATE INDEX thread_shown ON thread (shown);
-- The last revision of the settings that shows in pages, and when the next quiet thread is told.
ALTER TABLE settings ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE settings ADD COLUMN next INTEGER NOT NULL DEFAULT 0;
UPDATE settings SET shown = revision;
-- The threads that are told next.
CREATE TABLE telling (hash TEXT PRIMARY KEY, tries INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL) WITHOUT ROWID;
UPDATE thread SET terms = 1 WHERE door = 'closed';
INSERT INTO telling (hash, due) SELECT hash, 0 FROM thread WHERE door = 'closed';
-- Who claims which title today, where readers may confirm one. Networks are known for as long as
-- their day's bucket means anything.
CREATE TABLE claim (
    hash TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    network TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (hash, key)
) WITHOUT ROWID;
"
    ),
    step!(
        "
-- What was imported, in that order.
CREATE TABLE import (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    -- The same file with the same rules is the same import.
    id TEXT NOT NULL UNIQUE,
    -- The name of the file.
    name TEXT NOT NULL,
    system TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- running, done or undone.
    state TEXT NOT NULL,
    -- When its undoing goes on.
    due INTEGER NOT NULL DEFAULT 0
);
-- What an import has brought to a thread. A row goes when that is undone.
CREATE TABLE imported (
    import INTEGER NOT NULL,
    hash TEXT NOT NULL,
    comments INTEGER NOT NULL DEFAULT 0,
    mentions INTEGER NOT NULL DEFAULT 0,
    -- Nothing is left to be sent of it.
    done INTEGER NOT NULL DEFAULT 0,
    -- What it has said of the page: it goes with it.
    title TEXT,
    door TEXT,
    PRIMARY KEY (import, hash)
) WITHOUT ROWID;
-- Which import has brought a comment.
ALTER TABLE entry ADD COLUMN import INTEGER;
-- When the newest imported comment was written of a thread whose pages are not in KV yet.
ALTER TABLE thread ADD COLUMN newest INTEGER;
-- Counts how often it has asked for a turn.
ALTER TABLE thread ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
CREATE INDEX thread_newest ON thread (newest) WHERE newest IS NOT NULL;
-- The comment that an import wants pinned, until the thread has told of it.
ALTER TABLE thread ADD COLUMN pin TEXT;
-- When imported threads are put next.
CREATE TABLE turn (one INTEGER PRIMARY KEY CHECK (one = 1), due INTEGER NOT NULL);
"
    ),
];
