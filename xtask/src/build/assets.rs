//! Names with a content hash, the index of them, and the headers all assets are served with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::pinned::Pinned;
use super::widget;

/// The names of this build's files, relative to `dist/public/`.
pub struct Names {
    /// The stylesheet.
    pub css: String,
    /// The module for readers.
    pub reading: String,
    /// What the module for readers knows.
    pub late: Late,
}

/// What is asked for after the thread is there.
pub struct Late {
    pub widget: widget::Names,
    /// "My comments".
    pub me: widget::Names,
    /// Reporting a comment.
    pub report: String,
    /// Proof of work.
    pub work: String,
    /// Moderating in the page.
    pub moderate: String,
    /// The hash in the names of the languages' texts.
    pub strings: String,
}

impl Names {
    /// What the loader knows, as JSON.
    pub fn loader(&self) -> String {
        json!({ "css": self.css, "reading": self.reading }).to_string()
    }

    /// All of them, and the addresses of the scripts that a page may pin, as JSON.
    fn json(&self, pinned: &[Pinned]) -> String {
        let mut all = self.late.values();
        all.insert("css", json!(self.css));
        all.insert("reading", json!(self.reading));
        let pinned = pinned.iter().map(|one| (one.script, one.json()));
        all.insert("pinned", json!(pinned.collect::<BTreeMap<_, _>>()));
        json!(all).to_string()
    }
}

impl Late {
    /// As JSON.
    pub fn json(&self) -> String {
        json!(self.values()).to_string()
    }

    fn values(&self) -> BTreeMap<&'static str, Value> {
        BTreeMap::from([
            ("js", json!(self.widget.js)),
            ("wasm", json!(self.widget.wasm)),
            ("me", json!(self.me.js)),
            ("meWasm", json!(self.me.wasm)),
            ("report", json!(self.report)),
            ("work", json!(self.work)),
            ("moderate", json!(self.moderate)),
            ("strings", json!(self.strings)),
        ])
    }
}

/// Ten hex digits of SHA-256: names that differ when the content does.
pub fn hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(5)
        .fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
}

/// Writes `assets/<stem>-<hash>.<extension>` and answers with that name.
pub fn write_hashed(public: &Path, stem: &str, extension: &str, content: &[u8]) -> Result<String> {
    let name = format!("assets/{stem}-{}.{extension}", hash(content));
    fs::write(public.join(&name), content)?;
    Ok(name)
}

/// `assets/current.json`: where a page that was open during a deployment finds today's names, and
/// an owner today's tags to pin.
pub fn write_index(public: &Path, names: &Names, pinned: &[Pinned]) -> Result<()> {
    let index = public.join("assets/current.json");
    Ok(fs::write(index, names.json(pinned))?)
}

/// The desk's files. Its page runs scripts and takes styles from its own origin alone, can be framed
/// by nobody, and tells nobody its address, behind whose `#` a token may have stood.
const DESK: &str = "/desk/*
  Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Cache-Control: no-cache
/desk/assets/*
  ! Cache-Control
  Cache-Control: public, max-age=31536000, immutable
";

/// The platform applies every rule that matches, so a name that is not immutable first
/// takes the wider rule's `Cache-Control` off (`!`).
pub fn write_headers(public: &Path) -> Result<()> {
    const OPEN: &str = "  Access-Control-Allow-Origin: *\n  Cross-Origin-Resource-Policy: cross-origin\n  X-Content-Type-Options: nosniff\n";
    const SHORT: &str = "  Cache-Control: public, max-age=300, stale-while-revalidate=86400\n";
    let mut text =
        format!("/assets/*\n{OPEN}  Cache-Control: public, max-age=31536000, immutable\n");
    write!(text, "/assets/current.json\n  ! Cache-Control\n{SHORT}")?;
    for name in ["embed.js", "count.js", "page.css"] {
        write!(text, "/{name}\n{OPEN}{SHORT}")?;
    }
    text.push_str(DESK);
    Ok(fs::write(public.join("_headers"), text)?)
}

/// Copies the hashed assets of an earlier build that this one does not have; answers with how many
/// those were. What was carried to there is carried on: a page may be pinned to any of them.
pub fn carry_forward(previous: &Path, public: &Path) -> Result<usize> {
    let from = previous.join("public/assets");
    if !from.is_dir() {
        bail!(
            "--previous {}: there is no public/assets in it",
            previous.display()
        );
    }
    let mut carried = 0;
    for entry in fs::read_dir(&from)? {
        let entry = entry?;
        let target = public.join("assets").join(entry.file_name());
        if !target.exists() {
            fs::copy(entry.path(), &target).with_context(|| target.display().to_string())?;
            carried += 1;
        }
    }
    Ok(carried)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A build's folder of this test's own, gone at its end.
    struct Dist(std::path::PathBuf);

    impl Dist {
        fn new(name: &str) -> Self {
            let id = std::process::id();
            let folder = std::env::temp_dir().join(format!("postil-xtask-{id}-{name}"));
            fs::create_dir_all(folder.join("public/assets")).unwrap();
            Self(folder)
        }

        fn public(&self) -> std::path::PathBuf {
            self.0.join("public")
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.public().join("assets").join(name), text).unwrap();
        }

        fn read(&self, name: &str) -> String {
            fs::read_to_string(self.public().join("assets").join(name)).unwrap()
        }
    }

    impl Drop for Dist {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_name_differs_when_the_content_does() {
        let dist = Dist::new("names");
        let write = |text: &[u8]| write_hashed(&dist.public(), "style", "css", text).unwrap();
        let one = write(b"one");
        assert_ne!(one, write(b"two"));
        assert_eq!(one, write(b"one"));
        assert!(one.starts_with("assets/style-") && one.ends_with(".css"));
    }

    #[test]
    fn hashed_assets_are_carried_forward_and_nothing_is_overwritten() {
        let (old, new) = (Dist::new("old"), Dist::new("new"));
        old.write("widget-1111111111.js", "old");
        old.write("current.json", "old");
        new.write("current.json", "new");
        assert_eq!(carry_forward(&old.0, &new.public()).unwrap(), 1);
        assert_eq!(new.read("widget-1111111111.js"), "old");
        assert_eq!(new.read("current.json"), "new");
        assert!(carry_forward(Path::new("/nowhere"), &new.public()).is_err());
    }

    #[test]
    fn what_was_carried_forward_is_carried_on() {
        let [first, second, third] = ["first", "second", "third"].map(Dist::new);
        first.write("embed-1111111111.js", "first");
        second.write("embed-2222222222.js", "second");
        assert_eq!(carry_forward(&first.0, &second.public()).unwrap(), 1);
        assert_eq!(carry_forward(&second.0, &third.public()).unwrap(), 2);
        assert_eq!(third.read("embed-1111111111.js"), "first");
    }
}
