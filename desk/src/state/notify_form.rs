//! How the owner is told, while it is changed: as text, as a person types it.

use postil_model::notify::{Format, When};
use postil_model::wire::notify::{Mail, Notify, Webhook};

/// What stands in the forms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// To whom mail goes: addresses divided by commas, spaces or lines.
    pub to: String,
    /// From whom.
    pub from: String,
    /// When mail is sent.
    pub mail_when: When,
    /// The address of the webhook.
    pub url: String,
    /// How its messages are written.
    pub format: Format,
    /// When they are sent.
    pub hook_when: When,
}

impl Form {
    /// The forms of what is set.
    #[must_use]
    pub fn of(present: &Notify) -> Self {
        let mut form = Self::default();
        if let Some(mail) = &present.mail {
            form.to = mail.to.join("\n");
            form.from.clone_from(&mail.from);
            form.mail_when = mail.when;
        }
        if let Some(webhook) = &present.webhook {
            form.url.clone_from(&webhook.url);
            form.format = webhook.format;
            form.hook_when = webhook.when;
        }
        form
    }

    /// Mail, as it was typed. What is wrong with it, the server says.
    #[must_use]
    pub fn mail(&self) -> Mail {
        let to = self.to.split([',', ';', ' ', '\n', '\t']);
        let to = to.map(str::trim).filter(|one| !one.is_empty());
        Mail {
            to: to.map(str::to_owned).collect(),
            from: self.from.trim().to_owned(),
            when: self.mail_when,
        }
    }

    /// The webhook, as it was typed.
    #[must_use]
    pub fn webhook(&self) -> Webhook {
        Webhook {
            url: self.url.trim().to_owned(),
            format: self.format,
            when: self.hook_when,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Form;
    use postil_model::notify::{Format, When};
    use postil_model::wire::notify::{Mail, Notify, Webhook};

    #[test]
    fn what_is_set_comes_back_as_it_was() {
        let mail = Mail {
            to: vec!["a@b.example".into(), "c@d.example".into()],
            from: "p@b.example".into(),
            when: When::Daily,
        };
        let webhook = Webhook {
            url: "https://a.example/".into(),
            format: Format::Text,
            when: When::Hourly,
        };
        let form = Form::of(&Notify {
            mail: Some(mail.clone()),
            webhook: Some(webhook.clone()),
            ..Notify::default()
        });
        assert_eq!((form.mail(), form.webhook()), (mail, webhook));
    }

    #[test]
    fn addresses_are_divided_as_people_do() {
        let form = Form {
            to: " a@b.example, c@d.example;e@f.example\n\n".into(),
            ..Form::default()
        };
        assert_eq!(
            form.mail().to,
            ["a@b.example", "c@d.example", "e@f.example"]
        );
    }
}
