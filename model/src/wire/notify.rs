//! `/v1/desk/notify`: how the owner of a site is told of what waits there. The owner alone sees and
//! changes it.

use crate::notify::{Format, Way, When};
use crate::time::Millis;
use serde::{Deserialize, Serialize};

/// `GET /v1/desk/notify?site=`, and the answer to every [`Change`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notify {
    /// Mail, if it is on.
    #[serde(default)]
    pub mail: Option<Mail>,
    /// Whether this deployment can send mail at all: whether it has the binding `MAIL`.
    pub can_mail: bool,
    /// The webhook, if it is on.
    #[serde(default)]
    pub webhook: Option<Webhook>,
    /// Since when the feed's present address works, if the feed is on.
    #[serde(default)]
    pub feed: Option<Millis>,
    /// What is shown this once, where the change has made it.
    #[serde(default)]
    pub once: Option<Once>,
    /// What was sent, failed, and will be tried again; the newest first.
    pub log: Vec<Sent>,
}

/// Mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    /// To whom.
    pub to: Vec<String>,
    /// From whom.
    pub from: String,
    /// When.
    pub when: When,
}

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// The address.
    pub url: String,
    /// How its messages are written.
    pub format: Format,
    /// When they are sent.
    pub when: When,
}

/// What is shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Once {
    /// The webhook's secret, as its receiver needs it.
    Secret(String),
    /// The feed's address. Its token is kept as a hash only.
    Feed(String),
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// Its id, which the receiver of a webhook sees, too.
    pub id: String,
    /// By which way.
    pub way: Way,
    /// To whom: an address, or the host of a webhook.
    pub to: String,
    /// How many comments it is about; none for a test.
    #[serde(default)]
    pub comments: Option<u32>,
    /// When it was made.
    pub made: Millis,
    /// How often it was tried.
    pub tries: u32,
    /// When it was tried last.
    #[serde(default)]
    pub tried: Option<Millis>,
    /// What has become of it.
    pub state: SentState,
    /// When it is tried again.
    #[serde(default)]
    pub next: Option<Millis>,
    /// Why the last try has failed, as [`Failure`]'s text.
    #[serde(default)]
    pub failure: Option<String>,
}

/// What has become of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentState {
    /// It will be tried, or tried again.
    Waiting,
    /// It has been taken.
    Sent,
    /// It was given up.
    Failed,
}

impl SentState {
    /// The name, as it is stored.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

/// Why a try has failed: its text is a code of [`Failure::CODES`], and what belongs to it after a
/// space.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The receiver answered with this status.
    Status(u16),
    /// The receiver leads elsewhere, where nothing is sent to.
    Redirect,
    /// The receiver wants no messages any more (410).
    Gone,
    /// Nobody answered in time.
    Timeout,
    /// Nobody could be reached.
    Unreachable,
    /// The platform did not take the mail, and said why.
    Mail(String),
    /// The deployment has no binding for mail.
    NoBinding,
    /// The way was changed or switched off before.
    Changed,
    /// All that it was about was decided before.
    Settled,
}

impl Failure {
    /// Every code.
    pub const CODES: &[&str] = &[
        "status",
        "redirect",
        "gone",
        "timeout",
        "unreachable",
        "mail",
        "no_binding",
        "changed",
        "settled",
    ];

    /// Its text.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Status(status) => format!("status {status}"),
            Self::Redirect => "redirect".to_owned(),
            Self::Gone => "gone".to_owned(),
            Self::Timeout => "timeout".to_owned(),
            Self::Unreachable => "unreachable".to_owned(),
            Self::Mail(why) => format!("mail {}", crate::notify::shortened(why, 200)),
            Self::NoBinding => "no_binding".to_owned(),
            Self::Changed => "changed".to_owned(),
            Self::Settled => "settled".to_owned(),
        }
    }

    /// Whether trying again could help.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Gone | Self::Changed | Self::Settled)
    }
}

/// `POST /v1/desk/notify`, answered with [`Notify`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Change {
    /// Have mail sent, or none any more.
    Mail {
        /// The site's id.
        site: String,
        /// How; none switches it off.
        #[serde(default)]
        mail: Option<Mail>,
    },
    /// Have a webhook called, or none any more. The first time makes its secret.
    Webhook {
        /// The site's id.
        site: String,
        /// How; none switches it off and forgets the secret.
        #[serde(default)]
        webhook: Option<Webhook>,
    },
    /// Make the webhook's secret anew: the one before does not count any more.
    RenewSecret {
        /// The site's id.
        site: String,
    },
    /// Make the feed's address, or make it anew; the one before leads nowhere.
    MakeFeed {
        /// The site's id.
        site: String,
    },
    /// Switch the feed off.
    DropFeed {
        /// The site's id.
        site: String,
    },
    /// Send something to try a way; the answer says what came of it.
    Test {
        /// The site's id.
        site: String,
        /// Which way.
        way: Way,
    },
    /// Put something into the feed to try it, for an hour.
    TestFeed {
        /// The site's id.
        site: String,
    },
}

impl Change {
    /// The site's id.
    #[must_use]
    pub fn site(&self) -> &str {
        match self {
            Self::Mail { site, .. }
            | Self::Webhook { site, .. }
            | Self::RenewSecret { site }
            | Self::MakeFeed { site }
            | Self::DropFeed { site }
            | Self::Test { site, .. }
            | Self::TestFeed { site } => site,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_read_as_they_are_documented() {
        for (json, expected) in [
            (
                r#"{"do":"mail","site":"a","mail":null}"#,
                Change::Mail {
                    site: "a".into(),
                    mail: None,
                },
            ),
            (
                r#"{"do":"webhook","site":"a","webhook":{"url":"u","format":"text","when":"at_once"}}"#,
                Change::Webhook {
                    site: "a".into(),
                    webhook: Some(Webhook {
                        url: "u".into(),
                        format: Format::Text,
                        when: When::AtOnce,
                    }),
                },
            ),
            (
                r#"{"do":"renew_secret","site":"a"}"#,
                Change::RenewSecret { site: "a".into() },
            ),
            (
                r#"{"do":"test","site":"a","way":"mail"}"#,
                Change::Test {
                    site: "a".into(),
                    way: Way::Mail,
                },
            ),
            (
                r#"{"do":"test_feed","site":"a"}"#,
                Change::TestFeed { site: "a".into() },
            ),
        ] {
            let change: Change = serde_json::from_str(json).unwrap();
            assert_eq!((change.site(), &change), ("a", &expected));
        }
    }

    #[test]
    fn names_are_what_is_sent() {
        for way in [Way::Mail, Way::Webhook] {
            assert_eq!(serde_json::to_value(way).unwrap(), way.name());
        }
        for state in [SentState::Waiting, SentState::Sent, SentState::Failed] {
            assert_eq!(serde_json::to_value(state).unwrap(), state.name());
        }
    }

    #[test]
    fn failures_are_codes() {
        let all = [
            Failure::Status(500),
            Failure::Redirect,
            Failure::Gone,
            Failure::Timeout,
            Failure::Unreachable,
            Failure::Mail("no\nsuch address".into()),
            Failure::NoBinding,
            Failure::Changed,
            Failure::Settled,
        ];
        let texts: Vec<String> = all.iter().map(Failure::text).collect();
        let codes: Vec<&str> = texts.iter().filter_map(|t| t.split(' ').next()).collect();
        assert_eq!(codes, Failure::CODES);
        assert_eq!(texts[5], "mail no such address");
        let finals = all.iter().filter(|failure| failure.is_final()).count();
        assert_eq!(finals, 3);
    }
}
