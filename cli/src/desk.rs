//! The desk of a Worker, as a command line asks it: signed in as the owner, and patient.
//!
//! Whatever may succeed later is asked again, for as long as it takes. Every call may be repeated.

mod line;
mod patience;
mod words;

use postil_model::SiteId;
use postil_model::wire::desk::{Imports, Settings, SignIn};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::address::Address;
use crate::failure::Failure;
use crate::halt::Halt;
use crate::owner_key::OwnerKey;
use crate::screen::Screen;
use line::{Answer, Ask, Line};
use patience::{Next, after_answer, after_nothing, until};
use words::words;

/// The desk of a Worker.
pub struct Desk<'a> {
    address: &'a Address,
    key: OwnerKey,
    screen: &'a Screen,
    halt: Halt,
    line: Line,
    /// The session, as it goes into the header `Cookie`.
    session: Option<String>,
    /// Whether it has ever answered.
    was_reached: bool,
}

impl<'a> Desk<'a> {
    /// Signs in.
    ///
    /// # Errors
    /// If there is no key, it is not the right one, or no Worker is there.
    pub fn enter(address: &'a Address, screen: &'a Screen) -> Result<Self, Failure> {
        let mut desk = Self {
            address,
            key: OwnerKey::get()?,
            screen,
            halt: Halt::default(),
            line: Line::new(),
            session: None,
            was_reached: false,
        };
        desk.sign_in()?;
        Ok(desk)
    }

    /// What stops it.
    pub fn halt(&self) -> &Halt {
        &self.halt
    }

    /// What the owner has declared of a site.
    pub fn settings(&mut self, site: &SiteId) -> Result<Settings, Failure> {
        self.get("site", &[("site", site.as_str())])
    }

    /// The imports that a site had.
    pub fn imports(&mut self, site: &SiteId) -> Result<Imports, Failure> {
        self.get("imports", &[("site", site.as_str())])
    }

    /// Asks for something.
    pub fn get<T: DeserializeOwned>(
        &mut self,
        call: &str,
        query: &[(&str, &str)],
    ) -> Result<T, Failure> {
        let text = self.text(call, query)?;
        self.read(&text)
    }

    /// Asks for something that is no JSON.
    pub fn text(&mut self, call: &str, query: &[(&str, &str)]) -> Result<String, Failure> {
        self.signed(&Ask {
            url: self.address.of_call(call),
            query,
            sent: None,
        })
    }

    /// Has something done.
    pub fn post<T: DeserializeOwned>(
        &mut self,
        call: &str,
        sent: &impl Serialize,
    ) -> Result<T, Failure> {
        let text = self.post_text(call, sent)?;
        self.read(&text)
    }

    /// Has something done that is answered with nothing.
    pub fn post_text(&mut self, call: &str, sent: &impl Serialize) -> Result<String, Failure> {
        self.signed(&Ask {
            url: self.address.of_call(call),
            query: &[],
            sent: Some(self.written(sent)?),
        })
    }

    fn sign_in(&mut self) -> Result<(), Failure> {
        let sent = self.written(&SignIn::Secret {
            secret: self.key.reveal().to_owned(),
        })?;
        self.session = None;
        let ask = Ask {
            url: self.address.of_call("signin"),
            query: &[],
            sent: Some(sent),
        };
        let answer = self.patiently(&ask)?;
        if !answer.is_good() {
            return Err(self.refused(&answer));
        }
        self.session = answer.session;
        match self.session {
            Some(_) => Ok(()),
            None => Err(self.not_understood("nobody was signed in")),
        }
    }

    /// Asks as the owner. A session that has ended meanwhile is begun anew: an import takes days.
    fn signed(&mut self, ask: &Ask<'_>) -> Result<String, Failure> {
        let mut answer = self.patiently(ask)?;
        if answer.status == 401 {
            self.sign_in()?;
            answer = self.patiently(ask)?;
        }
        if answer.is_good() {
            Ok(answer.body)
        } else {
            Err(self.refused(&answer))
        }
    }

    /// Asks until there is an answer that another try would not change.
    fn patiently(&mut self, ask: &Ask<'_>) -> Result<Answer, Failure> {
        let mut tries = 0;
        loop {
            self.halt.check()?;
            let (next, why) = match self.line.ask(ask, self.session.as_deref()) {
                Ok(answer) => {
                    self.was_reached = true;
                    match after_answer(&answer, tries) {
                        Next::Take => return Ok(answer),
                        next => (next, self.detail(&answer)),
                    }
                }
                Err(error) => match after_nothing(tries, self.was_reached) {
                    Next::Take => return Err(Failure::Unreachable(self.address.clone(), error)),
                    next => (next, format!("No answer ({error}).")),
                },
            };
            match next {
                Next::Take => {}
                Next::Again(time) => self.screen.say(format_args!(
                    "{why} Trying again in {} s. Ctrl-C is safe: the same command goes on.",
                    time.as_secs_f64().ceil()
                )),
                Next::Tomorrow(time) => self.screen.say(format_args!(
                    "{why} Waiting until {}; then it goes on by itself. Ctrl-C is safe: the same command goes on.",
                    until(time)
                )),
            }
            self.halt.wait(next.time())?;
            tries += 1;
        }
    }

    /// What a person is told of an answer that is none.
    fn detail(&self, answer: &Answer) -> String {
        match answer.problem() {
            Some(problem) => words(&problem),
            None => format!("{} has answered with {}.", self.address, answer.status),
        }
    }

    fn refused(&self, answer: &Answer) -> Failure {
        match answer.problem() {
            Some(problem) => Failure::Refused {
                words: words(&problem),
                code: problem.code,
            },
            None => self.not_understood(&answer.status.to_string()),
        }
    }

    fn read<T: DeserializeOwned>(&self, text: &str) -> Result<T, Failure> {
        serde_json::from_str(text).map_err(|error| self.not_understood(&error.to_string()))
    }

    fn written(&self, sent: &impl Serialize) -> Result<String, Failure> {
        serde_json::to_string(sent).map_err(|error| self.not_understood(&error.to_string()))
    }

    fn not_understood(&self, what: &str) -> Failure {
        Failure::NotUnderstood(self.address.clone(), what.to_owned())
    }
}
