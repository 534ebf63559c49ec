//! What a large export takes: 400 MB of WordPress' format, and a file of Disqus' that is mixed as
//! time went by, planned and carried out to the end.
//!
//! A file and a test of its own, since the memory is that of the whole process.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test")]

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use postil_archive::{Rules, Run, Sources, run};
use postil_model::Site;
use postil_model::import::{MOST_BYTES, MOST_ENTRIES};
use postil_model::wire::desk::{AddEntries, Added, Outcome, Started};

const POSTS: u32 = 5_000;
const COMMENTS: u32 = 20;
/// What a comment has to weigh for the file to have 400 MB.
const LETTERS: usize = 3_800;
/// What one of Disqus' weighs: it has to be read several times.
const FEWER_LETTERS: usize = 1_000;

/// So much memory a run may take, in KiB.
const MEMORY: u64 = 64 * 1_024;

/// A file that is gone at the end.
struct Made(PathBuf);

impl Made {
    fn new(name: &str, write: fn(&mut BufWriter<File>) -> io::Result<()>) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let mut out = BufWriter::new(File::create(&path).unwrap());
        write(&mut out).unwrap();
        out.flush().unwrap();
        Self(path)
    }

    fn size(&self) -> u64 {
        fs::metadata(&self.0).unwrap().len()
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

fn text(letters: usize) -> String {
    let sentence = "A sentence with a <a href=\"https://example.org/\">link</a> &amp; more. ";
    sentence.repeat(letters / sentence.len())
}

/// 100,000 comments on 5,000 posts, post by post.
fn wordpress(out: &mut BufWriter<File>) -> io::Result<()> {
    let text = text(LETTERS);
    write!(
        out,
        r#"<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>"#
    )?;
    for post in 0..POSTS {
        write!(
            out,
            "<item><link>https://blog.example/{post}/</link><wp:post_id>{}</wp:post_id>",
            post + 1
        )?;
        for nth in 0..COMMENTS {
            let id = post * COMMENTS + nth;
            let parent = if nth % 3 == 0 { 0 } else { id };
            write!(
                out,
                "<wp:comment><wp:comment_id>{}</wp:comment_id><wp:comment_author><![CDATA[Reader {id}]]></wp:comment_author><wp:comment_date_gmt>2024-05-04 12:{nth:02}:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{text}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
                id + 1
            )?;
        }
        write!(out, "</item>")?;
    }
    write!(out, "</channel></rss>")
}

/// As many on as many threads, comment by comment as time went by.
fn disqus(out: &mut BufWriter<File>) -> io::Result<()> {
    let text = text(FEWER_LETTERS);
    write!(
        out,
        r#"<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">"#
    )?;
    for thread in 0..POSTS {
        write!(
            out,
            r#"<thread dsq:id="t{thread}"><link>https://blog.example/{thread}/</link></thread>"#
        )?;
    }
    for id in 0..POSTS * COMMENTS {
        let parent = match id / POSTS % 3 {
            0 => String::new(),
            _ => format!(r#"<parent dsq:id="{}"/>"#, id - POSTS),
        };
        write!(
            out,
            r#"<post dsq:id="{id}"><message><![CDATA[{text}]]></message><createdAt>2024-05-{:02}T{:02}:{:02}:00Z</createdAt><author><name>Reader {id}</name></author><thread dsq:id="t{}"/>{parent}</post>"#,
            1 + id / 1_440 % 28,
            id / 60 % 24,
            id % 60,
            id % POSTS
        )?;
    }
    write!(out, "</disqus>")
}

/// The most memory that this process has had, in KiB.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Takes a batch: none of its comments has come before.
fn take(batch: &AddEntries, came: &mut [bool]) -> Added {
    assert!(batch.comments.len() <= MOST_ENTRIES);
    let bytes: usize = batch.comments.iter().map(|line| line.body.len()).sum();
    assert!(bytes <= MOST_BYTES, "{bytes}");
    for line in &batch.comments {
        let id: usize = line.name.strip_prefix("Reader ").unwrap().parse().unwrap();
        assert!(!std::mem::replace(&mut came[id], true), "{id} comes twice");
    }
    Added {
        outcomes: vec![Outcome::New; batch.comments.len()],
    }
}

/// Plans and carries out the import of a file.
fn carry(name: &str, file: &Made) {
    let begun = Instant::now();
    let site: Site = serde_json::from_str(
        r#"{"id": "s", "title": "S", "origins": ["https://blog.example"], "mirrors": [], "languages": ["en"], "policy": "open"}"#,
    )
    .unwrap();
    let mut sources = Sources::new();
    let path = file.0.clone();
    sources.add(name, move || File::open(&path));
    let rules = Rules::default();
    let plan = run::plan(&site, &rules, &mut sources, &mut |_, _| {}).unwrap();
    println!("{name}: planned in {:?}, {:?} KiB", begun.elapsed(), peak());
    assert!(plan.fault().is_none(), "{:?}", plan.fault());
    let cost = plan.cost();
    let mut run = Run::new(&site, plan, rules, sources);
    let (secret, done) = ("00".to_owned(), Vec::new());
    run.started(&Started { secret, done }).unwrap();
    let mut came = vec![false; (POSTS * COMMENTS) as usize];
    let mut batches = 0;
    while let Some(batch) = run.next().unwrap() {
        let added = take(&batch, &mut came);
        run.added(&added).unwrap();
        batches += 1;
    }
    assert!(came.iter().all(|came| *came));
    assert_eq!(run.progress().done, came.len());
    assert_eq!(batches * 10, cost.requests);
    run.receipt(&mut io::sink()).unwrap();
    println!(
        "{name}: {} bytes in {:?}, at most {:?} KiB of memory",
        file.size(),
        begun.elapsed(),
        peak()
    );
    if let Some(peak) = peak() {
        assert!(peak < MEMORY, "{peak} KiB");
    }
}

#[test]
#[ignore = "the soak's size"]
fn four_hundred_megabytes_take_less_than_sixty_four_of_memory() {
    let file = Made::new("large.xml", wordpress);
    assert!(file.size() > 400_000_000, "{} bytes", file.size());
    carry("WordPress", &file);
    drop(file);
    carry("Disqus", &Made::new("mixed.xml", disqus));
}
