use super::plain;
use crate::plan::tests::{entry, of_parts, page};
use crate::{Found, System};
use postil_model::State;
use postil_model::import;

#[test]
fn each_entry_has_its_row_on_the_receipt() {
    let found = [
        Ok(page("p", "/p/")),
        Ok(Found::Entry(entry("=1+1", State::Published))),
        Ok(Found::Entry(entry("b<lost", State::Held))),
        Ok(Found::Entry(entry("c<c", State::Published))),
        Ok(Found::broken(7, None, "it is torn")),
        Ok(Found::Entry(entry("d", State::Spam))),
    ];
    let plan = of_parts([(System::Disqus, found.into())]);
    let mut out = Vec::new();
    plan.receipt(&mut out).unwrap();
    let id = |line: usize| plan.comment_id(&plan.lines[line]).unwrap();
    let expected = format!(
        "file,byte,id,result,thread,comment,reason\n\
         file,0,'=1+1,would be imported,/p/,{},\n\
         file,0,b,would be held,/p/,{},Its parent is missing.\n\
         file,0,c,would be imported,/p/,{},It answers what answers it.\n\
         file,7,,would be skipped,,,It cannot be read: it is torn.\n\
         file,0,d,would be skipped,/p/,,It is spam.\n",
        id(0),
        id(1),
        id(2),
    );
    assert_eq!(String::from_utf8(out).unwrap(), expected);
    assert_eq!(id(0), import::comment_id("disqus", "=1+1", None));
}

#[test]
fn no_spreadsheet_finds_a_formula() {
    for (text, expected) in [
        ("", ""),
        ("a-b@c=1+1", "a-b@c=1+1"),
        ("=1", "'=1"),
        ("\t=1", "'\t'=1"),
        ("a;=1;b;-2", "a;'=1;b;'-2"),
        ("a\t+1", "a\t'+1"),
        ("a; \"@b", "a; \"'@b"),
        ("a\n=1", "a\n'=1"),
        ("a; b=1", "a; b=1"),
        ("a,=1", "a,=1"),
    ] {
        assert_eq!(plain(text), expected, "{text:?}");
    }
}
