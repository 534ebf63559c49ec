//! What is said to the object of the desk. Tokens never get there: only their hashes do.

use postil_model::staff::{Role, Scope};
use postil_model::wire::desk::{Me, SiteName};
pub use postil_model::wire::moderate::Linked;
use postil_model::{Name, SiteId};
use serde::{Deserialize, Serialize};

/// To the desk's object.
#[derive(Serialize, Deserialize)]
pub enum ToDesk {
    /// Whose is the session of this hash? [`Signed`].
    Who(String),
    /// Begin a session: [`SignedIn`].
    SignIn(SignIn),
    /// End the session of this hash: nothing is answered.
    SignOut(String),
    /// Make a one-time sign-in link of the owner: its token.
    Link(Knock),
    /// Who holds the session of this hash? [`Me`].
    Me(String),
    /// Who works here, as far as the holder of the session may know:
    /// [`Staff`](postil_model::wire::desk::Staff).
    Staff(String),
    /// Change that, for the holder of the session: [`Changed`].
    Change(String, Change),
    /// The sites that the holder of the session works on: a list of [`SiteName`]s.
    Sites(String),
    /// There is this site, and it is called so: nothing is answered.
    Site(SiteName),
    /// Make a link to moderate on the pages of a site, for the holder of the session: [`PageCode`].
    LinkPage(String, SiteId),
    /// A browser brings the code of such a link: [`Linked`].
    SpendPage(PageKnock),
    /// Whose is this token of a page? [`Moderating`].
    Moderating(PageKnock),
    /// End this token of a page: nothing is answered.
    EndPage(PageKnock),
}

/// What a page of a site brings: a code, or a token.
#[derive(Serialize, Deserialize)]
pub struct PageKnock {
    /// The hash of it.
    pub hash: String,
    /// The site.
    pub site: SiteId,
    /// What the browser calls itself.
    pub agent: String,
}

/// The code of a link to a page. It is kept nowhere else.
#[derive(Serialize, Deserialize)]
pub struct PageCode {
    /// The code.
    pub code: String,
    /// Until when it can be used.
    pub until: u64,
}

/// Somebody who moderates in a page itself, on the site that they have a token for. It opens nothing
/// of the desk: nothing there takes one of these.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Moderating {
    /// Their id.
    pub member: String,
    /// Their name, as readers and the log see it.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where they work by now.
    pub scope: Scope,
    /// The site that the token was made for.
    pub site: SiteId,
    /// The token's id, which is no secret.
    pub token: String,
}

/// Somebody who works here, in a session that goes on. What they may do, the model says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Signed {
    /// Their id.
    pub member: String,
    /// Their name, as readers and the log see it.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// The session's id.
    pub session: String,
}

/// Somebody wants to come in.
#[derive(Serialize, Deserialize)]
pub struct SignIn {
    /// What they have.
    pub with: With,
    /// What their browser calls itself.
    pub agent: String,
    /// The hash of the session that their browser had before: it ends.
    #[serde(default)]
    pub before: Option<String>,
}

/// Somebody says the deployment's secret, or another one.
#[derive(Serialize, Deserialize)]
pub struct Knock {
    /// Whether it is the deployment's.
    pub right: bool,
    /// The bucket of their network: who is wrong too often waits.
    pub network: String,
}

/// What somebody has who wants to come in.
#[derive(Serialize, Deserialize)]
pub enum With {
    /// The deployment's secret, or another one.
    Secret(Knock),
    /// A sign-in link.
    Link {
        /// The hash of its token; none where that cannot be one.
        #[serde(default)]
        hash: Option<String>,
    },
    /// An invitation.
    Invitation {
        /// The hash of its token; none where that cannot be one.
        #[serde(default)]
        hash: Option<String>,
        /// What they want to be called.
        name: Name,
    },
}

/// A session that has begun.
#[derive(Serialize, Deserialize)]
pub struct SignedIn {
    /// Its token, for the cookie. It is kept nowhere else.
    pub token: String,
    /// Whose it is.
    pub me: Me,
}

/// A change of the staff.
#[derive(Serialize, Deserialize)]
pub enum Change {
    /// Invite a moderator.
    Invite {
        /// For whom, as the owner notes.
        note: String,
        /// For which site; none for all.
        #[serde(default)]
        site: Option<SiteId>,
    },
    /// Withdraw the invitation of this id.
    Withdraw(String),
    /// End the session of this id.
    End(String),
    /// Dismiss the moderator of this id.
    Dismiss(String),
    /// Be called otherwise.
    Rename(Name),
}

/// What a change of the staff leads to.
#[derive(Serialize, Deserialize)]
pub enum Changed {
    /// The staff, as the one who changed it may know it: [`Staff`](postil_model::wire::desk::Staff)
    /// as JSON, which is passed on as it is.
    Staff(String),
    /// An invitation.
    Invited {
        /// Its token. It is kept nowhere else.
        token: String,
        /// Until when it can be used.
        until: u64,
    },
}
