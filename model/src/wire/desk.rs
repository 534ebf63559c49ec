//! The bodies of the desk's part of the HTTP API (`/v1/desk/…`), shared by the desk and the Worker.
//!
//! Every call carries the session's cookie. What changes something is a POST from a page of the
//! Worker itself, with the header `Postil-Desk: 1`. Errors are [`super::Problem`]s.

mod act;
mod author;
mod bans;
mod door;
mod export;
mod import;
mod queue;
mod site;
mod staff;

pub use act::{Act, Acted, Chosen, DoAct, Log, LogEntry, Reply, Undo, Which};
pub use author::{AboutAuthor, Author, AuthorBan, AuthorExport, AuthorReport};
pub use bans::{BanAct, BanChange, BanRow, Bans, ChangeBans, Whom};
pub use door::{Me, SignIn, SiteName};
pub use export::{
    BanLine, ChangeLine, CommentLine, Exported, FORMAT, FormerLine, MentionLine, SiteLine,
    ThreadLine,
};
pub use import::{
    AddEntries, Added, Import, ImportState, ImportStep, Imports, Left, Outcome, Started,
};
pub use queue::{
    Counts, Decided, FormerText, FormerTexts, Parent, Queue, Report, Row, View, Where, text_of,
};
pub use site::{
    Door, Example, SetDoor, SetTitle, SetTitles, Settings, ThreadRow, Threads, Tried, TryRule,
};
pub use staff::{Invitation, Invited, LinkPage, Member, PageLink, Session, Staff, StaffChange};
