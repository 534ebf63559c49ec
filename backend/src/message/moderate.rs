//! What is asked of a site's object by somebody who is signed in to the desk. Whether they may was
//! decided before.

use postil_model::CommentId;
use postil_model::wire::Comment;
use postil_model::wire::desk::View;
use serde::{Deserialize, Serialize};

use super::Whose;

/// A call of the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Moderation {
    /// Who calls.
    pub actor: Actor,
    /// The call's name, as in the address.
    pub call: String,
    /// What was sent, as JSON: a body of [`postil_model::wire::desk`], or a [`Question`].
    pub sent: String,
}

/// Who does something at the desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Actor {
    /// The name, for the log.
    pub name: String,
}

/// What a GET asks for; numbers are as they stood in the address.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Question {
    /// The view.
    #[serde(default)]
    pub view: Option<View>,
    /// What is searched for.
    #[serde(default)]
    pub q: String,
    /// Behind which row.
    #[serde(default)]
    pub after: Option<String>,
    /// Which comment: the number of its entry.
    #[serde(default)]
    pub comment: Option<String>,
    /// How many rows.
    #[serde(default)]
    pub most: Option<String>,
    /// Which comment.
    #[serde(default)]
    pub id: String,
    /// Which thread: its hash.
    #[serde(default)]
    pub thread: String,
}

/// A comment that a moderator answers.
#[derive(Serialize, Deserialize)]
pub struct Answered {
    /// Its thread.
    pub whose: Whose,
    /// Its id.
    pub comment: CommentId,
}

/// A comment that a moderator names by its thread: its answer is a
/// [`Chosen`](postil_model::wire::desk::Chosen).
#[derive(Serialize, Deserialize)]
pub struct Find {
    /// The thread's hash.
    pub hash: String,
    /// The comment's id.
    pub comment: CommentId,
}

/// A comment that waits, or whose edit does.
#[derive(Serialize, Deserialize)]
pub struct Waits {
    /// The comment, as a row of the thread shows it.
    pub comment: Comment,
    /// The source of the edit that waits.
    #[serde(default)]
    pub change: Option<String>,
    /// [`text_of`](postil_model::wire::desk::text_of) both.
    pub text: String,
}
