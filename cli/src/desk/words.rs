//! What is said of problems at a command line. The Worker's own words for them are for a browser.

use postil_model::wire::Problem;

/// What a person can do about it.
pub fn words(problem: &Problem) -> String {
    let own = match problem.code.as_str() {
        "secret_wrong" => "This is not the owner's key of this deployment.",
        "signed_out" => "The session has ended.",
        "not_allowed" => "Only the owner may do this.",
        "unknown_site" => "There is no such site on this deployment.",
        "import" => "There is no such import, or it was undone meanwhile.",
        "import_undoing" => {
            "This import is still being undone. `postil imports` says when that is done."
        }
        "site_not_empty" => "There are comments on this site already.",
        "thread" => "There is no such thread on this site.",
        "route" => "This deployment is too old to import and export.",
        "too_fast" => "Too much was asked at once.",
        "import_paused" => {
            "What imports may use of the free account today is used up; the rest is for readers."
        }
        "internal" | "unavailable" => "Something went wrong on the server.",
        _ => return format!("{} ({})", problem.detail, problem.code),
    };
    own.to_owned()
}
