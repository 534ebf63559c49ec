//! The scripts of the tags under an address of their own, for pages that pin them: each content has
//! its own address, and with its hash in the tag a browser runs nothing else.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha384};

use super::assets;

/// A script that a page may pin.
pub struct Pinned {
    /// Its name without the ending.
    pub script: &'static str,
    /// Where it is, relative to the Worker's address.
    src: String,
    /// What its bytes are known by, as a tag's `integrity` says it.
    integrity: String,
}

impl Pinned {
    /// Puts a copy of `<script>.js` under an address that carries its content's hash.
    pub fn write(public: &Path, script: &'static str) -> Result<Self> {
        let plain = public.join(script).with_extension("js");
        let content = fs::read(&plain).with_context(|| plain.display().to_string())?;
        let src = assets::write_hashed(public, script, "js", &content)?;
        Ok(Self::new(script, src, &content))
    }

    fn new(script: &'static str, src: String, content: &[u8]) -> Self {
        let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(content)));
        Self {
            script,
            src,
            integrity,
        }
    }

    /// As it stands in the index of the assets.
    pub fn json(&self) -> Value {
        json!({ "src": self.src, "integrity": self.integrity })
    }
}

/// What a tag says to pin it.
impl fmt::Display for Pinned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { src, integrity, .. } = self;
        write!(
            f,
            r#"src="https://…/{src}" integrity="{integrity}" crossorigin="anonymous""#
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of "abc", the first example of FIPS 180-4.
    const ABC: &str = "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn";

    #[test]
    fn a_script_is_pinned_to_its_bytes() {
        let pinned = Pinned::new("embed", "assets/embed-1111111111.js".into(), b"abc");
        assert_eq!(
            pinned.to_string(),
            format!(
                r#"src="https://…/assets/embed-1111111111.js" integrity="{ABC}" crossorigin="anonymous""#
            )
        );
        assert_eq!(
            pinned.json(),
            json!({ "src": "assets/embed-1111111111.js", "integrity": ABC })
        );
        let other = Pinned::new("embed", String::new(), b"abd");
        assert_ne!(other.integrity, pinned.integrity);
    }
}
