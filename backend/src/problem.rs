//! Everything that can go wrong, and what the person is told about it.
//!
//! One `match` each leads to the status and to the stable code; the words of a code are in the
//! locale files. What the platform said goes to the log, and nowhere else.

use std::fmt;

use postil_model::field::FieldError;
use postil_model::mine::MineError;
use postil_model::verdict::Reason;
use postil_model::wire;
use postil_widget::locale;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;
use worker::console_error;

use postil_json::Unfit;

/// The result of whatever can go wrong.
pub type Result<T> = std::result::Result<T, Problem>;

/// What went wrong.
pub enum Problem {
    /// The request is not what it should be: no JSON, a wrong type, a missing field.
    Json,
    /// The body is too long.
    TooLarge,
    /// More than is answered at once.
    TooMany,
    /// There is no such address here.
    UnknownRoute,
    /// There is no such site.
    UnknownSite,
    /// There is no such page of the thread.
    UnknownPage,
    /// A list cannot be continued from there.
    After,
    /// The address is right and the method is not.
    Method,
    /// The request does not come from a page of the site.
    Origin,
    /// The request does not come from the desk's own page.
    DeskOrigin,
    /// A field is not valid.
    Field(FieldError),
    /// An object did not do what was asked, for a reason of its own.
    Refused(Refusal),
    /// Too many requests.
    TooFast {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// Work has to be proven first.
    Work {
        /// Of what.
        challenge: String,
    },
    /// Something that is needed did not answer.
    Unavailable,
    /// Our own fault.
    Internal,
}

/// Why an object does not do what it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The answered comment is not on this thread, or not published: nobody learns which.
    Parent,
    /// The id was used with another key or another text.
    Conflict,
    /// There is no such page.
    Page,
    /// The site does not take this comment.
    Verdict(Vec<Reason>),
    /// The site takes it when so many bits of work are proven with it.
    Work(u8),
    /// The site takes it when it is sent again after so many seconds.
    Later(u32),
    /// There is no such comment, or none that this key may know of: nobody learns which.
    Comment,
    /// Another key wrote it.
    NotYours,
    /// The time to edit is over.
    EditOver,
    /// The comment has been edited since its author began to edit it.
    EditStale,
    /// The site has no votes.
    VotesOff,
    /// Nobody votes for themselves.
    VoteOwn,
    /// This network's vote of today is counted.
    VoteNetwork,
    /// Its author has deleted the comment of this id.
    Deleted,
    /// This network has reported more comments today than a reader would.
    ManyReports,
    /// There is no such action, or it is too old to be undone.
    Action,
    /// There is no such thread.
    Thread,
    /// Somebody else has changed the settings meanwhile.
    SettingsStale,
    /// It is not known any more from which network a comment came.
    NetworkForgotten,
    /// Nobody is signed in, or not any more.
    SignedOut,
    /// This browser moderates on the site's pages no longer, or never did.
    PageEnded,
    /// Whoever is signed in may not do this.
    NotAllowed,
    /// There is no such site, or none that whoever is signed in works on: nobody learns which.
    Site,
    /// It is not the deployment's secret.
    SecretWrong,
    /// The sign-in link or the invitation was used before, or is too old, or never was one.
    LinkSpent,
    /// Another member has a name that looks alike.
    NameTaken,
    /// What is to be changed or tried of how the owner is told is not switched on.
    WayOff,
    /// There is no such import, or it was undone.
    Import,
    /// The import is still being undone.
    Undoing,
    /// What imports may have of the day is used up: it goes on after so many seconds.
    Paused(u32),
    /// Somebody has written on the site that another is to be put in the place of.
    NotEmpty,
}

/// A problem, as an object tells it. Others are for the log, and the caller only learns that
/// something went wrong.
#[derive(Debug, Serialize, Deserialize)]
pub enum Told {
    /// It does not do what it is asked.
    Refused(Refusal),
    /// A field is not valid: its name and the code of what is wrong.
    Field(String, String),
    /// What was sent is not what it should be.
    Json,
    /// There is no such site.
    UnknownSite,
    /// A list cannot be continued from there.
    After,
    /// More than is done at once.
    TooMany,
}

impl From<Told> for Problem {
    fn from(told: Told) -> Self {
        match told {
            Told::Refused(refusal) => Self::Refused(refusal),
            Told::Field(field, code) => {
                FieldError::known(&field, &code).map_or(Self::Internal, Self::Field)
            }
            Told::Json => Self::Json,
            Told::UnknownSite => Self::UnknownSite,
            Told::After => Self::After,
            Told::TooMany => Self::TooMany,
        }
    }
}

impl Problem {
    /// What the platform threw, for the log.
    #[allow(clippy::needless_pass_by_value, reason = "it stands in map_err")]
    pub fn platform(error: JsValue) -> Self {
        console_error!("{error:?}");
        Self::Unavailable
    }

    /// A mistake of whoever deployed this, for the log.
    pub fn configuration(what: &str) -> Self {
        console_error!("configuration: {what}");
        Self::Internal
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Self::Json | Self::After => 400,
            Self::Refused(Refusal::SignedOut | Refusal::PageEnded) => 401,
            Self::Origin
            | Self::DeskOrigin
            | Self::Refused(
                Refusal::Verdict(_)
                | Refusal::NotYours
                | Refusal::EditOver
                | Refusal::VotesOff
                | Refusal::VoteOwn
                | Refusal::VoteNetwork
                | Refusal::NotAllowed
                | Refusal::SecretWrong,
            ) => 403,
            Self::UnknownRoute
            | Self::UnknownSite
            | Self::UnknownPage
            | Self::Refused(
                Refusal::Parent
                | Refusal::Page
                | Refusal::Comment
                | Refusal::Site
                | Refusal::Action
                | Refusal::Thread
                | Refusal::Import
                | Refusal::NetworkForgotten,
            ) => 404,
            Self::Method => 405,
            Self::Refused(
                Refusal::Conflict
                | Refusal::Deleted
                | Refusal::EditStale
                | Refusal::NameTaken
                | Refusal::SettingsStale
                | Refusal::WayOff
                | Refusal::Undoing
                | Refusal::NotEmpty,
            ) => 409,
            Self::Refused(Refusal::LinkSpent) => 410,
            Self::TooLarge => 413,
            Self::Field(_) | Self::TooMany => 422,
            Self::Work { .. } | Self::Refused(Refusal::Work(_)) => 428,
            Self::TooFast { .. }
            | Self::Refused(Refusal::Later(_) | Refusal::ManyReports | Refusal::Paused(_)) => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// The stable code, which is also the key of the words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::TooLarge => "too_large",
            Self::TooMany => "too_many",
            Self::UnknownRoute => "route",
            Self::UnknownSite | Self::Refused(Refusal::Site) => "unknown_site",
            Self::UnknownPage | Self::Refused(Refusal::Page) => "page",
            Self::After => "me_after",
            Self::Method => "method",
            Self::Origin => "origin",
            Self::DeskOrigin => "desk_origin",
            Self::Field(error) => error.code,
            Self::Refused(Refusal::Parent) => "parent",
            Self::Refused(Refusal::Conflict) => "conflict",
            Self::Refused(Refusal::Verdict(_)) => "refused",
            Self::Refused(Refusal::Comment) => "comment",
            Self::Refused(Refusal::NotYours) => "not_yours",
            Self::Refused(Refusal::EditOver) => "edit_over",
            Self::Refused(Refusal::EditStale) => "edit_stale",
            Self::Refused(Refusal::VotesOff) => "votes_off",
            Self::Refused(Refusal::VoteOwn) => "vote_own",
            Self::Refused(Refusal::VoteNetwork) => "vote_network",
            Self::Refused(Refusal::Deleted) => "deleted",
            Self::Refused(Refusal::ManyReports) => "many_reports",
            Self::Refused(Refusal::Action) => "action",
            Self::Refused(Refusal::Thread) => "thread",
            Self::Refused(Refusal::SettingsStale) => "settings_stale",
            Self::Refused(Refusal::NetworkForgotten) => "network_forgotten",
            Self::Work { .. } | Self::Refused(Refusal::Work(_)) => "work",
            Self::TooFast { .. } | Self::Refused(Refusal::Later(_)) => "too_fast",
            Self::Refused(Refusal::SignedOut) => "signed_out",
            Self::Refused(Refusal::PageEnded) => "page_ended",
            Self::Refused(Refusal::NotAllowed) => "not_allowed",
            Self::Refused(Refusal::SecretWrong) => "secret_wrong",
            Self::Refused(Refusal::LinkSpent) => "link_spent",
            Self::Refused(Refusal::NameTaken) => "name_taken",
            Self::Refused(Refusal::WayOff) => "way_off",
            Self::Refused(Refusal::Import) => "import",
            Self::Refused(Refusal::Undoing) => "import_undoing",
            Self::Refused(Refusal::Paused(_)) => "import_paused",
            Self::Refused(Refusal::NotEmpty) => "site_not_empty",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The field that is not valid.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Field(error) => Some(error.field),
            Self::Refused(Refusal::Parent) => Some("parent"),
            Self::Refused(Refusal::NameTaken) => Some("name"),
            _ => None,
        }
    }

    /// When to try again, in seconds.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::TooFast { retry_after }
            | Self::Refused(Refusal::Later(retry_after) | Refusal::Paused(retry_after)) => {
                Some(*retry_after)
            }
            Self::Unavailable => Some(5),
            _ => None,
        }
    }

    /// The problem as an object tells it; itself, if it does not.
    pub fn told(self) -> std::result::Result<Told, Self> {
        Ok(match self {
            Self::Refused(refusal) => Told::Refused(refusal),
            Self::Field(error) => Told::Field(error.field.to_owned(), error.code.to_owned()),
            Self::Json => Told::Json,
            Self::UnknownSite => Told::UnknownSite,
            Self::After => Told::After,
            Self::TooMany => Told::TooMany,
            other => return Err(other),
        })
    }

    /// What work has to be proven of.
    pub fn challenge(&self) -> Option<&str> {
        match self {
            Self::Work { challenge } => Some(challenge),
            _ => None,
        }
    }

    /// The body of the answer, worded in a language.
    pub fn to_wire(&self, language: &str) -> wire::Problem {
        let code = self.code();
        wire::Problem {
            kind: format!("about:blank#{code}"),
            title: self.title(language).to_owned(),
            detail: self.detail(language).to_owned(),
            status: self.status(),
            code: code.to_owned(),
            field: self.field().map(str::to_owned),
            challenge: self.challenge().map(str::to_owned),
        }
    }

    /// What happened, in a few words. All fields share one title.
    pub fn title(&self, language: &str) -> &'static str {
        match self {
            Self::Field(_) => words(language, "field", "title"),
            _ => self.words(language, "title"),
        }
    }

    /// What the person can do about it.
    pub fn detail(&self, language: &str) -> &'static str {
        self.words(language, "detail")
    }

    /// What only the desk is told, it says in words of its own: those here are the same for all.
    fn words(&self, language: &str, part: &str) -> &'static str {
        let general = match self {
            Self::Field(_) => "field",
            _ => "desk",
        };
        match words(language, self.code(), part) {
            "" => words(language, general, part),
            own => own,
        }
    }
}

fn words(language: &str, code: &str, part: &str) -> &'static str {
    locale::text(language, &format!("problem.{code}.{part}"))
}

impl From<worker::Error> for Problem {
    fn from(error: worker::Error) -> Self {
        console_error!("{error}");
        Self::Internal
    }
}

/// For the log: the code, and the field if it is about one. What `derive` makes would bring the
/// names of everything that a problem can hold.
impl fmt::Debug for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.code())?;
        match self.field() {
            Some(field) => write!(out, " ({field})"),
            None => Ok(()),
        }
    }
}

impl From<Unfit> for Problem {
    fn from(error: Unfit) -> Self {
        console_error!("{error}");
        Self::Internal
    }
}

impl From<FieldError> for Problem {
    fn from(error: FieldError) -> Self {
        Self::Field(error)
    }
}

impl From<MineError> for Problem {
    fn from(error: MineError) -> Self {
        match error {
            MineError::Field(error) => Self::Field(error),
            MineError::After => Self::After,
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Problem> {
        let own = [
            Problem::Json,
            Problem::TooLarge,
            Problem::TooMany,
            Problem::UnknownRoute,
            Problem::UnknownSite,
            Problem::UnknownPage,
            Problem::After,
            Problem::Method,
            Problem::Origin,
            Problem::DeskOrigin,
            Problem::TooFast { retry_after: 60 },
            Problem::Work {
                challenge: String::new(),
            },
            Problem::Unavailable,
            Problem::Internal,
        ];
        let refusals = [
            Refusal::Parent,
            Refusal::Conflict,
            Refusal::Page,
            Refusal::Verdict(vec![Reason::Policy]),
            Refusal::Work(16),
            Refusal::Later(60),
            Refusal::Comment,
            Refusal::NotYours,
            Refusal::EditOver,
            Refusal::EditStale,
            Refusal::VotesOff,
            Refusal::VoteOwn,
            Refusal::VoteNetwork,
            Refusal::Deleted,
            Refusal::ManyReports,
            Refusal::Action,
            Refusal::Thread,
            Refusal::SettingsStale,
            Refusal::NetworkForgotten,
            Refusal::SignedOut,
            Refusal::PageEnded,
            Refusal::NotAllowed,
            Refusal::Site,
            Refusal::SecretWrong,
            Refusal::LinkSpent,
            Refusal::NameTaken,
            Refusal::WayOff,
            Refusal::Import,
            Refusal::Undoing,
            Refusal::Paused(60),
            Refusal::NotEmpty,
        ];
        own.into_iter()
            .chain(refusals.map(Problem::Refused))
            .collect()
    }

    /// Japanese and Chinese have a full stop of their own.
    fn is_sentence(text: &str) -> bool {
        text.ends_with(['.', '。'])
    }

    #[test]
    fn every_problem_has_words_in_every_language() {
        for language in locale::languages() {
            for problem in all() {
                let told = problem.to_wire(language);
                assert!(!told.title.is_empty(), "{language} {problem:?}");
                assert!(!is_sentence(&told.title), "{language} {problem:?}");
                assert!(is_sentence(&told.detail), "{language} {problem:?}");
                assert!((400..600).contains(&told.status), "{problem:?}");
            }
            for code in FieldError::CODES {
                let detail = words(language, code, "detail");
                assert!(is_sentence(detail), "{language} {code}");
            }
            for code in Reason::TOLD {
                let key = format!("held.{code}");
                let text = locale::text(language, &key);
                assert!(is_sentence(text), "{language} {key}");
            }
        }
    }

    #[test]
    fn there_are_words_for_nothing_else() {
        let own = all().into_iter().map(|problem| problem.code());
        let fields = FieldError::CODES.iter().copied();
        let codes: Vec<_> = own.chain(fields).chain(["field", "desk"]).collect();
        for key in locale::keys("problem.") {
            let code = key.split('.').nth(1).unwrap_or_default();
            assert!(codes.contains(&code), "{key} is never said");
            let is_field = FieldError::CODES.contains(&code);
            assert!(
                !(is_field && key.ends_with(".title")),
                "{key} is never said"
            );
        }
        for key in locale::keys("held.") {
            let code = key.strip_prefix("held.").unwrap_or_default();
            assert!(Reason::TOLD.contains(&code), "{key} is never said");
        }
    }

    #[test]
    fn an_unknown_parent_and_a_held_one_are_told_alike() {
        let told = Problem::from(Refusal::Parent).to_wire("en");
        assert_eq!((told.status, told.code.as_str()), (404, "parent"));
        assert_eq!(told.field.as_deref(), Some("parent"));
        assert_eq!(told.kind, "about:blank#parent");
    }
}
