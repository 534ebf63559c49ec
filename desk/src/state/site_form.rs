//! The settings of a site while they are changed: as text, as a person types them.

use super::signal::RwSignal;
use postil_model::policy::{Act, LetIn, Pattern};
use postil_model::site::is_language;
use postil_model::theme::{self, PROPERTIES};
use postil_model::titles::Titles;
use postil_model::{Origin, Policy, Site, SiteId};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use crate::words::{Message, m};

/// For how many hours a comment may be edited: up to ten years.
const EDIT_HOURS: RangeInclusive<u32> = 0..=87_600;

/// A field of the form, by the name that the HTTP API has for it.
pub type Field = &'static str;

/// A word rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Names it in the form.
    pub id: u32,
    /// The pattern.
    pub pattern: String,
    /// What is done.
    pub act: Act,
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The origins, one a line.
    pub origins: String,
    /// The mirrors: a group a line, its origins divided by spaces.
    pub mirrors: String,
    /// The languages, divided by commas or spaces.
    pub languages: String,
    /// Whose comments wait.
    pub let_in: LetIn,
    /// From how many links on a comment waits; nothing for never.
    pub links: String,
    /// The word rules.
    pub rules: Vec<Rule>,
    /// How many reports make a comment wait.
    pub reports: String,
    /// After how many days a thread closes; nothing for never.
    pub close_days: String,
    /// Whether the site defends itself.
    pub defence: bool,
    /// Whether readers vote.
    pub votes: bool,
    /// For how many hours comments may be edited.
    pub edit_hours: String,
    /// Whether pages name their threads.
    pub own_ids: bool,
    /// What is cut off the end of a claimed title.
    pub ending: String,
    /// How many readers confirm a title; 0 for none ever.
    pub readers: String,
    /// What stands in the fields of the theme, by property.
    pub theme: BTreeMap<String, String>,
}

impl Form {
    /// That of a new site, in the language of the desk.
    #[must_use]
    pub fn new(language: &str) -> Self {
        Self {
            id: String::new(),
            title: String::new(),
            origins: String::new(),
            mirrors: String::new(),
            languages: language.to_owned(),
            edit_hours: "24".to_owned(),
            votes: true,
            own_ids: false,
            ..Self::of_policy(&Policy::default())
        }
    }

    /// That of a site.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let lines = |origins: &[Origin], between: &str| {
            let texts: Vec<&str> = origins.iter().map(Origin::as_str).collect();
            texts.join(between)
        };
        let groups: Vec<String> = site.mirrors.iter().map(|group| lines(group, " ")).collect();
        Self {
            id: site.id.to_string(),
            title: site.title.clone(),
            origins: lines(&site.origins, "\n"),
            mirrors: groups.join("\n"),
            languages: site.languages.join(", "),
            edit_hours: site.edit_hours.to_string(),
            votes: site.votes,
            own_ids: site.own_ids,
            ending: site.titles.ending.clone(),
            readers: site.titles.readers.to_string(),
            theme: site.theme.clone().into(),
            ..Self::of_policy(&site.policy)
        }
    }

    fn of_policy(policy: &Policy) -> Self {
        let text = |number: Option<u32>| number.map(|n| n.to_string()).unwrap_or_default();
        let rules = policy.words.iter().zip(0..).map(|(rule, id)| Rule {
            id,
            pattern: rule.pattern.as_str().to_owned(),
            act: rule.act,
        });
        Self {
            id: String::new(),
            title: String::new(),
            origins: String::new(),
            mirrors: String::new(),
            languages: String::new(),
            let_in: policy.let_in,
            links: text(policy.links),
            rules: rules.collect(),
            reports: policy.reports.to_string(),
            close_days: text(policy.close_days),
            defence: policy.defence,
            votes: true,
            edit_hours: String::new(),
            own_ids: false,
            ending: String::new(),
            readers: "0".to_owned(),
            theme: BTreeMap::new(),
        }
    }

    /// What stands in the field of a property of the theme.
    #[must_use]
    pub fn property(&self, name: &str) -> &str {
        self.theme.get(name).map_or("", String::as_str)
    }

    /// Takes what is typed into it.
    pub fn set_property(&mut self, name: &str, typed: String) {
        self.theme.insert(name.to_owned(), typed);
    }

    /// Adds an empty rule.
    pub fn add_rule(&mut self) {
        let id = self.rules.iter().map(|rule| rule.id + 1).max();
        self.rules.push(Rule {
            id: id.unwrap_or_default(),
            pattern: String::new(),
            act: Act::Hold,
        });
    }

    /// The site that the form describes.
    ///
    /// # Errors
    /// What is wrong, with the field where it is.
    pub fn read(&self) -> Result<Site, Vec<(Field, Message)>> {
        let mut wrong = Vec::new();
        let mut check = |holds: bool, field: Field, message: Message| {
            if !holds {
                wrong.push((field, message));
            }
        };
        check(
            SiteId::try_from(self.id.as_str()).is_ok(),
            "site",
            m::SITE_ID_WRONG,
        );
        let origins = words(&self.origins);
        let are_origins = |texts: &[&str]| texts.iter().all(|text| Origin::try_from(*text).is_ok());
        check(
            !origins.is_empty() && are_origins(&origins),
            "origins",
            m::SITE_ORIGINS_WRONG,
        );
        let mirrors: Vec<Vec<&str>> = self
            .mirrors
            .lines()
            .map(words)
            .filter(|group| !group.is_empty())
            .collect();
        let are_mirrors = mirrors
            .iter()
            .all(|group| group.len() > 1 && are_origins(group));
        check(are_mirrors, "mirrors", m::SITE_MIRRORS_WRONG);
        let languages = words(&self.languages);
        let are_languages = !languages.is_empty() && languages.iter().all(|one| is_language(one));
        check(are_languages, "languages", m::SITE_LANGUAGES_WRONG);
        let links = number(&self.links, &Policy::LINKS);
        check(
            links.is_some() || is_empty(&self.links),
            "links",
            m::SITE_NUMBER_WRONG,
        );
        let reports = number(&self.reports, &Policy::REPORTS);
        check(reports.is_some(), "reports", m::SITE_NUMBER_WRONG);
        let close_days = number(&self.close_days, &Policy::CLOSE_DAYS);
        check(
            close_days.is_some() || is_empty(&self.close_days),
            "close_days",
            m::SITE_NUMBER_WRONG,
        );
        let edit_hours = number(&self.edit_hours, &EDIT_HOURS);
        check(edit_hours.is_some(), "edit_hours", m::SITE_NUMBER_WRONG);
        let written = self.rules.iter().filter(|rule| !is_empty(&rule.pattern));
        let are_rules = written
            .clone()
            .all(|rule| Pattern::try_from(rule.pattern.as_str()).is_ok());
        check(are_rules, "words", m::SITE_WORDS_WRONG);
        let is_ending = self.ending.chars().count() <= Titles::LONGEST_ENDING;
        check(is_ending, "ending", m::SITE_ENDING_WRONG);
        let readers = number(&self.readers, &(0..=*Titles::READERS.end())).filter(|n| *n != 1);
        check(readers.is_some(), "readers", m::SITE_READERS_WRONG);
        for (name, _) in PROPERTIES {
            let value = self.property(name);
            let holds = is_empty(value) || theme::read(name, value).is_some();
            check(holds, name, m::LOOK_WRONG);
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let rules: Vec<Value> = written
            .map(|rule| json!({ "pattern": rule.pattern, "act": rule.act }))
            .collect();
        let site = json!({
            "id": self.id,
            "title": self.title.trim(),
            "origins": origins,
            "mirrors": mirrors,
            "languages": languages,
            "policy": {
                "let_in": self.let_in,
                "links": links,
                "words": rules,
                "reports": reports,
                "close_days": close_days,
                "defence": self.defence,
            },
            "own_ids": self.own_ids,
            "edit_hours": edit_hours,
            "votes": self.votes,
            "titles": { "ending": self.ending, "readers": readers },
            "theme": self.theme,
        });
        // One reader for all sites, wherever they come from: what it says of a site is the last word.
        postil_json::of(site).map_err(|_| vec![("words", m::SITE_WORDS_WRONG)])
    }
}

fn words(text: &str) -> Vec<&str> {
    let parts = text.split(|c: char| c.is_whitespace() || c == ',');
    parts.filter(|part| !part.is_empty()).collect()
}

fn is_empty(text: &str) -> bool {
    text.trim().is_empty()
}

fn number(text: &str, bounds: &RangeInclusive<u32>) -> Option<u32> {
    text.trim().parse().ok().filter(|n| bounds.contains(n))
}

/// The form and what is wrong with it, as signals.
#[derive(Clone, Copy)]
pub struct Editing {
    /// What stands in it.
    pub form: RwSignal<Form>,
    /// What is wrong, by field, in words.
    pub wrong: RwSignal<Vec<(String, String)>>,
    /// Which state of the settings it was made from; none for a new site.
    pub revision: RwSignal<Option<u64>>,
    /// Whether it is on its way.
    pub is_saving: RwSignal<bool>,
    /// Whether somebody else has changed the settings meanwhile.
    pub is_stale: RwSignal<bool>,
}

impl Editing {
    /// Of a form.
    #[must_use]
    pub fn new(form: Form, revision: Option<u64>) -> Self {
        Self {
            form: RwSignal::new(form),
            wrong: RwSignal::new(Vec::new()),
            revision: RwSignal::new(revision),
            is_saving: RwSignal::new(false),
            is_stale: RwSignal::new(false),
        }
    }

    /// What is wrong with a field.
    #[must_use]
    pub fn wrong_with(self, field: Field) -> Option<String> {
        self.wrong.with(|wrong| {
            let found = wrong.iter().find(|(name, _)| name == field);
            found.map(|(_, words)| words.clone())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Rule};
    use postil_model::policy::Act;

    fn form() -> Form {
        Form {
            id: "blog".into(),
            origins: "https://blog.example\nhttps://copy.example".into(),
            mirrors: "https://blog.example https://copy.example".into(),
            languages: "en, pt-BR".into(),
            ..Form::new("en")
        }
    }

    #[test]
    fn a_site_is_read_and_written_alike() {
        let mut form = form();
        form.close_days = "30".into();
        form.links = String::new();
        form.rules.push(Rule {
            id: 0,
            pattern: "casino*".into(),
            act: Act::Refuse,
        });
        form.ending = " – A blog".into();
        form.readers = "3".into();
        form.set_property("accent", "#8a2f1d".into());
        let site = form.read().unwrap();
        assert_eq!(site.policy.links, None);
        assert_eq!(site.policy.words.len(), 1);
        assert_eq!(Form::of(&site), form);
    }

    #[test]
    fn an_empty_rule_is_none() {
        let mut form = form();
        form.add_rule();
        form.add_rule();
        assert_ne!(form.rules[0].id, form.rules[1].id);
        assert_eq!(form.read().unwrap().policy.words, []);
    }

    #[test]
    fn what_is_wrong_is_told_where_it_is() {
        type Spoil = fn(&mut Form);
        let cases: [(&str, Spoil); 13] = [
            ("site", |form| form.id = "A blog".into()),
            ("origins", |form| form.origins = " \n".into()),
            ("origins", |form| form.origins = "blog.example".into()),
            ("mirrors", |form| {
                form.mirrors = "https://blog.example".into()
            }),
            ("languages", |form| form.languages = "<b>".into()),
            ("links", |form| form.links = "0".into()),
            ("reports", |form| form.reports = String::new()),
            ("close_days", |form| form.close_days = "-1".into()),
            ("edit_hours", |form| form.edit_hours = "a day".into()),
            ("ending", |form| form.ending = "é".repeat(101)),
            ("readers", |form| form.readers = "1".into()),
            ("accent", |form| {
                form.set_property("accent", "url(x)".into());
            }),
            ("size", |form| form.set_property("size", "0".into())),
        ];
        for (field, spoil) in cases {
            let mut form = form();
            spoil(&mut form);
            let wrong = form.read().unwrap_err();
            assert_eq!(
                wrong.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
                [field]
            );
        }
    }
}
