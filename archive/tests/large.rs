//! What a large export takes: 400 MB of WordPress' format, read from end to end.
//!
//! A file of its own, since the memory is that of the whole process.

#![allow(clippy::indexing_slicing, reason = "a test")]

use std::fs;
use std::io::{self, Read};
use std::time::Instant;

use postil_archive::Found;
use postil_archive::read::WordPress;

/// 100,000 comments on 5,000 posts, made as they are read.
struct Export {
    ready: Vec<u8>,
    taken: usize,
    post: u32,
}

const POSTS: u32 = 5_000;
const COMMENTS: u32 = 20;
/// What a comment has to weigh for the file to have 400 MB.
const LETTERS: usize = 3_800;

impl Export {
    fn new() -> Self {
        let head = r#"<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>"#;
        Self {
            ready: head.as_bytes().to_vec(),
            taken: 0,
            post: 0,
        }
    }

    fn next_post(&mut self) {
        let post = self.post;
        self.post += 1;
        self.taken = 0;
        self.ready.clear();
        if post == POSTS {
            self.ready.extend_from_slice(b"</channel></rss>");
        }
        if post >= POSTS {
            return;
        }
        let sentence = "A sentence with a <a href=\"https://example.org/\">link</a> &amp; more. ";
        let text = sentence.repeat(LETTERS / sentence.len());
        let mut item = format!(
            "<item><link>https://blog.example/{post}/</link><wp:post_id>{}</wp:post_id>",
            post + 1
        );
        for nth in 0..COMMENTS {
            let id = post * COMMENTS + nth + 1;
            let parent = if nth % 3 == 0 { 0 } else { id - 1 };
            item += &format!(
                "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[Reader {id}]]></wp:comment_author><wp:comment_date_gmt>2024-05-04 12:{:02}:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{text}]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
                nth
            );
        }
        item += "</item>";
        self.ready.extend_from_slice(item.as_bytes());
    }
}

impl Read for Export {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.ready.len() {
            self.next_post();
        }
        let rest = &self.ready[self.taken..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.taken += count;
        Ok(count)
    }
}

/// The most memory that this process has had, in KiB.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[test]
#[ignore = "the soak's size"]
fn four_hundred_megabytes_take_less_than_sixty_four_of_memory() {
    let (mut pages, mut entries, mut last) = (0, 0, 0);
    let begun = Instant::now();
    for found in WordPress::new(Export::new()) {
        match found.unwrap() {
            Found::Page(_) => pages += 1,
            Found::Entry(entry) => {
                entries += 1;
                last = entry.at;
            }
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((pages, entries), (POSTS, POSTS * COMMENTS));
    assert!(last > 400_000_000, "{last} bytes");
    println!(
        "{last} bytes in {:?}, at most {:?} KiB of memory",
        begun.elapsed(),
        peak()
    );
    if let Some(peak) = peak() {
        assert!(peak < 64 * 1_024, "{peak} KiB");
    }
}
