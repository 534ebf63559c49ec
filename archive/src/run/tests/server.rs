//! What a server does with the batches of an import, and what it insists on.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::files::{File, site};
use crate::run::Run;
use postil_model::import::{self, Cost, MOST_BYTES, MOST_ENTRIES};
use postil_model::wire::desk::{
    AddEntries, Added, CommentLine, Door, ImportStep, MentionLine, Outcome, Started, ThreadLine,
};
use postil_model::{Body, Name, State, ThreadId};

/// A site's threads.
#[derive(Debug, Default)]
pub struct Server {
    pub threads: BTreeMap<String, Thread>,
    done: BTreeSet<String>,
    is_ended: bool,
    /// What it has cost.
    pub cost: Cost,
    /// The threads in the order in which they were begun.
    pub order: Vec<String>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Thread {
    line: ThreadLine,
    comments: Vec<CommentLine>,
    mentions: Vec<MentionLine>,
}

/// How it came to be so is no part of it.
impl PartialEq for Server {
    fn eq(&self, other: &Self) -> bool {
        self.threads == other.threads && self.done == other.done && self.is_ended == other.is_ended
    }
}

impl Server {
    /// Carries an import out, from its beginning to its end. Answers with how many batches there were.
    pub fn carry(&mut self, run: &mut Run<File>) -> usize {
        let batches = self.carry_until(run, usize::MAX, true);
        assert!(run.next().unwrap().is_none());
        self.end(&run.end());
        batches
    }

    /// Carries it on for some batches more, and stops in the middle of the next one: before it comes
    /// here, or before the answer comes there.
    pub fn carry_until(&mut self, run: &mut Run<File>, most: usize, is_written: bool) -> usize {
        let started = self.begin(&run.begin("a"));
        run.started(&started).unwrap();
        let mut batches = 0;
        while let Some(batch) = run.next().unwrap() {
            if batches == most {
                if is_written {
                    self.add(batch);
                }
                return batches;
            }
            let added = self.add(batch);
            run.added(&added).unwrap();
            batches += 1;
        }
        batches
    }

    pub fn begin(&mut self, step: &ImportStep) -> Started {
        assert_eq!((step.what.as_str(), step.site.as_str()), ("begin", "s"));
        Started {
            secret: "0123456789abcdef".to_owned(),
            done: self.done.iter().cloned().collect(),
        }
    }

    pub fn end(&mut self, step: &ImportStep) {
        assert_eq!(step.what, "end");
        self.done.extend(step.done.iter().cloned());
        let hashes: BTreeSet<String> = self.threads.keys().map(|id| hash(id)).collect();
        assert_eq!(self.done, hashes, "every thread was finished");
        self.is_ended = true;
    }

    pub fn add(&mut self, add: AddEntries) -> Added {
        self.done.extend(add.done.iter().cloned());
        assert!(!self.done.contains(&hash(&add.thread.thread)));
        let count = add.comments.len() + add.mentions.len();
        let says_something = add.thread.title.is_some() || add.thread.door != Door::Open;
        assert!(count <= MOST_ENTRIES && (count > 0 || says_something));
        let lengths = add.comments.iter().map(|line| line.body.len());
        let bytes: usize = lengths
            .chain(add.mentions.iter().map(|line| line.body.len()))
            .sum();
        assert!(bytes <= MOST_BYTES || count == 1);
        self.cost = self.cost.and(Cost::of_batch(
            add.comments.len() as u32,
            add.mentions.len() as u32,
        ));
        self.cost.rows += add.comments.iter().map(extras).sum::<u32>();
        let id = &add.thread.thread;
        if !self.threads.contains_key(id) {
            self.order.push(id.clone());
        }
        let thread = self.threads.entry(id.clone()).or_default();
        thread.line = add.thread.clone();
        let mut outcomes = Vec::new();
        for line in add.comments {
            check(thread, &line);
            outcomes.push(put(&mut thread.comments, line, |line| &line.comment));
        }
        for line in add.mentions {
            assert!(Name::try_from(line.name.as_str()).is_ok());
            outcomes.push(put(&mut thread.mentions, line, |line| &line.mention));
        }
        Added { outcomes }
    }

    /// How many comments have a state.
    pub fn count(&self, state: State) -> usize {
        let comments = self.threads.values().flat_map(|thread| &thread.comments);
        comments.filter(|line| line.state == state).count()
    }

    /// The comments of a thread: what each says, what that says that it answers, and its state.
    pub fn told(&self, thread: &str) -> Vec<String> {
        let comments = &self.threads[thread].comments;
        let bodies: HashMap<_, _> = comments
            .iter()
            .map(|line| (&line.comment, &line.body))
            .collect();
        let parent =
            |line: &CommentLine| line.parent.as_ref().map_or("", |id| bodies[id]).to_owned();
        comments
            .iter()
            .map(|line| format!("{} <{} {}", line.body, parent(line), line.state.as_str()))
            .collect()
    }

    /// All of it in Postil's own format, but for the site.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for thread in self.threads.values() {
            lines.push(serde_json::to_string(&thread.line).unwrap());
            lines.extend(
                thread
                    .comments
                    .iter()
                    .map(|line| serde_json::to_string(line).unwrap()),
            );
            lines.extend(
                thread
                    .mentions
                    .iter()
                    .map(|line| serde_json::to_string(line).unwrap()),
            );
        }
        lines
    }
}

fn hash(id: &str) -> String {
    ThreadId::given(&site(), id).unwrap().hash()
}

/// How many rows a comment takes beside its own.
fn extras(line: &CommentLine) -> u32 {
    import::extras(
        line.former.len(),
        usize::from(line.change.is_some()),
        line.votes.len(),
    )
}

/// Puts something where nothing of its id is.
fn put<T: PartialEq + std::fmt::Debug, I: PartialEq>(
    all: &mut Vec<T>,
    line: T,
    id: impl Fn(&T) -> &I,
) -> Outcome {
    if let Some(known) = all.iter().find(|known| id(known) == id(&line)) {
        assert_eq!(*known, line, "it is the same whenever it is sent");
        return Outcome::There;
    }
    all.push(line);
    Outcome::New
}

/// What a comment must be.
fn check(thread: &Thread, line: &CommentLine) {
    if let Some(parent) = &line.parent {
        let is_there = thread.comments.iter().any(|known| known.comment == *parent);
        assert!(is_there, "what is answered comes first: {line:?}");
    }
    if line.state == State::Removed && line.body.is_empty() {
        assert_eq!((line.name.as_str(), line.key.as_str()), ("", ""));
        return;
    }
    assert_eq!(
        Name::try_from(line.name.as_str()).unwrap().as_str(),
        line.name
    );
    assert_eq!(Body::imported(&line.body).unwrap().as_str(), line.body);
    assert_eq!(line.key.len(), 64);
}
