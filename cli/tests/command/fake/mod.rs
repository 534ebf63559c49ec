//! A Worker that holds one site, and fails when it is told to. What it keeps can be looked at.

mod http;
mod store;

use std::collections::VecDeque;
use std::net::TcpListener;
use std::process::{Command, Output};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use http::{Reply, Request};
pub use store::Store;

/// The owner's key.
pub const KEY: &str = "the key that the owner has";
const COOKIE: &str = "__Host-postil-desk=a-session";

/// What becomes of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is answered.
    None,
    /// The connection ends before anything is done.
    Lost,
    /// It is done, and the connection ends before that is said.
    Unheard,
    /// The answer ends in the middle.
    Cut,
    /// Something goes wrong on the server.
    Broken,
    /// The day's share is used up, for a second.
    Paused,
    /// The session has ended.
    SignedOut,
    /// There is no such thread any more.
    Gone,
    /// It cannot be as it is.
    Refused,
    /// It takes a while.
    Slow,
}

/// A Worker on this machine.
pub struct Fake {
    /// Where it listens.
    pub address: String,
    store: Arc<Mutex<Store>>,
    faults: Arc<Mutex<VecDeque<Fault>>>,
}

impl Fake {
    /// One that answers until the test ends.
    pub fn start(store: Store) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let fake = Self {
            address: format!("http://{}", listener.local_addr().unwrap()),
            store: Arc::new(Mutex::new(store)),
            faults: Arc::default(),
        };
        let (store, faults) = (Arc::clone(&fake.store), Arc::clone(&fake.faults));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                // Whoever was killed in the middle of a request has sent half of one.
                if let Some(request) = Request::read(&mut stream) {
                    answer(&store, &faults, &request).send(&mut stream);
                }
            }
        });
        fake
    }

    /// What it keeps.
    pub fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap()
    }

    /// What becomes of the next calls, one after the other.
    pub fn fail(&self, faults: &[Fault]) {
        self.faults.lock().unwrap().extend(faults);
    }

    /// The program with the owner's key, before it runs.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        let to = if words[0] == "export" {
            "--from"
        } else {
            "--to"
        };
        command
            .args(words)
            .args([to, &self.address, "--site", "blog"])
            .env("POSTIL_OWNER_KEY", KEY);
        command
    }

    /// Runs it to its end.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(words).output().unwrap()
    }
}

/// What it has said, on both ways.
pub fn said(output: &Output) -> String {
    let texts = [&output.stdout, &output.stderr];
    texts
        .map(|text| String::from_utf8(text.clone()).unwrap())
        .concat()
}

fn answer(store: &Mutex<Store>, faults: &Mutex<VecDeque<Fault>>, request: &Request) -> Reply {
    let posts = request.method == "POST";
    let is_desk = request.header("sec-fetch-site") == Some("same-origin")
        && request.header("postil-desk") == Some("1");
    if posts && !is_desk {
        return Reply::problem(403, "desk_origin");
    }
    if request.path == "/v1/desk/signin" {
        return sign_in(request);
    }
    if request.header("cookie") != Some(COOKIE) {
        return Reply::problem(401, "signed_out");
    }
    let fault = faults.lock().unwrap().pop_front().unwrap_or(Fault::None);
    match fault {
        Fault::Lost => return Reply::Nothing,
        Fault::Broken => return Reply::problem(500, "internal"),
        Fault::Paused => return Reply::problem(429, "import_paused").after(1),
        Fault::SignedOut => return Reply::problem(401, "signed_out"),
        Fault::Refused => return Reply::problem(422, "body_missing"),
        Fault::Gone => return Reply::problem(404, "thread"),
        Fault::Slow => thread::sleep(std::time::Duration::from_millis(300)),
        Fault::None | Fault::Unheard | Fault::Cut => {}
    }
    let done = store.lock().unwrap().answer(request);
    match fault {
        Fault::Unheard => Reply::Nothing,
        Fault::Cut => done.cut(),
        _ => done,
    }
}

fn sign_in(request: &Request) -> Reply {
    let right = format!(r#"{{"secret":{{"secret":"{KEY}"}}}}"#);
    if request.body == right {
        Reply::json("{}").cookie(format!("{COOKIE}; Max-Age=60; Path=/; Secure; HttpOnly"))
    } else {
        Reply::problem(403, "secret_wrong")
    }
}
