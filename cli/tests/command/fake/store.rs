//! What a site's objects keep, without any of their rules.

use std::collections::{BTreeMap, BTreeSet};

use postil_model::wire::desk::{
    AddEntries, Added, CommentLine, Exported, Import, ImportState, ImportStep, Imports, Left,
    MentionLine, Outcome, Settings, SiteLine, Started, ThreadLine,
};
use postil_model::{CommentId, Site, ThreadId};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::http::{Reply, Request};

/// So many threads are in a part of an export's list.
const PART: usize = 2;
const SECRET: &str = "5f1d7a84db00d2fc";

/// A site.
pub struct Store {
    pub line: SiteLine,
    pub threads: BTreeMap<String, Thread>,
    pub imports: Vec<Import>,
    /// What an import may use today.
    pub left: Option<Left>,
    /// How many batches were taken.
    pub batches: u32,
    /// Threads of which nothing is left to be sent.
    pub done: BTreeSet<String>,
    /// In how many looks an undone import is gone.
    pub looks: u32,
}

/// A thread.
#[derive(Clone, Default)]
pub struct Thread {
    pub line: ThreadLine,
    pub comments: Vec<CommentLine>,
    pub mentions: Vec<MentionLine>,
}

impl Default for Store {
    fn default() -> Self {
        let site: Site = serde_json::from_str(
            r#"{"id":"blog","title":"A blog","origins":["https://blog.example"],"languages":["en"],"policy":"open"}"#,
        )
        .unwrap();
        Self {
            line: SiteLine {
                postil: 1,
                site,
                secret: SECRET.to_owned(),
                bans: Vec::new(),
            },
            threads: BTreeMap::new(),
            imports: Vec::new(),
            left: None,
            batches: 0,
            done: BTreeSet::new(),
            looks: 0,
        }
    }
}

impl Thread {
    /// Its lines, as an export has them.
    pub fn lines(&self) -> String {
        let mut lines = vec![write(&self.line)];
        lines.extend(self.comments.iter().map(write));
        lines.extend(self.mentions.iter().map(write));
        lines.join("\n") + "\n"
    }
}

impl Store {
    /// All lines of the site, as an export has them.
    pub fn lines(&self) -> String {
        let threads = self.threads.values().map(Thread::lines);
        format!("{}\n{}", write(&self.line), threads.collect::<String>())
    }

    /// Has all comments go.
    pub fn empty(&mut self) {
        self.threads.clear();
        self.done.clear();
    }

    pub fn answer(&mut self, request: &Request) -> Reply {
        let call = request.path.strip_prefix("/v1/desk/");
        match (request.method.as_str(), call) {
            ("GET", _) if request.asked("site") != Some("blog") => {
                Reply::problem(404, "unknown_site")
            }
            ("GET", Some("site")) => Reply::json(write(&Settings {
                site: self.line.site.clone(),
                revision: Some(1),
            })),
            ("GET", Some("imports")) => self.list(),
            ("GET", Some("export")) => self.export(request),
            ("POST", Some("import")) => self.step(&read(&request.body)),
            ("POST", Some("add")) => Reply::json(write(&self.add(read(&request.body)))),
            _ => Reply::problem(404, "route"),
        }
    }

    fn list(&mut self) -> Reply {
        self.looks = self.looks.saturating_sub(1);
        for import in &mut self.imports {
            import.undoing = import.undoing.min(self.looks);
        }
        Reply::json(write(&Imports {
            imports: self.imports.clone(),
            left: self.left,
            is_empty: self.threads.is_empty(),
        }))
    }

    fn export(&self, request: &Request) -> Reply {
        if let Some(hash) = request.asked("thread") {
            let thread = self.threads.get(hash);
            return thread.map_or(Reply::problem(404, "thread"), |t| Reply::json(t.lines()));
        }
        let after = request.asked("after").unwrap_or_default();
        let hashes = self.threads.keys().filter(|hash| hash.as_str() > after);
        let threads: Vec<String> = hashes.take(PART).cloned().collect();
        let last = threads.last().filter(|_| threads.len() == PART).cloned();
        Reply::json(write(&Exported {
            site: after.is_empty().then(|| self.line.clone()),
            next: last,
            threads,
        }))
    }

    fn step(&mut self, step: &ImportStep) -> Reply {
        match step.what.as_str() {
            "begin" => {
                if self.find(&step.id).is_none() {
                    self.imports.insert(0, begun(step));
                }
                Reply::json(write(&Started {
                    secret: SECRET.to_owned(),
                    done: self.done.iter().cloned().collect(),
                }))
            }
            "restore" => {
                self.line = step.line.clone().unwrap();
                Reply::json("null")
            }
            "end" => {
                self.done.extend(step.done.iter().cloned());
                self.mark(&step.id, ImportState::Done)
            }
            "undo" => {
                self.looks = 2;
                self.mark(&step.id, ImportState::Undone)
            }
            _ => Reply::problem(400, "json"),
        }
    }

    fn find(&mut self, id: &str) -> Option<&mut Import> {
        self.imports.iter_mut().find(|import| import.id == id)
    }

    fn mark(&mut self, id: &str, state: ImportState) -> Reply {
        let Some(import) = self.find(id) else {
            return Reply::problem(404, "import");
        };
        import.state = state;
        if state == ImportState::Undone {
            import.undoing = import.threads;
        }
        Reply::json(write(import))
    }

    fn add(&mut self, add: AddEntries) -> Added {
        self.batches += 1;
        self.done.extend(add.done);
        let id = ThreadId::given(&self.line.site, &add.thread.thread).unwrap();
        let thread = self.threads.entry(id.hash()).or_default();
        thread.line = add.thread;
        let mut outcomes = Vec::new();
        let mut news = [0, 0];
        for comment in add.comments {
            let has = |id: &CommentId| thread.comments.iter().any(|there| there.comment == *id);
            let parent = comment.parent.as_ref();
            assert!(parent.is_none_or(has), "what one answers comes before it");
            let is_there = has(&comment.comment);
            outcomes.push(outcome(is_there));
            if !is_there {
                news[0] += 1;
                thread.comments.push(comment);
            }
        }
        for mention in add.mentions {
            let mut mentions = thread.mentions.iter();
            let is_there = mentions.any(|there| there.mention == mention.mention);
            outcomes.push(outcome(is_there));
            if !is_there {
                news[1] += 1;
                thread.mentions.push(mention);
            }
        }
        let threads = u32::try_from(self.threads.len()).unwrap();
        if let Some(import) = self.find(&add.import) {
            import.comments += news[0];
            import.mentions += news[1];
            import.threads = threads;
        }
        Added { outcomes }
    }
}

fn begun(step: &ImportStep) -> Import {
    Import {
        id: step.id.clone(),
        name: step.name.clone(),
        system: step.system.clone(),
        state: ImportState::Running,
        by: "Owner".to_owned(),
        at: 1_795_478_400_000,
        comments: 0,
        mentions: 0,
        threads: 0,
        undoing: 0,
    }
}

fn outcome(is_there: bool) -> Outcome {
    if is_there {
        Outcome::There
    } else {
        Outcome::New
    }
}

fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}
