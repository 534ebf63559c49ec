//! Files to be imported.

use std::fmt::Write;
use std::io::Cursor;
use std::ops::Range;
use std::rc::Rc;

use crate::run::{BUDGET, Rules, Run, Sources, plan};
use postil_model::Site;

pub type File = Cursor<Rc<[u8]>>;

pub fn site() -> Site {
    serde_json::from_str(
        r#"{"id": "s", "title": "S", "origins": ["https://blog.example"], "mirrors": [], "languages": ["en"], "policy": "open", "own_ids": true}"#,
    )
    .unwrap()
}

/// Files, called `1.xml`, `2.xml`, and so on.
pub fn sources(files: &[&str]) -> Sources<File> {
    let mut sources = Sources::new();
    for (at, file) in files.iter().enumerate() {
        let bytes = Rc::<[u8]>::from(file.as_bytes());
        let name = format!("{}.xml", at + 1);
        sources.add(&name, move || Ok(Cursor::new(Rc::clone(&bytes))));
    }
    sources
}

pub fn run(files: &[&str]) -> Run<File> {
    run_of(files, BUDGET)
}

/// An import with room for so many bytes.
pub fn run_of(files: &[&str], budget: u64) -> Run<File> {
    let mut sources = sources(files);
    let rules = Rules::default();
    let plan = plan(&site(), &rules, &mut sources, &mut |_, _| {}).unwrap();
    let mut run = Run::new(&site(), plan, rules, sources);
    run.budget = budget;
    run
}

/// A backup of Remark42's: comments of many threads as time went by, each third one an answer to one
/// that is two before it on the thread. Where the threads divide the comments, the thread with the
/// highest number has the newest.
pub fn mixed(threads: usize, comments: usize) -> String {
    let mut file = "{\"version\":1,\"users\":[],\"posts\":[]}\n".to_owned();
    for n in 0..comments {
        let thread = n % threads;
        let parent = match n / threads {
            nth if nth % 3 == 2 => format!("c{}", n - 2 * threads),
            _ => String::new(),
        };
        let text = "A word. ".repeat(1 + n * 7 % 100);
        let _ = writeln!(
            file,
            "{{\"id\":\"c{n}\",\"pid\":\"{parent}\",\"orig\":\"{text}\",\"user\":{{\"id\":\"u{}\",\"name\":\"Reader {n}\"}},\"locator\":{{\"url\":\"https://blog.example/{thread}/\"}},\"time\":\"2024-05-04T{:02}:{:02}:{:02}Z\"}}",
            n % 5,
            n / 3_600,
            n / 60 % 60,
            n % 60
        );
    }
    file
}

/// An export of WordPress: posts one after the other, each with comments of every state and a
/// mention. The last post has the newest.
pub fn wordpress(posts: Range<usize>) -> String {
    let mut file = r#"<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel>"#.to_owned();
    for post in posts {
        let _ = write!(
            file,
            "<item><title>Post {post}</title><link>https://blog.example/{post}/</link><wp:post_id>{post}</wp:post_id>"
        );
        for nth in 0..9 {
            let id = post * 10 + nth + 1;
            let (approved, kind, parent) = match nth {
                2 => ("0", "", 0),
                4 => ("1", "pingback", 0),
                5 => ("trash", "", 0),
                6 => ("1", "", id - 1),
                7 => ("spam", "", 0),
                8 => ("1", "", id + 1_000_000),
                _ => ("1", "", 0),
            };
            let text = "A word of wisdom. ".repeat(1 + id % 40);
            let _ = write!(
                file,
                "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author>Reader {id}</wp:comment_author><wp:comment_date_gmt>2024-05-{:02} {:02}:{nth:02}:00</wp:comment_date_gmt><wp:comment_content>{text}</wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved><wp:comment_type>{kind}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>",
                1 + post / 24,
                post % 24
            );
        }
        file += "</item>";
    }
    file + "</channel></rss>"
}

/// Two parts of an export. The second has a comment of the first once more, and one that answers
/// another in the first; a post of another blog has the same numbers.
pub fn parts() -> [String; 2] {
    let comment = |id: u32, parent: u32| {
        format!(
            "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_date_gmt>2024-05-01 00:0{id}:00</wp:comment_date_gmt><wp:comment_content>{id}</wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
        )
    };
    [
        comment(1, 0) + &comment(2, 1),
        comment(3, 2) + &comment(2, 1),
    ]
    .map(|comments| {
        format!(
            "<rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><item><link>https://blog.example/x/</link><wp:post_id>7</wp:post_id>{comments}</item></channel></rss>"
        )
    })
}
