//! The deployment's secret, with which the owner signs in.

use std::env;

use crate::failure::Failure;

/// The environment variable that may have it.
const VARIABLE: &str = "POSTIL_OWNER_KEY";

/// The owner's key. It has no `Debug`, so that it does not end in a log.
pub struct OwnerKey(String);

impl OwnerKey {
    /// Takes it from the environment, or asks for it without showing what is typed.
    ///
    /// # Errors
    /// If it is not there, and nobody can be asked.
    pub fn get() -> Result<Self, Failure> {
        let given = env::var(VARIABLE).unwrap_or_default();
        if !given.trim().is_empty() {
            return Ok(Self(given.trim().to_owned()));
        }
        let typed = rpassword::prompt_password("Owner's key: ").map_err(Failure::NoKey)?;
        Ok(Self(typed.trim().to_owned()))
    }

    /// The key itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}
