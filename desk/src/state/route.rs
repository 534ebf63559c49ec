//! Where one is in the desk. It stands behind the `#` of the address, so that every part of the
//! desk is one document, and "back" leads where one was.

use postil_model::wire::desk::View;

/// A place in the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Comments of a site.
    Queue {
        /// The site's id.
        site: String,
        /// Which of them.
        view: View,
    },
    /// The threads of a site.
    Threads {
        /// The site's id.
        site: String,
    },
    /// What was done on a site.
    Log {
        /// The site's id.
        site: String,
    },
    /// Who is banned from a site.
    Bans {
        /// The site's id.
        site: String,
    },
    /// A comment of a site, wherever it is: links in messages lead there.
    Comment {
        /// The site's id.
        site: String,
        /// The comment's id.
        id: String,
    },
    /// How the owner of a site is told of what waits.
    Notify {
        /// The site's id.
        site: String,
    },
    /// What is imported to a site and exported from it.
    Moving {
        /// The site's id.
        site: String,
    },
    /// The settings of a site.
    Settings {
        /// The site's id.
        site: String,
    },
    /// How a site's tag is put into its pages.
    Tag {
        /// The site's id.
        site: String,
    },
    /// All sites.
    Sites,
    /// A site that is not there yet.
    NewSite,
    /// Who works here.
    Staff,
}

impl Route {
    /// The place that a fragment names.
    #[must_use]
    pub fn read(fragment: &str) -> Option<Self> {
        let mut parts = fragment.trim_matches('/').split('/');
        let route = match (parts.next()?, parts.next(), parts.next()) {
            ("sites", None, _) => Self::Sites,
            ("new", None, _) => Self::NewSite,
            ("staff", None, _) => Self::Staff,
            ("site", Some(site), Some(what)) => {
                let site = site.to_owned();
                match what {
                    "threads" => Self::Threads { site },
                    "log" => Self::Log { site },
                    "bans" => Self::Bans { site },
                    "comment" => {
                        let id = parts.next().filter(|id| !id.is_empty())?.to_owned();
                        Self::Comment { site, id }
                    }
                    "moving" => Self::Moving { site },
                    "notify" => Self::Notify { site },
                    "settings" => Self::Settings { site },
                    "tag" => Self::Tag { site },
                    view => Self::Queue {
                        site,
                        view: View::named(view)?,
                    },
                }
            }
            _ => return None,
        };
        parts.next().is_none().then_some(route)
    }

    /// The link to it.
    #[must_use]
    pub fn link(&self) -> String {
        let of = |site: &str, what: &str| format!("#/site/{site}/{what}");
        match self {
            Self::Queue { site, view } => of(site, view.name()),
            Self::Threads { site } => of(site, "threads"),
            Self::Log { site } => of(site, "log"),
            Self::Bans { site } => of(site, "bans"),
            Self::Comment { site, id } => of(site, &format!("comment/{id}")),
            Self::Moving { site } => of(site, "moving"),
            Self::Notify { site } => of(site, "notify"),
            Self::Settings { site } => of(site, "settings"),
            Self::Tag { site } => of(site, "tag"),
            Self::Sites => "#/sites".to_owned(),
            Self::NewSite => "#/new".to_owned(),
            Self::Staff => "#/staff".to_owned(),
        }
    }

    /// The site it belongs to.
    #[must_use]
    pub fn site(&self) -> Option<&str> {
        match self {
            Self::Queue { site, .. }
            | Self::Threads { site }
            | Self::Log { site }
            | Self::Bans { site }
            | Self::Comment { site, .. }
            | Self::Moving { site }
            | Self::Notify { site }
            | Self::Settings { site }
            | Self::Tag { site } => Some(site),
            Self::Sites | Self::NewSite | Self::Staff => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Route;
    use postil_model::wire::desk::View;

    #[test]
    fn every_place_is_found_again_by_its_link() {
        let site = || "staff".to_owned();
        let views = View::ALL.map(|view| Route::Queue { site: site(), view });
        let others = [
            Route::Threads { site: site() },
            Route::Log { site: site() },
            Route::Bans { site: site() },
            Route::Comment {
                site: site(),
                id: "0190".to_owned(),
            },
            Route::Moving { site: site() },
            Route::Notify { site: site() },
            Route::Settings { site: site() },
            Route::Tag { site: site() },
            Route::Sites,
            Route::NewSite,
            Route::Staff,
        ];
        for route in views.into_iter().chain(others) {
            let link = route.link();
            assert_eq!(Route::read(link.trim_start_matches('#')), Some(route));
        }
    }

    #[test]
    fn what_names_no_place_is_none() {
        for fragment in [
            "",
            "/",
            "/site/a",
            "/site/a/all",
            "/site/a/held/x",
            "/site/a/comment",
            "/site/a/comment/x/y",
            "/x",
            "link=1",
        ] {
            assert_eq!(Route::read(fragment), None, "{fragment}");
        }
    }
}
