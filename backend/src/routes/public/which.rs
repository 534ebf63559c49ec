//! Which page of a thread is asked for.

use postil_model::CommentId;

use crate::message::PageName;
use crate::problem::{Problem, Result};
use crate::query::Query;

/// Reads `comment=` and `page=`. A comment that is none is not looked for: the thread is shown.
pub fn page_name(query: &Query) -> Result<PageName> {
    if let Some(id) = query
        .get("comment")
        .and_then(|id| CommentId::try_from(id).ok())
    {
        return Ok(PageName::With(id.as_str().to_owned()));
    }
    match query.filled("page") {
        None => Ok(PageName::Number(0)),
        Some("last") => Ok(PageName::Last),
        Some("best") => Ok(PageName::Best),
        Some(number) => number
            .parse()
            .map(PageName::Number)
            .map_err(|_| Problem::UnknownPage),
    }
}

/// The name as a part of keys and tags.
pub fn written(name: &PageName) -> String {
    match name {
        PageName::Number(number) => number.to_string(),
        PageName::Last => "last".to_owned(),
        PageName::Best => "best".to_owned(),
        PageName::With(id) => format!("with-{id}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_names() {
        let id = "01923456-789a-7fff-bfff-ffffffffffff";
        for (question, expected) in [
            ("", Some("0".to_owned())),
            ("page=", Some("0".to_owned())),
            ("page=3", Some("3".to_owned())),
            ("page=last", Some("last".to_owned())),
            ("page=best", Some("best".to_owned())),
            ("page=x", None),
            ("page=-1", None),
            ("page=99999999999999999999", None),
            ("comment=zzz&page=2", Some("2".to_owned())),
            (&format!("comment={id}&page=2"), Some(format!("with-{id}"))),
        ] {
            assert_eq!(
                page_name(&Query::parse(question))
                    .ok()
                    .as_ref()
                    .map(written),
                expected,
                "{question}"
            );
        }
    }
}
