//! The desk as a whole: who sits there, where they are, and what was said last.

use postil_model::staff::Role;
use postil_model::wire::desk::{Me, SignIn, View};

use super::acts::Acts;
use super::moving::Moving;
use super::queue::Queue;
use super::route::Route;
use super::signal::RwSignal;
use crate::api::{self, Failure};
use crate::browser;
use crate::words::m;

/// Whether somebody is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody knows yet.
    Starting,
    /// Nobody is, and this is how they may be.
    SignedOut(Door),
    /// Somebody is.
    In,
}

/// How one comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Door {
    /// With the deployment's secret.
    Secret,
    /// With an invitation of this token.
    Invitation(String),
}

/// What lies over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    /// The list of keys.
    Keys,
    /// To ban whoever wrote a comment.
    Ban(u64),
    /// To export or erase everything of whoever wrote a comment.
    Author(u64),
    /// To undo an import.
    Undo,
}

/// The desk. Copies are the same desk.
#[derive(Clone, Copy)]
pub struct Desk {
    /// Whether somebody is signed in.
    pub phase: RwSignal<Phase>,
    /// Who.
    pub me: RwSignal<Option<Me>>,
    /// Where they are.
    pub route: RwSignal<Option<Route>>,
    /// What the live region says.
    pub said: RwSignal<String>,
    /// What has gone wrong last, until it is put aside.
    pub trouble: RwSignal<Option<String>>,
    /// What lies over the page.
    pub dialog: RwSignal<Option<Dialog>>,
    /// Whether single letters do something.
    pub letters: RwSignal<bool>,
    /// The comments.
    pub queue: Queue,
    /// What is done with them.
    pub acts: Acts,
    /// What is imported and exported.
    pub moving: Moving,
}

impl Desk {
    /// A desk at which nobody sits.
    #[must_use]
    pub fn new() -> Self {
        let letters = browser::remembered("letters").as_deref() != Some("off");
        Self {
            phase: RwSignal::new(Phase::Starting),
            me: RwSignal::new(None),
            route: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            trouble: RwSignal::new(None),
            dialog: RwSignal::new(None),
            letters: RwSignal::new(letters),
            queue: Queue::new(),
            acts: Acts::new(),
            moving: Moving::new(),
        }
    }

    /// Finds out who sits there. A token in the address is taken out of it before anything else.
    pub fn start(self) {
        let fragment = browser::fragment();
        if let Some(token) = fragment.strip_prefix("link=") {
            browser::drop_fragment();
            self.sign_in(SignIn::Link {
                token: token.to_owned(),
            });
        } else if let Some(token) = fragment.strip_prefix("invitation=") {
            browser::drop_fragment();
            let door = Door::Invitation(token.to_owned());
            self.phase.set(Phase::SignedOut(door));
        } else {
            browser::spawn(async move {
                match api::get::<Me>("me", &[]).await {
                    Ok(me) => self.enter(me),
                    Err(failure) => {
                        self.phase.set(Phase::SignedOut(Door::Secret));
                        if failure != Failure::SignedOut {
                            self.trouble.set(Some(failure.words()));
                        }
                    }
                }
            });
        }
    }

    /// Signs in.
    pub fn sign_in(self, with: SignIn) {
        self.trouble.set(None);
        browser::spawn(async move {
            match api::post::<Me>("signin", &with).await {
                Ok(me) => self.enter(me),
                Err(failure) => {
                    let is_spent = failure.is("link_spent");
                    // A link or an invitation that is no good leads to the other way in.
                    if is_spent || matches!(with, SignIn::Link { .. }) {
                        self.phase.set(Phase::SignedOut(Door::Secret));
                    }
                    self.trouble.set(Some(failure.words()));
                }
            }
        });
    }

    fn enter(self, me: Me) {
        self.trouble.set(None);
        let first = me.sites.first().map(|site| site.id.clone());
        self.me.set(Some(me));
        if self.route.with_untracked(Option::is_none) {
            let wanted = Route::read(&browser::fragment());
            self.route.set(Some(wanted.unwrap_or(match first {
                Some(site) => Route::Queue {
                    site,
                    view: View::Held,
                },
                None => Route::Sites,
            })));
        }
        self.phase.set(Phase::In);
    }

    /// Signs out.
    pub fn sign_out(self) {
        browser::spawn(async move {
            match api::tell("signout", &()).await {
                Ok(()) | Err(Failure::SignedOut) => self.leave(),
                Err(failure) => self.trouble.set(Some(failure.words())),
            }
        });
    }

    /// Nobody sits there any more, and nothing of what they saw is left.
    fn leave(self) {
        self.me.set(None);
        self.queue.forget();
        self.acts.forget();
        self.moving.leave();
        self.dialog.set(None);
        self.phase.set(Phase::SignedOut(Door::Secret));
    }

    /// Asks again who sits there: the list of sites, or one's own name, has changed.
    pub fn refresh(self) {
        browser::spawn(async move {
            match api::get::<Me>("me", &[]).await {
                Ok(me) => self.me.set(Some(me)),
                Err(failure) => self.heed(&failure),
            }
        });
    }

    /// Goes where the address says.
    pub fn follow_address(self) {
        if let Some(route) = Route::read(&browser::fragment()) {
            self.route.set(Some(route));
        }
    }

    /// Says something in the live region, and nothing is wrong any more.
    pub fn say(self, text: impl Into<String>) {
        self.trouble.set(None);
        let mut text = text.into();
        // The same words a second time are heard only if they are not quite the same.
        if self.said.with_untracked(|said| *said == text) {
            text.push('\u{a0}');
        }
        self.said.set(text);
    }

    /// Says what has gone wrong.
    pub fn complain(self, failure: &Failure) {
        self.heed(failure);
        self.trouble.set(Some(failure.words()));
    }

    /// Goes back to the door where a failure says that the session has ended.
    pub fn heed(self, failure: &Failure) {
        if *failure == Failure::SignedOut && self.me.with_untracked(Option::is_some) {
            self.leave();
            self.trouble.set(Some(failure.words()));
        }
    }

    /// Whether the owner sits there.
    #[must_use]
    pub fn is_owner(self) -> bool {
        self.me
            .with(|me| me.as_ref().is_some_and(|me| me.role == Role::Owner))
    }

    /// What the owner calls a site.
    #[must_use]
    pub fn title_of(self, site: &str) -> String {
        let title = self.me.with(|me| {
            let sites = &me.as_ref()?.sites;
            let found = sites.iter().find(|one| one.id == site)?;
            (!found.title.is_empty()).then(|| found.title.clone())
        });
        title.unwrap_or_else(|| site.to_owned())
    }

    /// Turns the single letters on or off, and remembers it.
    pub fn set_letters(self, on: bool) {
        self.letters.set(on);
        browser::remember("letters", if on { "on" } else { "off" });
        self.say(if on { m::KEYS_ON } else { m::KEYS_OFF }.text());
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}
