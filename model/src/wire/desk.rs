//! The bodies of the desk's part of the HTTP API (`/v1/desk/…`), shared by the desk and the Worker.
//!
//! Every call carries the session's cookie. What changes something is a POST from a page of the
//! Worker itself, with the header `Postil-Desk: 1`. Errors are [`super::Problem`]s.

use crate::comment::State;
use crate::site::Site;
use crate::staff::Role;
use crate::thread::Number;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// `POST /v1/desk/signin`, answered with [`Me`] and the cookie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignIn {
    /// With the deployment's secret.
    Secret {
        /// The secret.
        secret: String,
    },
    /// With the token of a one-time link: a sign-in link of the owner.
    Link {
        /// The token.
        token: String,
    },
    /// With the token of an invitation, which makes a moderator.
    Invitation {
        /// The token.
        token: String,
        /// What the new moderator wants to be called.
        name: String,
    },
}

/// `GET /v1/desk/me`: who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The member's id.
    pub member: String,
    /// The name that readers see beside the badge.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The sites they work on.
    pub sites: Vec<SiteName>,
    /// This session's id.
    pub session: String,
}

/// A site in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteName {
    /// The id.
    pub id: String,
    /// What the owner calls it.
    pub title: String,
}

/// `GET /v1/desk/staff`: to the owner all of it, to a moderator what is their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Staff {
    /// Everybody.
    pub members: Vec<Member>,
    /// The sessions that go on, the newest first.
    pub sessions: Vec<Session>,
    /// The invitations that nobody has used yet.
    pub invitations: Vec<Invitation>,
}

/// Somebody who works here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The role.
    pub role: Role,
    /// The one site, or all of them.
    #[serde(default)]
    pub site: Option<String>,
    /// Since when.
    pub since: Millis,
}

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The id; it is no secret.
    pub id: String,
    /// Whose.
    pub member: String,
    /// What the browser calls itself, shortened.
    pub agent: String,
    /// Since when.
    pub since: Millis,
    /// When it was last used, to the hour.
    pub seen: Millis,
    /// The site, if it is no session of the desk but a browser that moderates on that site's pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// An invitation that was not used yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// The id; it is no secret.
    pub id: String,
    /// For whom, as the owner noted.
    pub note: String,
    /// For which site; none for all.
    #[serde(default)]
    pub site: Option<String>,
    /// Until when it can be used.
    pub until: Millis,
}

/// `POST /v1/desk/staff`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StaffChange {
    /// Invite a moderator: answered with [`Invited`].
    Invite {
        /// For whom; the owner alone sees it.
        note: String,
        /// For which site; none for all.
        #[serde(default)]
        site: Option<String>,
    },
    /// Withdraw an invitation.
    Withdraw {
        /// Its id.
        invitation: String,
    },
    /// End a session.
    End {
        /// Its id.
        session: String,
    },
    /// Dismiss a moderator: all their sessions end.
    Dismiss {
        /// Their id.
        member: String,
    },
    /// Change one's own name.
    Rename {
        /// The new one.
        name: String,
    },
}

/// The answer to an invitation. The token is nowhere else: only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// The address to pass on.
    pub link: String,
    /// Until when it can be used.
    pub until: Millis,
}

/// `POST /v1/desk/page`, answered with [`PageLink`]: link a browser, so that one can moderate there in
/// the page itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPage {
    /// The site's id.
    pub site: String,
    /// The id of the thread whose page is opened; none for the site's first origin.
    #[serde(default)]
    pub thread: Option<String>,
}

/// The answer to it. The code in the link is nowhere else: only its hash is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageLink {
    /// The page's address, with the code behind its `#`.
    pub link: String,
    /// Until when it can be used, once.
    pub until: Millis,
}

/// `GET /v1/desk/site?site=`, and `POST /v1/desk/site`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// The site.
    pub site: Site,
    /// Which state of the settings this is, or was made from; none for a new site.
    #[serde(default)]
    pub revision: Option<u64>,
}

/// What a moderator looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// What waits for a decision.
    Held,
    /// What readers have reported.
    Reported,
    /// What is published, the newest first.
    Recent,
    /// Spam.
    Spam,
    /// What moderators have removed.
    Removed,
}

impl View {
    /// Every view, in the order of the desk.
    pub const ALL: [Self; 5] = [
        Self::Held,
        Self::Reported,
        Self::Recent,
        Self::Spam,
        Self::Removed,
    ];

    /// The name, as it stands in addresses and keys of locales.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Reported => "reported",
            Self::Recent => "recent",
            Self::Spam => "spam",
            Self::Removed => "removed",
        }
    }

    /// The view of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// `GET /v1/desk/queue?site=&view=[&q=][&after=][&most=]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are in all.
    pub total: u32,
    /// Names the state that this shows: "all that match" means what was there then.
    pub upto: u64,
    /// Where there are more: what to send as `after`.
    #[serde(default)]
    pub next: Option<String>,
    /// How many there are in each view.
    pub counts: Counts,
}

/// `GET /v1/desk/counts?site=`: how many there are in each view.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// What waits.
    pub held: u32,
    /// What readers have reported.
    pub reported: u32,
    /// What is published.
    pub recent: u32,
    /// Spam.
    pub spam: u32,
    /// What moderators have removed.
    pub removed: u32,
    /// Changes with whatever changes in the queue.
    pub stamp: u64,
}

/// A comment, as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Names the comment on this site; never another one's.
    pub seq: u64,
    /// The comment's id.
    pub id: String,
    /// Its thread's hash and id.
    pub hash: String,
    /// The thread's id.
    pub thread: String,
    /// Its number on the thread, once it was published.
    #[serde(default)]
    pub number: Option<Number>,
    /// The id of the comment it answers, with that one's number and author's name where they are known.
    #[serde(default)]
    pub parent: Option<Parent>,
    /// The author's name.
    pub name: String,
    /// The author's own address.
    #[serde(default)]
    pub url: Option<String>,
    /// The author's mark.
    pub mark: String,
    /// Whether it was written by somebody who works here.
    #[serde(default)]
    pub badge: Option<String>,
    /// How many published comments the author has here.
    pub published: u32,
    /// The Markdown source.
    pub body: String,
    /// That source as readers would see it.
    pub html: String,
    /// The source of an edit that waits.
    #[serde(default)]
    pub change: Option<String>,
    /// How many texts it had before.
    #[serde(default)]
    pub former: u32,
    /// When it was written.
    pub created: Millis,
    /// Whether and how it is shown.
    pub state: State,
    /// Whether it is pinned on its thread.
    #[serde(default)]
    pub pinned: bool,
    /// Why it is here, as [`crate::verdict::Reason`]s' texts.
    pub reasons: Vec<String>,
    /// What readers have said who reported it: how many, and their reasons.
    pub reports: Vec<Report>,
    /// Who has decided about it last, and how.
    #[serde(default)]
    pub decided: Option<Decided>,
}

/// The comment that another answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parent {
    /// Its id.
    pub id: String,
    /// Its author's name.
    pub name: String,
}

/// A reader's report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The code of the reason.
    pub reason: String,
    /// What they have added.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// `GET /v1/desk/former?site=&comment=`: what a comment said before, the oldest text first. `comment`
/// is [`Row::seq`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerTexts {
    /// The texts.
    pub texts: Vec<FormerText>,
}

/// What a comment said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerText {
    /// The Markdown source.
    pub body: String,
    /// Until when it stood there.
    pub until: Millis,
}

/// `POST /v1/desk/author`: everything of whoever wrote a comment. For the owner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutAuthor {
    /// The site's id.
    pub site: String,
    /// The comment: [`Row::seq`].
    pub comment: u64,
    /// `count` and `erase` are answered with [`Author`], `export` with [`AuthorExport`].
    #[serde(rename = "do")]
    pub what: String,
    /// Where an export goes on: [`AuthorExport::next`].
    #[serde(default)]
    pub after: Option<String>,
}

/// How much there is of an author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Author {
    /// The name that the comment bears.
    pub name: String,
    /// How many comments of theirs moderators can see.
    pub comments: u32,
    /// Whether everything of theirs is being erased: that goes on until nothing is left.
    pub erasing: bool,
}

/// A part of everything that is kept of an author: all of it, once `next` is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorExport {
    /// What their comments are marked with.
    pub mark: String,
    /// Their comments, in whatever state, with what they said before.
    pub comments: Vec<super::MyComment>,
    /// The comments they have found useful.
    pub votes: Vec<super::MyVote>,
    /// What they have reported; in the first part only.
    pub reports: Vec<AuthorReport>,
    /// What was decided about all that they write; in the first part only.
    pub bans: Vec<AuthorBan>,
    /// Where the next part begins.
    #[serde(default)]
    pub next: Option<String>,
}

/// A report that an author has made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorReport {
    /// The thread's id.
    pub thread: String,
    /// The reported comment's id.
    pub comment: String,
    /// The code of the reason.
    pub reason: String,
    /// What they have added.
    pub note: String,
    /// When.
    pub at: Millis,
}

/// A ban of an author, or of a network that they were known by. Who made it is another's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthorBan {
    /// Whom it was made against.
    pub whom: Whom,
    /// What happens to what they write.
    pub act: BanAct,
    /// Until when; none for good.
    #[serde(default)]
    pub until: Option<Millis>,
    /// When it was made.
    pub at: Millis,
}

/// A decision about a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Who.
    pub by: String,
    /// What.
    pub act: Act,
    /// When.
    pub at: Millis,
}

/// `GET /v1/desk/where?site=&id=`: where the comment of an id is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// The view. What is shown, and was reported, is among what was reported.
    pub view: View,
}

/// What is done with comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Publish it, or the edit that waits. Also: restore, and "this is no spam".
    Approve,
    /// Take it out of sight until somebody decides again.
    Hold,
    /// It is spam.
    Spam,
    /// Take it away; it can be restored for 30 days.
    Remove,
    /// Show it above the others of its thread, too, in the place of the one that is.
    Pin,
    /// No longer.
    Unpin,
}

impl Act {
    /// What can be done with many comments at once.
    pub const ALL: [Self; 4] = [Self::Approve, Self::Hold, Self::Spam, Self::Remove];
    /// What can be done with a comment that is shown.
    pub const PINS: [Self; 2] = [Self::Pin, Self::Unpin];

    /// The name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approve => "approve",
            Self::Hold => "hold",
            Self::Spam => "spam",
            Self::Remove => "remove",
            Self::Pin => "pin",
            Self::Unpin => "unpin",
        }
    }

    /// The act of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut acts = Self::ALL.into_iter().chain(Self::PINS);
        acts.find(|act| act.name() == name)
    }

    /// The state that it leads to, or that it needs.
    #[must_use]
    pub const fn state(self) -> State {
        match self {
            Self::Approve | Self::Pin | Self::Unpin => State::Published,
            Self::Hold => State::Held,
            Self::Spam => State::Spam,
            Self::Remove => State::Removed,
        }
    }
}

/// Which comments are meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Which {
    /// These.
    Rows(Vec<Chosen>),
    /// All that match, as they were when they were looked at.
    All {
        /// The view.
        view: View,
        /// What was searched for.
        q: String,
        /// [`Queue::upto`].
        upto: u64,
    },
}

/// A comment that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// [`Row::seq`].
    pub seq: u64,
    /// [`text_of`] the row that was looked at: what says something else by now waits on.
    pub text: String,
}

/// A short hash of what a moderator has read: the text, and the edit that waits. FNV-1a, 64 bits,
/// in hexadecimal: it guards against a slip, not against an attacker who would have to hit a text
/// that a person takes for the other one.
#[must_use]
pub fn text_of(body: &str, change: Option<&str>) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for byte in body
        .bytes()
        .chain([0])
        .chain(change.unwrap_or_default().bytes())
    {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// `POST /v1/desk/act`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoAct {
    /// The site's id.
    pub site: String,
    /// What is done.
    pub act: Act,
    /// With which comments.
    pub which: Which,
    /// The action's id, made by the desk: repeating a request whose answer was lost does no harm.
    pub id: String,
}

/// `POST /v1/desk/undo`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// The site's id.
    pub site: String,
    /// The action that is undone.
    pub action: String,
}

/// The answer to [`DoAct`] and [`Undo`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acted {
    /// The action's id, by which it can be undone.
    pub action: String,
    /// How many comments it has changed.
    pub changed: u32,
    /// How many it has left alone, since they say something else by now or are gone.
    pub left: u32,
    /// How many more there are of "all that match": the request is to be sent again.
    pub more: bool,
    /// How many there are in each view now.
    pub counts: Counts,
}

/// `POST /v1/desk/reply`, answered with [`Acted`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// The site's id.
    pub site: String,
    /// The comment that is answered: [`Row::seq`]. One that waits is approved with it.
    pub to: Chosen,
    /// The reply's own id, a UUIDv7 made by the desk.
    pub id: String,
    /// The Markdown source.
    pub body: String,
}

/// `GET /v1/desk/log?site=[&after=]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Log {
    /// What was done, the newest first.
    pub entries: Vec<LogEntry>,
    /// Where there is more: what to send as `after`.
    #[serde(default)]
    pub next: Option<u64>,
}

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEntry {
    /// Its place in the log.
    pub seq: u64,
    /// Who.
    pub by: String,
    /// When.
    pub at: Millis,
    /// What: an [`Act`]'s name, `undo`, `settings`, `reply`, `close`, `open`, `ban`, `lift`, …
    pub act: String,
    /// With how many comments.
    pub comments: u32,
    /// What tells it from others: a thread, a name, a rule.
    pub about: String,
    /// The action's id, if it can be undone.
    #[serde(default)]
    pub action: Option<String>,
    /// Whether it was undone.
    pub undone: bool,
}

/// `GET /v1/desk/threads?site=[&q=][&after=]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threads {
    /// The threads, the last written first.
    pub threads: Vec<ThreadRow>,
    /// Where there are more: what to send as `after`.
    #[serde(default)]
    pub next: Option<u64>,
}

/// A thread, as moderators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreadRow {
    /// The hash.
    pub hash: String,
    /// The id.
    pub id: String,
    /// How many comments a reader can see.
    pub count: u32,
    /// When its count changed last.
    pub moved: Millis,
    /// Whether it takes comments, and how.
    pub door: Door,
    /// What its page claims to be called, without the ending that the site cuts off.
    #[serde(default)]
    pub claimed: Option<String>,
    /// What it is called, once that was confirmed.
    #[serde(default)]
    pub title: Option<String>,
}

/// Whether a thread takes comments.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Door {
    /// As the site's policy says.
    #[default]
    Open,
    /// Each new comment waits.
    Held,
    /// None.
    Closed,
}

/// `POST /v1/desk/thread`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetDoor {
    /// The site's id.
    pub site: String,
    /// The thread's hash.
    pub hash: String,
    /// Whether it takes comments from now on.
    pub door: Door,
}

/// `POST /v1/desk/titles`: confirms, changes or takes back what threads are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTitles {
    /// The site's id.
    pub site: String,
    /// Which threads, at most 100.
    pub titles: Vec<SetTitle>,
}

/// What a thread is called from now on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTitle {
    /// The thread's hash.
    pub hash: String,
    /// The title as it was read, or written; none to take back what was confirmed.
    #[serde(default)]
    pub title: Option<String>,
}

/// `POST /v1/desk/try`: what a rule would have done with the last 1,000 comments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TryRule {
    /// The site's id.
    pub site: String,
    /// The pattern.
    pub pattern: String,
}

/// The answer to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// How many comments were looked at.
    pub looked: u32,
    /// How many of them the pattern is in.
    pub matched: u32,
    /// The newest of those, twenty at most.
    pub examples: Vec<Example>,
}

/// A comment that a rule would have matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The author's name.
    pub name: String,
    /// The Markdown source.
    pub body: String,
    /// What it is now.
    pub state: State,
}

/// `GET /v1/desk/bans?site=`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bans {
    /// The bans that are in force, the newest first.
    pub bans: Vec<BanRow>,
}

/// A ban, as moderators see it: neither a key's hash nor a network's is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BanRow {
    /// The id.
    pub id: u64,
    /// Whom it is about.
    pub whom: Whom,
    /// The author's name, as it stood on the comment that led to it.
    pub name: String,
    /// Whether what they write is held, or refused.
    pub act: BanAct,
    /// Until when; none for good.
    #[serde(default)]
    pub until: Option<Millis>,
    /// Who has made it.
    pub by: String,
    /// When.
    pub at: Millis,
}

/// Whom a ban is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// The device key that wrote a comment.
    Author,
    /// The network it came from. It is known for two days at most.
    Network,
}

/// What a ban does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BanAct {
    /// What they write waits for a moderator.
    Hold,
    /// What they write is not taken.
    Refuse,
}

/// `POST /v1/desk/bans`, answered with [`Bans`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeBans {
    /// The site's id.
    pub site: String,
    /// What to do.
    #[serde(rename = "do")]
    pub change: BanChange,
}

/// What is done with bans.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BanChange {
    /// Ban whoever wrote a comment.
    Ban {
        /// The comment: [`Row::seq`].
        comment: u64,
        /// Whom.
        whom: Whom,
        /// What happens to what they write.
        act: BanAct,
        /// For how many days; none for good.
        #[serde(default)]
        days: Option<u32>,
    },
    /// Lift a ban.
    Lift {
        /// [`BanRow::id`].
        id: u64,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_is_sent() {
        for view in View::ALL {
            assert_eq!(serde_json::to_value(view).unwrap(), view.name());
            assert_eq!(View::named(view.name()), Some(view));
        }
        for act in Act::ALL.into_iter().chain(Act::PINS) {
            assert_eq!(serde_json::to_value(act).unwrap(), act.name());
            assert_eq!(Act::named(act.name()), Some(act));
        }
        assert_eq!((View::named("all"), Act::named("")), (None, None));
    }

    #[test]
    fn the_text_that_was_read_is_told_from_another() {
        let read = text_of("Hello", None);
        assert_eq!(read, text_of("Hello", None));
        for (body, change) in [
            ("hello", None),
            ("Hello", Some("x")),
            ("Hellox", None),
            ("", Some("Hello")),
        ] {
            assert_ne!(read, text_of(body, change), "{body} {change:?}");
        }
    }

    #[test]
    fn calls_read_as_they_are_documented() {
        for (json, expected) in [
            (
                r#"{"secret":{"secret":"s"}}"#,
                SignIn::Secret { secret: "s".into() },
            ),
            (
                r#"{"link":{"token":"t"}}"#,
                SignIn::Link { token: "t".into() },
            ),
            (
                r#"{"invitation":{"token":"t","name":"n"}}"#,
                SignIn::Invitation {
                    token: "t".into(),
                    name: "n".into(),
                },
            ),
        ] {
            assert_eq!(serde_json::from_str::<SignIn>(json).unwrap(), expected);
        }
        let act: DoAct = serde_json::from_str(
            r#"{"site":"a","act":"spam","which":{"rows":[{"seq":1,"text":"x"}]},"id":"i"}"#,
        )
        .unwrap();
        assert_eq!(
            act.which,
            Which::Rows(vec![Chosen {
                seq: 1,
                text: "x".into()
            }])
        );
    }
}
