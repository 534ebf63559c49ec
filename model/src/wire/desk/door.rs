//! Signing in, and what of the desk somebody may enter.

use crate::staff::Role;
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

#[cfg(test)]
mod tests {
    use super::*;

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
    }
}
