//! The tables of a thread's object. A step is never changed once it was deployed: another is added.

/// What leads from one schema number to the next.
pub const STEPS: &[&str] = &[
    "
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
",
    // The markup that all pages are, or are to be, published with.
    "ALTER TABLE thread ADD COLUMN markup TEXT NOT NULL DEFAULT ''",
    // The comments that anybody found useful: few, and asked for together.
    "CREATE INDEX comment_score ON comment (score) WHERE score > 0",
];
