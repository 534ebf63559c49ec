//! The byte budgets, in brotli at quality 11. 1 KB is 1,000 bytes.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::line::{Line, number};
use crate::build::assets;

/// With so many other sets of names a file is tried.
const OTHER_NAMES: u8 = 32;

/// What is measured together, the files it consists of, and how much it may weigh.
struct Budget {
    what: &'static str,
    files: Vec<PathBuf>,
    limit: usize,
}

/// Measures every budget.
pub fn measure(dist: &Path) -> Result<Vec<Line>> {
    budgets(dist)?.iter().map(Budget::measure).collect()
}

/// Shows every budget and fails if one is not kept.
pub fn check(dist: &Path) -> Result<()> {
    let lines = measure(dist)?;
    for line in &lines {
        println!("{}: {} ({})", line.what, line.measured, line.budget);
    }
    let over: Vec<_> = lines.iter().filter(|line| !line.is_kept()).collect();
    match over.first() {
        None => Ok(()),
        Some(first) => bail!("{} of the budgets not kept: {}", over.len(), first.what),
    }
}

impl Budget {
    #[allow(clippy::cast_precision_loss, reason = "no file has 2^52 bytes")]
    fn measure(&self) -> Result<Line> {
        let (mut raw, mut small) = (0, 0);
        for file in &self.files {
            let content = fs::read(file).with_context(|| file.display().to_string())?;
            raw += content.len();
            small += worst(&content)?;
        }
        Ok(Line {
            what: self.what.to_owned(),
            budget: format!("≤ {} bytes in brotli", number(self.limit)),
            measured: format!("{} bytes (of {})", number(small), number(raw)),
            value: small as f64,
            limit: self.limit as f64,
            at_least: false,
        })
    }
}

fn budgets(dist: &Path) -> Result<Vec<Budget>> {
    let public = dist.join("public");
    let index: serde_json::Value =
        serde_json::from_slice(&fs::read(public.join("assets/current.json"))?)?;
    let named = |key: &str| -> Result<PathBuf> {
        let name = index.get(key).and_then(|value| value.as_str());
        Ok(public.join(name.with_context(|| format!("current.json has no {key}"))?))
    };
    let desk = |extension: &str| of_desk(&public, extension);
    Ok(vec![
        Budget {
            what: "`embed.js`, its words included",
            files: vec![public.join("embed.js")],
            limit: 3_000,
        },
        Budget {
            what: "the module for readers, with the styles of what opens",
            files: vec![named("reading")?],
            limit: 7_700,
        },
        Budget {
            what: "`count.js`",
            files: vec![public.join("count.js")],
            limit: 600,
        },
        Budget {
            what: "stylesheet",
            files: vec![named("css")?],
            limit: 4_000,
        },
        Budget {
            what: "widget: WASM and its glue together",
            files: vec![named("wasm")?, named("js")?],
            limit: 85_000,
        },
        Budget {
            what: "reporting a comment",
            files: vec![named("report")?],
            limit: 1_500,
        },
        Budget {
            what: "proof of work, and Turnstile in its place",
            files: vec![named("work")?],
            limit: 1_500,
        },
        Budget {
            what: "moderating in the page",
            files: vec![named("moderate")?],
            limit: 4_000,
        },
        Budget {
            what: "desk: WASM, its glue and its texts together",
            files: vec![desk("wasm")?, desk("js")?, longest_texts(&public)?],
            limit: 300_000,
        },
        Budget {
            // Parsers of XML, HTML, JSON, zip and SQLite: nobody waits for it but an owner with a file.
            what: "desk: the module that reads files, when one is chosen",
            files: of_importer(&public)?,
            limit: 530_000,
        },
        Budget {
            what: "backend: WASM",
            files: vec![dist.join("worker/threads.wasm")],
            limit: 400_000,
        },
        Budget {
            what: "backend: WASM that comes when a site's object or a moderator needs it",
            files: vec![dist.join("worker/sites.wasm")],
            limit: 400_000,
        },
    ])
}

/// The file of the desk that its page names.
fn of_desk(public: &Path, extension: &str) -> Result<PathBuf> {
    let page = fs::read_to_string(public.join(crate::build::DESK))?;
    let mut quoted = page.split('"');
    let ending = format!(".{extension}");
    let name = quoted.find(|text| text.starts_with("/desk/assets/") && text.ends_with(&ending));
    let name = name.with_context(|| format!("the desk's page names no {extension}"))?;
    Ok(public.join(name.trim_start_matches('/')))
}

/// The module that reads files, and its worker's script.
fn of_importer(public: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(public.join("desk/assets"))? {
        let path = entry?.path();
        let name = path.file_name().map(|name| name.to_string_lossy());
        if name.is_some_and(|name| name.starts_with("importer-")) {
            files.push(path);
        }
    }
    if files.len() < 2 {
        bail!("the desk has no module that reads files");
    }
    Ok(files)
}

/// The desk's texts in the language that has most of them.
fn longest_texts(public: &Path) -> Result<PathBuf> {
    let mut longest = None;
    for entry in fs::read_dir(public.join("desk/assets"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "txt") {
            longest = longest.max(Some((fs::metadata(&path)?.len(), path)));
        }
    }
    let (_, path) = longest.context("the desk has no texts")?;
    Ok(path)
}

/// How much a file weighs at most. The names of other files that stand in it end in hashes, which
/// are others where the same source is built in another folder, and pack better or worse.
fn worst(content: &[u8]) -> Result<usize> {
    let mut most = brotli(content)?;
    let names = names(content);
    if names.is_empty() {
        return Ok(most);
    }
    for other in 0..OTHER_NAMES {
        let mut content = content.to_vec();
        for name in &names {
            let seed = [&content[name.clone()], &[other]].concat();
            content[name.clone()].copy_from_slice(assets::hash(&seed).as_bytes());
        }
        most = most.max(brotli(&content)?);
    }
    Ok(most)
}

/// Where hashes stand in a text: as many hex digits as they have, behind a hyphen or a quotation
/// mark and before a full stop or a quotation mark.
fn names(content: &[u8]) -> Vec<Range<usize>> {
    let digits = assets::hash(b"").len();
    let hex = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let mut found = Vec::new();
    for (at, around) in content.windows(digits + 2).enumerate() {
        let (first, last) = (around[0], around[digits + 1]);
        let is_name = matches!(first, b'-' | b'"') && matches!(last, b'.' | b'"');
        if is_name && around[1..=digits].iter().all(hex) {
            found.push(at + 1..at + 1 + digits);
        }
    }
    found
}

fn brotli(content: &[u8]) -> Result<usize> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut small, &params)?;
    Ok(small.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_found_where_they_end_a_name() {
        let text =
            br#"{css:"assets/style-0123456789.css",strings:"abcdef0123"},color="0123456789ab""#;
        let found: Vec<_> = names(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, [b"0123456789", b"abcdef0123"]);
    }

    #[test]
    fn a_file_weighs_what_it_would_with_the_worst_names() {
        let text = br#"import"assets/style-0000000000.css";import"assets/widget-0000000000.js""#;
        assert!(worst(text).unwrap() > brotli(text).unwrap());
        assert_eq!(worst(b"no names").unwrap(), brotli(b"no names").unwrap());
    }
}
