//! The rules of an import, as they are typed.

use postil_importer::talk::{Pair, Rules, Summary};

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Hosts that are none of the site's, each with the origin to which it has moved; with none as
    /// long as it has not.
    pub hosts: Vec<Pair>,
    /// What paths began with, and what they begin with now. One is always empty.
    pub paths: Vec<Pair>,
    /// `with`, `without`, or nothing.
    pub slash: String,
    /// A list of old and new addresses.
    pub list: String,
    /// Whom the file knows as somebody of the site.
    pub badges: Vec<Badge>,
    /// What authors without a name are called.
    pub nameless: String,
    /// Whether the site is to be what the file says that it was.
    pub restore: bool,
}

/// A field of the form that holds a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// To which origin a host has moved, by its place among them.
    Host(usize),
    /// What paths began with.
    From(usize),
    /// What they begin with now.
    To(usize),
    /// [`Form::slash`].
    Slash,
    /// [`Form::list`].
    List,
    /// The badge of somebody.
    Badge(usize),
    /// [`Form::nameless`].
    Nameless,
}

/// Somebody of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Badge {
    /// What the file calls them.
    pub user: String,
    /// The name they go by.
    pub name: String,
    /// The badge that they get; empty for none.
    pub text: String,
}

impl Form {
    /// A form in which nothing was typed yet.
    #[must_use]
    pub fn new(nameless: &str) -> Self {
        Self {
            nameless: nameless.to_owned(),
            paths: vec![Pair::default()],
            ..Self::default()
        }
    }

    /// What stands in a field; nothing, if there is no such field.
    #[must_use]
    pub fn text(&self, place: Place) -> &str {
        let text = match place {
            Place::Host(at) => self.hosts.get(at).map(|host| &host.to),
            Place::From(at) => self.paths.get(at).map(|path| &path.from),
            Place::To(at) => self.paths.get(at).map(|path| &path.to),
            Place::Slash => Some(&self.slash),
            Place::List => Some(&self.list),
            Place::Badge(at) => self.badges.get(at).map(|badge| &badge.text),
            Place::Nameless => Some(&self.nameless),
        };
        text.map_or("", String::as_str)
    }

    /// Puts something into a field, if there is one.
    pub fn put(&mut self, place: Place, text: String) {
        let field = match place {
            Place::Host(at) => self.hosts.get_mut(at).map(|host| &mut host.to),
            Place::From(at) => self.paths.get_mut(at).map(|path| &mut path.from),
            Place::To(at) => self.paths.get_mut(at).map(|path| &mut path.to),
            Place::Slash => Some(&mut self.slash),
            Place::List => Some(&mut self.list),
            Place::Badge(at) => self.badges.get_mut(at).map(|badge| &mut badge.text),
            Place::Nameless => Some(&mut self.nameless),
        };
        if let Some(field) = field {
            *field = text;
        }
    }

    /// Adds fields for what a plan has found; answers whether there were any to add. A host stays
    /// when it is moved, although the next plan does not name it.
    pub fn note(&mut self, summary: &Summary) -> bool {
        let before = (self.hosts.len(), self.paths.len(), self.badges.len());
        for foreign in &summary.foreign {
            if !self.hosts.iter().any(|host| host.from == foreign.what) {
                self.hosts.push(Pair {
                    from: foreign.what.clone(),
                    to: String::new(),
                });
            }
        }
        for staff in &summary.staff {
            if !self.badges.iter().any(|badge| badge.user == staff.user) {
                self.badges.push(Badge {
                    user: staff.user.clone(),
                    name: staff.name.clone(),
                    text: String::new(),
                });
            }
        }
        if self
            .paths
            .last()
            .is_none_or(|last| !last.from.trim().is_empty())
        {
            self.paths.push(Pair::default());
        }
        before != (self.hosts.len(), self.paths.len(), self.badges.len())
    }

    /// The rules that it says.
    #[must_use]
    pub fn rules(&self) -> Rules {
        let is_filled = |pair: &Pair| !pair.from.trim().is_empty() && !pair.to.trim().is_empty();
        let filled = |pairs: &[Pair]| {
            pairs
                .iter()
                .filter(|pair| is_filled(pair))
                .cloned()
                .collect()
        };
        let badges = self.badges.iter().map(|badge| Pair {
            from: badge.user.clone(),
            to: badge.text.trim().to_owned(),
        });
        Rules {
            hosts: filled(&self.hosts),
            paths: filled(&self.paths),
            slash: match self.slash.as_str() {
                "with" => Some(true),
                "without" => Some(false),
                _ => None,
            },
            list: self.list.clone(),
            badges: badges.filter(is_filled).collect(),
            nameless: self.nameless.trim().to_owned(),
            restore: self.restore,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Place};
    use postil_importer::talk::{Counted, Pair, StaffRow, Summary};

    fn found(hosts: &[&str], staff: &[&str]) -> Summary {
        let count = |host: &&str| Counted {
            what: (*host).to_owned(),
            count: 1,
        };
        let row = |user: &&str| StaffRow {
            user: (*user).to_owned(),
            name: user.to_uppercase(),
        };
        Summary {
            foreign: hosts.iter().map(count).collect(),
            staff: staff.iter().map(row).collect(),
            ..Summary::default()
        }
    }

    fn pair(from: &str, to: &str) -> Pair {
        Pair {
            from: from.to_owned(),
            to: to.to_owned(),
        }
    }

    #[test]
    fn fields_come_and_stay() {
        let mut form = Form::new("Anonymous");
        assert!(form.note(&found(&["old.example"], &["ada"])));
        form.hosts[0].to = "https://blog.example".to_owned();
        form.badges[0].text = "Staff".to_owned();
        assert!(!form.note(&found(&[], &["ada"])));
        assert_eq!(form.hosts, [pair("old.example", "https://blog.example")]);
        assert!(form.note(&found(&["other.example"], &["ada"])));
        assert_eq!(form.hosts.len(), 2);
        assert_eq!(form.badges[0].text, "Staff");
    }

    #[test]
    fn a_field_says_what_was_put_into_it() {
        let mut form = Form::new("");
        form.note(&found(&["old.example"], &["ada"]));
        let places = [
            Place::Host(0),
            Place::From(0),
            Place::To(0),
            Place::Slash,
            Place::List,
            Place::Badge(0),
            Place::Nameless,
        ];
        for place in places {
            form.put(place, format!("{place:?}"));
        }
        for place in places {
            assert_eq!(form.text(place), format!("{place:?}"));
        }
        let before = form.clone();
        for place in [
            Place::Host(1),
            Place::From(1),
            Place::To(1),
            Place::Badge(1),
        ] {
            form.put(place, "Nowhere".to_owned());
            assert_eq!(form.text(place), "", "{place:?}");
        }
        assert_eq!(form, before);
    }

    #[test]
    fn one_path_more_can_always_be_typed() {
        let mut form = Form::new("");
        assert!(!form.note(&found(&[], &[])));
        form.paths[0] = pair("/blog", "/news");
        assert!(form.note(&found(&[], &[])));
        assert_eq!(form.paths, [pair("/blog", "/news"), pair("", "")]);
    }

    #[test]
    fn what_is_half_typed_is_no_rule() {
        let mut form = Form::new(" Anonymous ");
        form.note(&found(&["old.example"], &["ada"]));
        form.paths[0] = pair("/blog", " ");
        assert_eq!(form.rules().hosts, []);
        assert_eq!(form.rules().paths, []);
        assert_eq!(form.rules().badges, []);
        assert_eq!(form.rules().nameless, "Anonymous");
        assert_eq!(form.rules().slash, None);
        form.hosts[0].to = "https://blog.example".to_owned();
        form.badges[0].text = " Staff ".to_owned();
        form.slash = "without".to_owned();
        assert_eq!(
            form.rules().hosts,
            [pair("old.example", "https://blog.example")]
        );
        assert_eq!(form.rules().badges, [pair("ada", "Staff")]);
        assert_eq!(form.rules().slash, Some(false));
    }
}
