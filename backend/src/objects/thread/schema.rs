//! The tables of a thread's object. A step is never changed once it was deployed: another is added.

use crate::objects::step::step;

/// What leads from one schema number to the next.
pub const STEPS: &[&str] = &[
    step!("
CREATE TABLE thread (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    -- Which thread this is: an alarm does not say it.
    site TEXT NOT NULL,
    id TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- Claims of the first poster, for moderators to confirm. Shown to nobody else.
    title TEXT,
    address TEXT,
    -- Grows by one with each change that a reader can see. 0: nothing was ever published.
    version INTEGER NOT NULL,
    -- How many comments a reader can see.
    count INTEGER NOT NULL,
    -- The last number given to a root.
    roots INTEGER NOT NULL,
    -- The open (last) page.
    open INTEGER NOT NULL,
    -- Whether the site's object was told that readers must be sent here.
    waiting INTEGER NOT NULL
);
CREATE TABLE comment (
    -- The order of arrival is the order of everything; no client's clock is asked.
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    -- Why it is held.
    reason TEXT,
    parent TEXT,
    -- Given once, when it is first published.
    number TEXT,
    page INTEGER,
    -- The last number given right below it.
    children INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL,
    url TEXT,
    mark TEXT NOT NULL,
    -- The Markdown source. HTML is made from it whenever it is needed.
    body TEXT NOT NULL,
    -- Hashes of the author's key and of the text as it was first sent: they make a repeat known.
    key TEXT NOT NULL,
    sent TEXT NOT NULL,
    created INTEGER NOT NULL,
    edited INTEGER,
    score INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX comment_page ON comment (page) WHERE page IS NOT NULL;
CREATE UNIQUE INDEX comment_number ON comment (number) WHERE number IS NOT NULL;
CREATE TABLE publisher (one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL);
CREATE TABLE outbox (
    -- What it is about: newer news of the same replaces what was not sent yet.
    about TEXT PRIMARY KEY,
    seq INTEGER NOT NULL,
    news TEXT NOT NULL,
    tries INTEGER NOT NULL,
    due INTEGER NOT NULL
) WITHOUT ROWID;
"),
    // The markup that all pages are, or are to be, published with.
    "ALTER TABLE thread ADD COLUMN markup TEXT NOT NULL DEFAULT ''",
    step!("
-- The last version that brought something else than scores.
ALTER TABLE thread ADD COLUMN said INTEGER NOT NULL DEFAULT 0;
UPDATE thread SET said = version;
-- When the networks of voters are forgotten next.
ALTER TABLE thread ADD COLUMN forget INTEGER;
-- What a key has here. A comment that its author has deleted has no key ('') and is removed.
CREATE INDEX comment_key ON comment (key);
-- Which comments answer one: a tombstone stays for them, and they name it.
CREATE INDEX comment_parent ON comment (parent) WHERE parent IS NOT NULL;
-- What a comment said before, for moderators. Comments are named by their seq from here on.
CREATE TABLE former (
    comment INTEGER NOT NULL,
    nth INTEGER NOT NULL,
    body TEXT NOT NULL,
    -- Until when it stood there.
    until INTEGER NOT NULL,
    PRIMARY KEY (comment, nth)
);
-- An edit that waits for a moderator while the old text stays up.
CREATE TABLE change (
    comment INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    reason TEXT NOT NULL,
    since INTEGER NOT NULL
);
CREATE TABLE vote (
    key TEXT NOT NULL,
    comment INTEGER NOT NULL,
    PRIMARY KEY (key, comment)
) WITHOUT ROWID;
-- The networks whose vote is counted. A network has another bucket each day, so a row is of no use
-- after its day, and is dropped soon after.
CREATE TABLE network (
    comment INTEGER NOT NULL,
    bucket TEXT NOT NULL,
    key TEXT NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (comment, bucket)
) WITHOUT ROWID;
-- The site's object lists on which threads a key has something. It is told of those that came
-- before there was a list, and last that it was told of all.
INSERT INTO outbox (about, seq, news, tries, due)
SELECT 'mine/' || key, 1, json_object('Mine', json_object('key', key, 'any', json('true'))), 0, 0
FROM comment WHERE key <> '' GROUP BY key;
INSERT INTO outbox (about, seq, news, tries, due) SELECT 'listed', 1, '\"Listed\"', 0, 1 FROM thread;
"),
    // The comments that anybody found useful: few, and asked for together.
    "CREATE INDEX comment_score ON comment (score) WHERE score > 0",
    step!("
-- What the site says the author is: someone who works there.
ALTER TABLE comment ADD COLUMN badge TEXT;
-- Grows with each change of the comment, so that the site's object tells old news from new.
ALTER TABLE comment ADD COLUMN rev INTEGER NOT NULL DEFAULT 0;
-- The last order of the site's object that was carried out on it.
ALTER TABLE comment ADD COLUMN ordered INTEGER NOT NULL DEFAULT 0;
-- When it was called spam, or removed by a moderator: its text is kept for a while.
ALTER TABLE comment ADD COLUMN away INTEGER;
CREATE INDEX comment_away ON comment (away) WHERE away IS NOT NULL;
-- The site's object is told of every comment that there is, instead of those that wait.
DELETE FROM outbox WHERE about LIKE 'held/%' AND news NOT LIKE '{\"Gone\"%';
INSERT INTO outbox (about, seq, news, tries, due)
SELECT 'comment/' || id, 1, json_object('Look', id), 0, 0 FROM comment WHERE key <> '';
"),
    step!(
        "
-- What the site's object has told of the site and its moderators, as JSON.
ALTER TABLE thread ADD COLUMN terms TEXT NOT NULL DEFAULT '{}';
-- Whether the pages are still to be brought up to that: 1, or 2 if readers wait for it.
ALTER TABLE thread ADD COLUMN fresh INTEGER NOT NULL DEFAULT 0;
-- When it closes by itself, as far as is known.
ALTER TABLE thread ADD COLUMN closes INTEGER;
-- Whether it is closed, as its pages say.
ALTER TABLE thread ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
-- Moderators see what a page claims to be called.
INSERT INTO outbox (about, seq, news, tries, due)
SELECT 'title', 1, json_object('Title', title), 0, 1 FROM thread WHERE title IS NOT NULL;
"
    ),
    step!(
        "
-- Which of the site's imports has brought it; none of what was written here. 0: a tombstone that the
-- undoing of one has left, which another may fill again.
ALTER TABLE comment ADD COLUMN import INTEGER;
-- Pingbacks and trackbacks that came with imports.
CREATE TABLE mention (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    url TEXT,
    body TEXT NOT NULL,
    created INTEGER NOT NULL,
    import INTEGER NOT NULL
) WITHOUT ROWID;
"
    ),
];
