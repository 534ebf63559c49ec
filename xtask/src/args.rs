//! The command line: a command, then `--name value` and `--switch`.

use anyhow::{Context, Result, bail};

/// What has not been read yet.
pub struct Args(Vec<String>);

impl Args {
    pub fn from_env() -> Self {
        Self(std::env::args().skip(1).collect())
    }

    /// Takes the first word.
    pub fn command(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    /// Takes `--name value`.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let Some(at) = self.0.iter().position(|word| word == name) else {
            return Ok(None);
        };
        self.0.remove(at);
        if at >= self.0.len() {
            bail!("{name} needs a value");
        }
        Ok(Some(self.0.remove(at)))
    }

    /// Takes `--name N`.
    pub fn number(&mut self, name: &str, default: u16) -> Result<u16> {
        match self.value(name)? {
            Some(text) => text
                .parse()
                .with_context(|| format!("{name} {text}: not a port")),
            None => Ok(default),
        }
    }

    /// Takes `--name`.
    pub fn switch(&mut self, name: &str) -> bool {
        let at = self.0.iter().position(|word| word == name);
        at.map(|at| self.0.remove(at)).is_some()
    }

    /// Fails on anything left over: a misspelt flag must not be ignored.
    pub fn end(&self) -> Result<()> {
        match self.0.first() {
            Some(word) => bail!("not understood: {word}"),
            None => Ok(()),
        }
    }
}
