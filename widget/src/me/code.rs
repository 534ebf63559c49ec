//! The recovery code, in words.

use postil_model::DeviceKey;
use postil_model::recovery::{self, RecoveryError};

use crate::words::Words;
use crate::words::message::me as message;

/// The code of a key.
pub fn of(key: &str) -> Option<String> {
    Some(recovery::write(&DeviceKey::try_from(key).ok()?))
}

/// The key of a code, or what to look at.
pub fn read(words: Words, code: &str) -> Result<DeviceKey, String> {
    recovery::read(code).map_err(|error| match error {
        RecoveryError::Missing(count) => words.counted(
            message::ENTER_LEFT,
            u32::try_from(count).unwrap_or(u32::MAX),
        ),
        RecoveryError::TooLong => words.get(message::ENTER_LONG).to_owned(),
        RecoveryError::Letter(letter) => {
            words.with(message::ENTER_LETTER, "{letter}", &letter.to_string())
        }
        RecoveryError::Slip => words.get(message::ENTER_SLIP).to_owned(),
    })
}
