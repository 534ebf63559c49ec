//! A reader's report of a comment.

use crate::claim::Claim;
use crate::field::{FieldError, Note};
use crate::site::Site;
use crate::wire::ReportComment;

/// Why a comment may be reported: codes, whose words stand in the locales as `report.<code>`.
pub const REASONS: [&str; 4] = ["spam", "abuse", "private", "other"];

/// A report, with every field valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which comment, and who reports it.
    pub claim: Claim,
    /// Why: one of [`REASONS`].
    pub reason: &'static str,
    /// What the reader has added.
    pub note: Note,
}

impl Report {
    /// Checks a request to a site about the comment of an id.
    ///
    /// # Errors
    /// The first field that is not as it has to be.
    pub fn accept(site: &Site, id: &str, report: &ReportComment) -> Result<Self, FieldError> {
        let known = REASONS.into_iter().find(|reason| *reason == report.reason);
        Ok(Self {
            claim: Claim::accept(site, id, &report.thread, &report.key)?,
            reason: known.ok_or(FieldError::new("reason", "report_invalid"))?,
            note: Note::try_from(report.note.as_str())?,
        })
    }
}
