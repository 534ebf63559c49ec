//! Those who moderate: who they are, how they come in, and the pages they moderate on.

use crate::staff::Role;
use crate::time::Millis;
use serde::{Deserialize, Serialize};

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
