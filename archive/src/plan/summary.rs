//! An import in numbers.

/// How many entries of a plan become what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Comments that everybody will see.
    pub comments: usize,
    /// Comments that will wait for a moderator.
    pub held: usize,
    /// Mentions.
    pub mentions: usize,
    /// Comments that are gone, but are answered.
    pub tombstones: usize,
    /// Spam that is kept: only Postil's own.
    pub spam: usize,
    /// Removed comments that are kept: only Postil's own.
    pub removed: usize,
    /// The threads that all of these are on.
    pub threads: usize,
    /// Comments that will stand at the root, since what they answer is missing.
    pub loose: usize,
    /// Of what nothing comes, the most frequent reason first.
    pub skipped: Vec<Skipped>,
    /// The hosts of the file's pages, the one with the most pages first.
    pub hosts: Vec<Host>,
}

/// Entries of which nothing comes for the same reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// [`super::Why::code`].
    pub code: &'static str,
    /// What it is about: a foreign host, or the kind of entry that is no comment; else empty.
    pub about: String,
    /// The reason in words: that of the first one.
    pub why: String,
    /// How many entries.
    pub count: usize,
}

/// Pages of one host.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Host {
    /// With its port, if it has one; empty for pages of which the file names no host.
    pub host: String,
    /// How many pages belong to the site.
    pub found: usize,
    /// How many belong nowhere.
    pub lost: usize,
}
