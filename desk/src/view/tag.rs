//! "Put it on your site": the tag, and where it goes in the systems that blogs are made with.

use leptos::prelude::*;

use super::drawn::{Drawn, draw};
use super::parts;
use crate::browser;
use crate::state::Desk;
use crate::words::{Message, m};

/// A system: its name, what is done there, and the file that is made or changed.
struct System {
    name: &'static str,
    steps: [Message; 2],
    /// What is pasted, if it is not the tag alone: `{tag}` stands for it.
    code: Option<&'static str>,
}

const SYSTEMS: [System; 8] = [
    System {
        name: "WordPress",
        steps: [m::TAG_WORDPRESS_1, m::TAG_WORDPRESS_2],
        code: None,
    },
    System {
        name: "Blogger",
        steps: [m::TAG_BLOGGER_1, m::TAG_BLOGGER_2],
        code: Some("<b:if cond='data:view.isPost'>\n{xml}\n</b:if>"),
    },
    System {
        name: "Hugo",
        steps: [m::TAG_HUGO_1, m::TAG_HUGO_2],
        code: None,
    },
    System {
        name: "Jekyll",
        steps: [m::TAG_JEKYLL_1, m::TAG_JEKYLL_2],
        code: None,
    },
    System {
        name: "Ghost",
        steps: [m::TAG_GHOST_1, m::TAG_GHOST_2],
        code: None,
    },
    System {
        name: "Drupal",
        steps: [m::TAG_DRUPAL_1, m::TAG_DRUPAL_2],
        code: None,
    },
    System {
        name: "LibGuides",
        steps: [m::TAG_LIBGUIDES_1, m::TAG_LIBGUIDES_2],
        code: None,
    },
    System {
        name: "HTML",
        steps: [m::TAG_HTML_1, m::TAG_HTML_2],
        code: None,
    },
];

/// The tag of a site. An id is of letters, digits and hyphens alone, so nothing has to be escaped.
fn tag(origin: &str, site: &str) -> String {
    let word = m::TAG_COMMENTS.text();
    format!(
        "<script async src=\"{origin}/embed.js\" data-site=\"{site}\"></script>\n<noscript><a href=\"{origin}/v1/page?site={site}\" referrerpolicy=\"no-referrer-when-downgrade\">{word}</a></noscript>"
    )
}

/// The same for templates that are XML, where an attribute without a value is none.
fn as_xml(tag: &str) -> String {
    tag.replace("<script async ", "<script async='async' ")
}

/// The page.
pub fn view(desk: Desk, site: String) -> Drawn {
    let tag = tag(&browser::origin(), &site);
    let systems = SYSTEMS.map(|system| of_system(desk, &system, &tag));
    draw! {
        {parts::heading(format!("{} · {}", m::TAG.text(), desk.title_of(&site)))}
        <p>{m::TAG_HELP.text()}</p>
        {code(desk, m::TAG_TAG.text(), tag.clone())}
        <section aria-labelledby="where">
            <h2 id="where">{m::TAG_WHERE.text()}</h2>
            {systems.collect_view()}
        </section>
    }
}

fn of_system(desk: Desk, system: &System, tag: &str) -> Drawn {
    let steps = system.steps.map(|step| draw! { <li>{step.text()}</li> });
    let text = system.code.map(|code| code.replace("{xml}", &as_xml(tag)));
    draw! {
        <details class="system">
            <summary><h3>{system.name}</h3></summary>
            <ol>{steps.collect_view()}</ol>
            {text.map(|text| code(desk, system.name, text))}
        </details>
    }
}

fn code(desk: Desk, name: &'static str, text: String) -> Drawn {
    draw! {
        <div class="code">
            // It scrolls sideways, and so has to be reached by keyboard.
            <pre tabindex="0" role="region" aria-label=name><code>{text.clone()}</code></pre>
            {parts::copy_button(desk, text)}
        </div>
    }
}
