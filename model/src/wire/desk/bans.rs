//! Bans of authors and networks.

use crate::time::Millis;
use serde::{Deserialize, Serialize};

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

impl BanAct {
    /// The name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hold => "hold",
            Self::Refuse => "refuse",
        }
    }
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
        /// The comment: [`Row::seq`](super::Row::seq).
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
