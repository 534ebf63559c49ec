//! Who works at the desk, and what they may do there.

pub mod attempts;
pub mod lifetime;
mod look_alike;
pub mod names;
pub mod page;

pub use attempts::Attempts;

use crate::site::SiteId;
use serde::{Deserialize, Serialize};

/// What somebody is at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Whoever deployed this: may do everything everywhere.
    Owner,
    /// Was invited to look after comments.
    Moderator,
}

/// Where a moderator was invited to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every site, also those that come later.
    All,
    /// One site.
    Site(SiteId),
}

impl Role {
    /// The name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Moderator => "moderator",
        }
    }
}

impl Scope {
    /// Whether a site lies in it. `None` stands for all of them at once.
    #[must_use]
    pub fn covers(&self, site: Option<&SiteId>) -> bool {
        match self {
            Self::All => true,
            Self::Site(own) => site == Some(own),
        }
    }
}

/// What can be done at the desk. To see and to end one's own sessions takes no right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// See the comments of every state, search them, and see why each is where it is.
    ReadQueue,
    /// Approve, hold, mark as spam, remove, restore and undo.
    Act,
    /// Reply under the badge.
    Reply,
    /// Ban an author or a network, hold everything from an author, and lift either.
    Ban,
    /// Read who did what and when.
    ReadLog,
    /// Close, hold or open a thread, pin a comment, confirm a title.
    ThreadSettings,
    /// See a site's settings.
    ReadSettings,
    /// Change a site's settings.
    ChangeSettings,
    /// See and change how the owner is told of what waits on a site.
    Notify,
    /// Create a site.
    CreateSite,
    /// Export a site, or everything of an author.
    Export,
    /// Import what was written elsewhere, and undo that.
    Import,
    /// Erase everything of an author.
    Erase,
    /// See who works here, their sessions and their invitations.
    ReadStaff,
    /// Invite somebody, and take an invitation back.
    Invite,
    /// End another's session.
    EndOthersSession,
    /// Dismiss a moderator.
    Dismiss,
}

impl Right {
    /// Every right there is.
    pub const ALL: &[Self] = &[
        Self::ReadQueue,
        Self::Act,
        Self::Reply,
        Self::Ban,
        Self::ReadLog,
        Self::ThreadSettings,
        Self::ReadSettings,
        Self::ChangeSettings,
        Self::Notify,
        Self::CreateSite,
        Self::Export,
        Self::Import,
        Self::Erase,
        Self::ReadStaff,
        Self::Invite,
        Self::EndOthersSession,
        Self::Dismiss,
    ];

    /// Whether moderators have it, on the sites in their scope.
    const fn is_moderators(self) -> bool {
        match self {
            Self::ReadQueue
            | Self::Act
            | Self::Reply
            | Self::Ban
            | Self::ReadLog
            | Self::ThreadSettings
            | Self::ReadSettings => true,
            Self::ChangeSettings
            | Self::Notify
            | Self::CreateSite
            | Self::Export
            | Self::Import
            | Self::Erase
            | Self::ReadStaff
            | Self::Invite
            | Self::EndOthersSession
            | Self::Dismiss => false,
        }
    }
}

/// Whether somebody may do something on a site; `None` where it concerns all of them at once.
#[must_use]
pub fn may(role: Role, scope: &Scope, right: Right, site: Option<&SiteId>) -> bool {
    match role {
        Role::Owner => true,
        Role::Moderator => right.is_moderators() && scope.covers(site),
    }
}

#[cfg(test)]
mod tests {
    use super::{Right, Role, Scope, may};
    use crate::site::SiteId;

    /// Each row is a right; each mark says whether somebody has it. The columns are, for the owner,
    /// a moderator of all sites and one of `a`: on site `a`, on site `b`, and on all at once.
    const MATRIX: &[(Right, &str)] = &[
        (Right::ReadQueue, "+++ +++ +--"),
        (Right::Act, "+++ +++ +--"),
        (Right::Reply, "+++ +++ +--"),
        (Right::Ban, "+++ +++ +--"),
        (Right::ReadLog, "+++ +++ +--"),
        (Right::ThreadSettings, "+++ +++ +--"),
        (Right::ReadSettings, "+++ +++ +--"),
        (Right::ChangeSettings, "+++ --- ---"),
        (Right::Notify, "+++ --- ---"),
        (Right::CreateSite, "+++ --- ---"),
        (Right::Export, "+++ --- ---"),
        (Right::Import, "+++ --- ---"),
        (Right::Erase, "+++ --- ---"),
        (Right::ReadStaff, "+++ --- ---"),
        (Right::Invite, "+++ --- ---"),
        (Right::EndOthersSession, "+++ --- ---"),
        (Right::Dismiss, "+++ --- ---"),
    ];

    #[test]
    fn the_matrix() {
        let a = SiteId::try_from("a").unwrap();
        let b = SiteId::try_from("b").unwrap();
        let of_a = Scope::Site(a.clone());
        let people = [
            (Role::Owner, Scope::All),
            (Role::Moderator, Scope::All),
            (Role::Moderator, of_a.clone()),
        ];
        for (right, expected) in MATRIX {
            let row: Vec<String> = people
                .iter()
                .map(|(role, scope)| {
                    [Some(&a), Some(&b), None]
                        .map(|site| may(*role, scope, *right, site))
                        .map(|may| if may { '+' } else { '-' })
                        .iter()
                        .collect()
                })
                .collect();
            assert_eq!(row.join(" "), *expected, "{right:?}");
            assert!(may(Role::Owner, &of_a, *right, Some(&b)));
        }
        let rights: Vec<Right> = MATRIX.iter().map(|(right, _)| *right).collect();
        assert_eq!(rights, Right::ALL);
    }

    #[test]
    fn roles_are_stored_as_they_are_sent() {
        for role in [Role::Owner, Role::Moderator] {
            assert_eq!(serde_json::to_value(role).unwrap(), role.name());
        }
    }

    #[test]
    fn scopes_are_written_plainly() {
        let site = Scope::Site(SiteId::try_from("a").unwrap());
        for (scope, expected) in [(Scope::All, "\"all\""), (site, "{\"site\":\"a\"}")] {
            let written = serde_json::to_string(&scope).unwrap();
            assert_eq!(written, expected);
            assert_eq!(serde_json::from_str::<Scope>(&written).unwrap(), scope);
        }
        assert!(serde_json::from_str::<Scope>("{\"site\":\"*\"}").is_err());
    }
}
