//! What is asked of a site's object by somebody who is signed in to the desk. Whether they may was
//! decided before.

use postil_model::CommentId;
use postil_model::wire::desk;
use serde::{Deserialize, Serialize};

use super::Whose;

/// Who does something at the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// The name, for the log.
    pub name: String,
}

/// What the desk asks of a site's object; the answers are those of [`desk`].
#[derive(Serialize, Deserialize)]
pub enum Ask {
    /// The declaration: [`desk::Settings`].
    Declared,
    /// Declare the site: [`desk::Settings`].
    Declare(Box<desk::Settings>),
    /// Part of a view: [`desk::Queue`].
    Queue(Look),
    /// [`desk::Counts`].
    Counts,
    /// [`desk::Acted`].
    Act(desk::DoAct),
    /// [`desk::Acted`].
    Undo(desk::Undo),
    /// Where a comment is that is to be answered, once its thread has carried out its orders:
    /// [`Answered`].
    Answered(u64),
    /// The log before an entry: [`desk::Log`].
    Log(Option<u64>),
    /// [`desk::Threads`].
    Threads(LookThreads),
    /// Nothing is answered.
    Door(desk::SetDoor),
    /// Nothing is answered.
    Titles(desk::SetTitles),
    /// [`desk::Tried`].
    Try(desk::TryRule),
    /// [`desk::Bans`].
    Bans,
    /// [`desk::Bans`].
    ChangeBans(desk::ChangeBans),
}

/// A part of a view that is looked at.
#[derive(Serialize, Deserialize)]
pub struct Look {
    /// The view.
    pub view: desk::View,
    /// What is searched for.
    pub q: String,
    /// Behind which row.
    pub after: Option<u64>,
    /// How many rows.
    pub most: u32,
}

/// Threads that are looked at.
#[derive(Serialize, Deserialize)]
pub struct LookThreads {
    /// What is searched for.
    pub q: String,
    /// How many are known already.
    pub after: Option<u64>,
}

/// A comment that a moderator answers.
#[derive(Serialize, Deserialize)]
pub struct Answered {
    /// Its thread.
    pub whose: Whose,
    /// Its id.
    pub comment: CommentId,
}
