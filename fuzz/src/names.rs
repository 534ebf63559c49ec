//! Names that look like others.

use postil_model::Name;
use postil_model::staff::names::{is_taken, skeleton};

/// A name is taken by itself, however it is written; what it is reduced to stays the same; and who
/// takes whose name is the same the other way round.
pub fn taken(data: &[u8]) {
    let [first, second] = crate::lines(data);
    let reduced = skeleton(&first);
    assert_eq!(skeleton(&reduced), reduced, "{first:?}");
    if let Ok(name) = Name::try_from(first.as_str()) {
        let name = name.as_str();
        if !skeleton(name).is_empty() {
            assert!(is_taken(name, &[name]), "{name:?}");
            assert!(is_taken(&name.to_uppercase(), &[&name.to_uppercase()]));
        }
        assert_eq!(Name::try_from(name).as_ref().map(Name::as_str), Ok(name));
    }
    assert_eq!(
        is_taken(&first, &[&second]),
        is_taken(&second, &[&first]),
        "{first:?} {second:?}"
    );
}
