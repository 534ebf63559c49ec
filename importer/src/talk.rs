//! What the desk and the module say to each other, as JSON.

use serde::{Deserialize, Serialize};

/// The rules of an import, as they are typed at the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rules {
    /// Hosts of the file, and the site's origins to which they have moved.
    #[serde(default)]
    pub hosts: Vec<Pair>,
    /// What paths began with, and what they begin with now.
    #[serde(default)]
    pub paths: Vec<Pair>,
    /// Whether addresses end in a slash; as they do in the file, if nothing is said.
    #[serde(default)]
    pub slash: Option<bool>,
    /// A list of old and new addresses, as CSV.
    #[serde(default)]
    pub list: String,
    /// Users of the file, and the badges that they get.
    #[serde(default)]
    pub badges: Vec<Pair>,
    /// What authors without a name are called.
    #[serde(default)]
    pub nameless: String,
    /// Whether the site is to be what the file says that it was.
    #[serde(default)]
    pub restore: bool,
}

/// Something, and what it becomes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// What it is.
    pub from: String,
    /// What it becomes.
    pub to: String,
}

/// What comes of planning.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// What the import would do; none if the rules cannot be understood.
    #[serde(default)]
    pub summary: Option<Summary>,
    /// Which line of the list is no pair of addresses, counted from 1.
    #[serde(default)]
    pub wrong_line: Option<u32>,
    /// Why the files cannot be read at all.
    #[serde(default)]
    pub fault: Option<Fault>,
}

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The systems that the files come from, by their own names.
    pub system: String,
    /// Comments that everybody will see.
    pub comments: u32,
    /// Comments that will wait for a moderator.
    pub held: u32,
    /// Comments that are gone and answered: “removed” stands in their places.
    pub tombstones: u32,
    /// Comments that were called spam, and are kept so.
    pub spam: u32,
    /// Comments that were removed, and are kept so.
    pub removed: u32,
    /// Mentions.
    pub mentions: u32,
    /// On how many threads all these are.
    pub threads: u32,
    /// Some of these threads.
    pub pages: Vec<PageRow>,
    /// Some hosts of the file that are none of the site's, and how many of their pages belong
    /// nowhere, with most first.
    pub foreign: Vec<Counted>,
    /// How many more there are.
    pub more_foreign: u32,
    /// Some of whom the file knows as somebody of the site.
    pub staff: Vec<StaffRow>,
    /// How many more there are.
    pub more_staff: u32,
    /// Some reasons why nothing comes of entries: a code with the detail it may have, with most first.
    pub skipped: Vec<Skipped>,
    /// How many more there are.
    pub more_skipped: u32,
    /// Some comments, as they will look.
    pub samples: Vec<Sample>,
    /// Files that were not read to their ends.
    pub faults: Vec<Fault>,
    /// Rows that the import writes.
    pub rows: u32,
    /// Requests that it makes of objects.
    pub requests: u32,
    /// Pages that it puts into KV.
    pub writes: u32,
    /// On how many days a free account can take it; none if nobody knows what it has left today.
    pub days: u32,
    /// Within how many days its pages are in KV.
    pub days_into_kv: u32,
    /// What the site was, if a file says so: a `SiteLine` as JSON.
    #[serde(default)]
    pub site: Option<String>,
}

/// Something, and how often it is there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What.
    pub what: String,
    /// How often.
    pub count: u32,
}

/// A page of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageRow {
    /// Its address there.
    pub address: String,
    /// The thread where its comments go.
    pub thread: String,
    /// How many comments.
    pub count: u32,
}

/// Somebody of the site that the file comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffRow {
    /// What the file calls them.
    pub user: String,
    /// The name they go by.
    pub name: String,
}

/// Entries of which nothing comes, for one reason.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The reason's code.
    pub code: String,
    /// What it is about; often empty.
    pub detail: String,
    /// How many.
    pub count: u32,
}

/// A comment, as it will look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its author.
    pub name: String,
    /// The badge that the author gets.
    #[serde(default)]
    pub badge: Option<String>,
    /// When it was written, in milliseconds since 1970.
    #[serde(default)]
    pub created: Option<u64>,
    /// Its thread.
    pub thread: String,
    /// Its text, by the renderer that publishes.
    pub html: String,
}

/// Why a file was not read to its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The fault's code.
    pub code: String,
    /// In the module's own words.
    pub why: String,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Entries that are there.
    pub done: u32,
    /// Entries that there will be.
    pub all: u32,
    /// How many of those that are there were not before.
    pub new: u32,
}
