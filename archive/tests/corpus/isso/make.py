"""Makes the databases beside it, as Isso does. Run it here: python3 make.py"""

import os
import sqlite3

THREADS = "CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256))"
COMMENTS = (
    "CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,"
    " created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR,"
    " author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0,"
    " dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL{})"
)
INSERT = (
    "INSERT INTO comments (tid, id, parent, created, modified, mode, remote_addr, text, author, email,"
    " website, voters) VALUES (?, ?, ?, ?, ?, ?, '192.0.2.0', ?, ?, ?, ?, ?)"
)


def make(name, rows, page_size=4096, last=", notification INTEGER DEFAULT 0", before="", after=""):
    if os.path.exists(name):
        os.remove(name)
    base = sqlite3.connect(name)
    base.executescript(f"PRAGMA page_size = {page_size}; {before}")
    base.execute(THREADS)
    base.execute(COMMENTS.format(last))
    base.execute("CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR)")
    base.execute("INSERT INTO preferences VALUES ('session-key', 'not-secret')")
    base.execute("INSERT INTO threads VALUES (1, '/one/', 'Page & one')")
    base.execute("INSERT INTO threads VALUES (2, '/two/?p=2', NULL)")
    base.executemany(INSERT, rows)
    base.executescript(after)
    base.commit()
    base.close()


def row(id, parent=None, tid=1, created=1304567890.25, modified=None, mode=1, text="", author=None,
        email=None, website=None, voters=256):
    return (tid, id, parent, created, modified, mode, text, author, email, website, bytes(voters))


def words(count):
    return " ".join(f"word{number}" for number in range(count))


quirks = [
    row(1, parent=2, text="Child *first* é 😀", author="Ada", email="ada@a.example", website="https://a.example"),
    row(2, mode=4, text="", created=1304567890),
    row(3, mode=2, text="Waits", modified=1304567999.5, author="Bob"),
    row(4, mode=7, text="No such mode"),
    row(5, tid=9, text="No page"),
    row(6, parent=77, text="No parent", created=0.0),
    row(8, parent=8, tid=2, text="Its own parent", created="yesterday", author=8),
    row(3_000_000_000, text=None, tid=2),
]
make("quirks.sqlite", quirks)
# The columns that newer versions have are not there; texts are UTF-16.
make("utf16.sqlite", quirks[:3], last="", before="PRAGMA encoding = 'UTF-16le';")
# Texts that have pages of their own.
make("long.sqlite", [row(1, text=words(10)), row(2, text=words(3_000)), row(3, text=words(150))], page_size=512)
# Rows on many pages, of which every third is gone.
make(
    "many.sqlite",
    [row(id, text=words(id % 7), voters=8) for id in range(1, 601)],
    page_size=1024,
    after="DELETE FROM comments WHERE id % 3 = 0;",
)
# A table that got a column after its rows.
make("altered.sqlite", quirks[:2], last="", after="ALTER TABLE comments ADD COLUMN notification INTEGER DEFAULT 0;")
