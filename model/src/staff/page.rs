//! Moderating in the page itself: what a browser may do there that was linked from the desk.
//!
//! Its token lies where every script of the blog can read it. So it is for one site, for some hours,
//! and for what stands here: whatever it is used for can be undone at the desk.

use super::{Right, Role, Scope, may as may_at_desk};
use crate::site::SiteId;

/// What can be done with a page's token. There is nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// See the comments of the page's thread that wait.
    Waiting,
    /// Take a comment out of sight until somebody decides again.
    Hide,
    /// Publish a comment that waits, or an edit that does.
    Approve,
    /// Undo what was done with this very token.
    Undo,
    /// Reply under the badge.
    Reply,
}

impl Deed {
    /// Every deed there is.
    pub const ALL: [Self; 5] = [
        Self::Waiting,
        Self::Hide,
        Self::Approve,
        Self::Undo,
        Self::Reply,
    ];

    /// The name, as it stands in addresses.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Hide => "hide",
            Self::Approve => "approve",
            Self::Undo => "undo",
            Self::Reply => "reply",
        }
    }

    /// The deed of a name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.name() == name)
    }

    /// The right at the desk that it takes.
    #[must_use]
    pub const fn right(self) -> Right {
        match self {
            Self::Waiting => Right::ReadQueue,
            Self::Hide | Self::Approve | Self::Undo => Right::Act,
            Self::Reply => Right::Reply,
        }
    }
}

/// Whether somebody may do something on a site with a token that was made for the site `own`. What
/// they may not do at the desk any more, they may not do here.
#[must_use]
pub fn may(role: Role, scope: &Scope, own: &SiteId, deed: Deed, site: &SiteId) -> bool {
    own == site && may_at_desk(role, scope, deed.right(), Some(site))
}

/// Whether a link can be made for somebody to a site: where they could do all that it opens.
#[must_use]
pub fn may_link(role: Role, scope: &Scope, site: &SiteId) -> bool {
    Deed::ALL
        .into_iter()
        .all(|deed| may(role, scope, site, deed, site))
}

/// The name of an action by the token's own id and the one that the page has made. No other token's
/// action has it, and no action of the desk: so none of them can be undone with this token.
#[must_use]
pub fn action(token: &str, id: &str) -> String {
    format!("page {token} {id}")
}

#[cfg(test)]
mod tests {
    use super::{Deed, action, may, may_link};
    use crate::site::SiteId;
    use crate::staff::{Right, Role, Scope};

    /// Each row is a deed; each mark says whether somebody may do it with a token of site `a`. The
    /// columns are the owner, a moderator of all sites, one of `a` and one who was of `a` and is of
    /// `b` by now: on site `a`, and on site `b`.
    const MATRIX: &[(Deed, &str)] = &[
        (Deed::Waiting, "+- +- +- --"),
        (Deed::Hide, "+- +- +- --"),
        (Deed::Approve, "+- +- +- --"),
        (Deed::Undo, "+- +- +- --"),
        (Deed::Reply, "+- +- +- --"),
    ];

    #[test]
    fn the_matrix() {
        let [a, b] = ["a", "b"].map(|id| SiteId::try_from(id).unwrap());
        let people = [
            (Role::Owner, Scope::All),
            (Role::Moderator, Scope::All),
            (Role::Moderator, Scope::Site(a.clone())),
            (Role::Moderator, Scope::Site(b.clone())),
        ];
        for (deed, expected) in MATRIX {
            let row: Vec<String> = people
                .iter()
                .map(|(role, scope)| {
                    [&a, &b]
                        .map(|site| may(*role, scope, &a, *deed, site))
                        .map(|may| if may { '+' } else { '-' })
                        .iter()
                        .collect()
                })
                .collect();
            assert_eq!(row.join(" "), *expected, "{deed:?}");
        }
        let deeds: Vec<Deed> = MATRIX.iter().map(|(deed, _)| *deed).collect();
        assert_eq!(deeds, Deed::ALL);
        for ((role, scope), expected) in people.iter().zip([true, true, true, false]) {
            assert_eq!(may_link(*role, scope, &a), expected);
        }
    }

    /// The rights of the desk that no token of a page has, whoever holds it.
    #[test]
    fn what_stays_at_the_desk() {
        let reached: Vec<Right> = Deed::ALL.map(Deed::right).into();
        let left: Vec<Right> = Right::ALL
            .iter()
            .copied()
            .filter(|right| !reached.contains(right))
            .collect();
        let expected = [
            Right::Ban,
            Right::ReadLog,
            Right::ThreadSettings,
            Right::ReadSettings,
            Right::ChangeSettings,
            Right::Notify,
            Right::CreateSite,
            Right::Export,
            Right::Import,
            Right::Erase,
            Right::ReadStaff,
            Right::Invite,
            Right::EndOthersSession,
            Right::Dismiss,
        ];
        assert_eq!(left, expected);
    }

    #[test]
    fn deeds_are_known_by_their_names() {
        for deed in Deed::ALL {
            assert_eq!(Deed::named(deed.name()), Some(deed));
        }
        for name in ["", "spam", "remove", "ban", "erase", "act", "Hide"] {
            assert_eq!(Deed::named(name), None, "{name}");
        }
    }

    #[test]
    fn each_token_has_actions_of_its_own() {
        assert_ne!(action("t", "i"), action("u", "i"));
        assert_ne!(action("t", "i"), action("t", "j"));
        assert_ne!(action("t", "i"), "i");
    }
}
