//! The one row that says what the thread is and how far it has come.

use postil_model::site::Site;
use postil_widget::ssr::MARKUP;

use crate::message::{News, Whose};
use crate::objects::row::columns;
use crate::objects::sql::{Sql, int, maybe, text};
use crate::problem::Result;

columns! {
    /// The thread's row.
    #[derive(Clone, Debug)]
    pub struct Record {
        /// The site's id.
        pub site: String,
        /// The thread's id.
        pub id: String,
        /// The thread's hash.
        pub hash: String,
        /// Grows with each change that a reader can see.
        pub version: u64,
        /// The last version that brought something else than scores.
        pub said: u64,
        /// How many comments a reader can see.
        pub count: u32,
        /// The last number given to a root.
        pub roots: u32,
        /// The open (last) page.
        pub open: u32,
        /// Whether the site's object was told that readers must be sent here.
        pub waiting: u8,
        /// What all pages are, or are to be, published with: see [`appearance`]. Empty at first.
        pub markup: String,
        /// Whether it takes no comments, as its pages say.
        pub closed: u8,
    }
}

impl Record {
    /// The stored row; none before the first comment.
    pub fn load(sql: &Sql<'_>) -> Result<Option<Self>> {
        sql.first(
            "SELECT site, id, hash, version, said, count, roots, open, waiting, markup, closed FROM thread",
            vec![],
        )
    }

    /// The row, which is made with the first comment: from then on the object knows what it is. Of
    /// its page something may be claimed.
    pub fn load_or_begin(
        sql: &Sql<'_>,
        whose: &Whose,
        title: Option<&str>,
        address: Option<&str>,
    ) -> Result<Self> {
        if let Some(record) = Self::load(sql)? {
            return Ok(record);
        }
        let Whose { site, thread, hash } = whose.clone();
        sql.run(
            "INSERT INTO thread (one, site, id, hash, title, address, version, count, roots, open, waiting, markup)
             VALUES (1, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, '')",
            vec![text(&*site), text(&*thread), text(&*hash), maybe(title), maybe(address)],
        )?;
        Ok(Self {
            site,
            id: thread,
            hash,
            version: 0,
            said: 0,
            count: 0,
            roots: 0,
            open: 0,
            waiting: 0,
            markup: String::new(),
            closed: 0,
        })
    }

    /// Stores what changes.
    pub fn save(&self, sql: &Sql<'_>) -> Result<()> {
        sql.run(
            "UPDATE thread SET version = ?, said = ?, count = ?, roots = ?, open = ?, waiting = ?, markup = ?, closed = ?",
            vec![
                int(self.version),
                int(self.said),
                int(self.count),
                int(self.roots),
                int(self.open),
                int(self.waiting),
                text(&*self.markup),
                int(self.closed),
            ],
        )
    }

    /// Counts a change that readers wait for: a comment, a text, a removal.
    pub fn say(&mut self) {
        self.version += 1;
        self.said = self.version;
    }

    /// What the site is told of the count.
    pub fn news(&self) -> News {
        News::Count {
            count: self.count,
            version: self.version,
        }
    }

    /// How to address this thread.
    pub fn whose(&self) -> Whose {
        Whose {
            site: self.site.clone(),
            thread: self.id.clone(),
            hash: self.hash.clone(),
        }
    }

    /// How many pages there are.
    pub fn pages(&self) -> u32 {
        self.open + 1
    }

    /// The KV key of a page.
    pub fn key(&self, page: u32) -> String {
        key(&self.site, &self.hash, page)
    }

    /// The page of a KV key; none of a key that only earlier builds knew.
    pub fn page_of(&self, key: &str) -> Option<u32> {
        let number = key.rsplit('/').next()?;
        number.parse().ok().filter(|page| *page <= self.open)
    }

    /// Whether a key of this thread stands for no page any more: earlier builds had one more, and
    /// pages go where an import is undone.
    pub fn is_former(&self, key: &str) -> bool {
        let number = key.rsplit('/').next().unwrap_or_default();
        key == self.former_key() || number.parse().is_ok_and(|page: u32| page > self.open)
    }

    /// The key under which earlier builds kept the open page of a long thread.
    pub fn former_key(&self) -> String {
        format!("thread/{}/{}/last", self.site, self.hash)
    }
}

/// The KV key of a page of a thread.
pub fn key(site: &str, hash: &str, page: u32) -> String {
    format!("thread/{site}/{hash}/{page}")
}

/// What the HTML of a thread depends on beside its comments: this build's markup, and the site's
/// settings that show in it. Where it has changed, all pages are put anew.
pub fn appearance(site: &Site) -> String {
    let Site {
        edit_hours,
        votes,
        theme,
        ..
    } = site;
    let (language, theme) = (site.language(""), theme.declarations());
    format!("{MARKUP} {language} {edit_hours} {votes} {theme}")
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_setting_that_shows_changes_the_appearance() {
        let plain = json!({
            "id": "blog", "policy": "open", "origins": ["https://blog.example"], "languages": ["en"],
        });
        let with = |name: &str, value: serde_json::Value| {
            let mut declared = plain.clone();
            declared[name] = value;
            appearance(&serde_json::from_value(declared).unwrap())
        };
        let before = with("id", json!("blog"));
        for (name, value) in [
            ("edit_hours", json!(0)),
            ("votes", json!(false)),
            ("languages", json!(["fr", "en"])),
            ("theme", json!({ "accent": "teal" })),
        ] {
            assert_ne!(with(name, value), before, "{name}");
        }
        for (name, value) in [
            ("policy", json!("held")),
            ("languages", json!(["en", "fr"])),
            ("title", json!("Another")),
        ] {
            assert_eq!(with(name, value), before, "{name}");
        }
    }
}
