//! A comment of one's own, as the list shows it.

use postil_model::State;

use crate::platform::json::Value;

/// One comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Mine {
    /// Its id.
    pub id: String,
    /// Its thread's id.
    pub thread: String,
    /// The Markdown source.
    pub body: String,
    /// When it was written, in RFC 3339.
    pub created: String,
    /// Whether and how it is shown.
    pub state: State,
    /// Whether a change of it waits for a moderator.
    pub is_changing: bool,
}

impl Mine {
    /// Reads one from an answer.
    pub fn read(value: &Value) -> Option<Self> {
        Some(Self {
            id: value.text("id")?,
            thread: value.text("thread")?,
            body: value.text("body")?,
            created: value.text("created")?,
            state: State::named(&value.text("state")?)?,
            is_changing: value.text("waiting").is_some(),
        })
    }

    /// Where it stands, if its thread is named by an address.
    pub fn address(&self) -> Option<String> {
        let is_published = self.state == State::Published;
        let anchor = if is_published {
            format!("#c-{}", self.id)
        } else {
            String::new()
        };
        self.thread
            .starts_with('/')
            .then(|| format!("{}{anchor}", self.thread))
    }
}
