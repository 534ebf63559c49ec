//! The way in: from the loader's HTML to a live section.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::{hydrate_from, mount_to};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DocumentFragment, Element};

use super::composer::Composer;
use super::events::Listeners;
use super::host::Host;
use super::section::Section;
use super::typed::Typed;
use super::{api, dom, draft, held, outbox, own, page, vote};
use crate::words::Words;
use crate::{MARKUP, view};

thread_local! {
    /// The words by language: they live as long as the page, and are made once.
    static WORDS: RefCell<Vec<Words>> = const { RefCell::new(Vec::new()) };
}

/// A live section. Dropping what it holds ends it.
#[wasm_bindgen]
pub struct Handle(Rc<Life>);

struct Life {
    section: Section,
    mounted: RefCell<Option<Box<dyn Any>>>,
    listeners: RefCell<Option<Listeners>>,
}

#[wasm_bindgen]
impl Handle {
    /// Ends the section.
    pub fn unmount(&self) {
        draft::keep_typed(&self.0.section);
        self.0.listeners.take();
        self.0.section.end();
        self.0.mounted.take();
    }
}

/// Takes over the published page that the loader has put in place.
///
/// Where something has changed the HTML, it is put there afresh. Where another build has rendered
/// it, this build's rendering is asked for, once. What cannot be taken over traps: the loader then
/// calls [`redraw`] in a new instance.
#[wasm_bindgen]
pub fn mount(host: Host) -> Handle {
    let life = Life::begin(&host);
    let element = life.section.element();
    match element {
        Some(element) if is_ours(&element) && !host.touched() => life.hydrate(),
        Some(element) if !is_ours(&element) => {
            let life = life.clone();
            let address = life.current(&element);
            spawn_local(async move {
                let answer = api::get(&address).await.ok();
                if !life.section.is_over() {
                    let typed = Typed::take(&host);
                    if let Some(source) = answer {
                        host.show(&source);
                    }
                    life.draw(typed);
                }
            });
        }
        _ => life.draw(Typed::take(&host)),
    }
    Handle(life)
}

/// Draws the section afresh from the page as it came, with what was typed.
#[wasm_bindgen]
pub fn redraw(host: Host) -> Handle {
    let life = Life::begin(&host);
    life.draw(Typed::take(&host));
    Handle(life)
}

fn is_ours(element: &Element) -> bool {
    element.get_attribute("data-markup").as_deref() == Some(MARKUP)
}

impl Life {
    fn begin(host: &Host) -> Rc<Self> {
        Rc::new(Self {
            section: Section::new(words(host), host.clone()),
            mounted: RefCell::default(),
            listeners: RefCell::default(),
        })
    }

    /// Where this build's rendering of the page is.
    fn current(&self, element: &Element) -> String {
        let page = page::read(element);
        let [site, thread] = [&page.site, &page.thread].map(|text| api::escape(text));
        let lang = api::escape(&self.section.host().thread().lang());
        self.section.call(&format!(
            "thread?site={site}&id={thread}&page={}&lang={lang}&min_v={}&markup={MARKUP}",
            page.page.written(),
            page.version,
        ))
    }

    fn hydrate(self: &Rc<Self>) {
        let Some(element) = self.section.element() else {
            return;
        };
        let (words, page) = (self.section.words(), page::read(&element));
        let mounted = hydrate_from(self.section.host().wrapper(), move || {
            view::section(words, page, view::taken_rows())
        });
        // Not before: what traps must leave no listener behind.
        self.start(Box::new(mounted), None);
    }

    /// Draws the section, around the rows as they came: they may be another build's, and what
    /// stands around them may have suffered on its way.
    fn draw(self: &Rc<Self>, typed: Typed) {
        let wrapper = self.section.host().wrapper();
        let fresh: DocumentFragment = self.section.host().fresh();
        let Some(element) = fresh.first_element_child() else {
            return;
        };
        wrapper.set_text_content(None);
        let (words, page) = (self.section.words(), page::read(&element));
        let mounted = mount_to(wrapper.clone(), move || {
            view::section(words, page, view::taken_rows())
        });
        // Mentions come with the rows.
        for part in [".title", ".listed,.rows"] {
            let come = dom::find::<Element>(&element, part);
            let drawn = dom::find::<Element>(&wrapper, part);
            if let (Some(come), Some(drawn)) = (come, drawn) {
                let _ = drawn.replace_with_with_node_1(&come);
            }
        }
        self.start(Box::new(mounted), Some(typed));
    }

    /// Goes on once the section is drawn. The rest is a task of its own: a page stays at hand
    /// for its reader while it loads. Until then the loader listens: what is typed meanwhile must
    /// not be taken for a draft before those that there are have been put back.
    fn start(self: &Rc<Self>, mounted: Box<dyn Any>, typed: Option<Typed>) {
        let life = self.clone();
        *self.mounted.borrow_mut() = Some(mounted);
        if let Some(typed) = typed {
            typed.give(&self.section);
        }
        self.section.later(0, move |section| {
            *life.listeners.borrow_mut() = Some(Listeners::new(section));
            settle_in(section);
        });
    }
}

/// What comes after the first drawing, and must not be part of it: the published HTML holds
/// nothing of this reader.
fn settle_in(section: &Section) {
    held::show(section);
    outbox::show(section);
    own::mark(section);
    vote::mark(section);
    draft::restore(section);
    // A reader may have been writing since before the widget came.
    for composer in Composer::all(section) {
        composer.recall_name();
        composer.changed();
    }
    draft::keep_typed(section);
    // From now on the draft has it.
    section
        .host()
        .set(&format!("typed {}", section.host().name()), None);
    outbox::flush(section);
    section.host().live();
}

fn words(host: &Host) -> Words {
    let lang = host.thread().lang();
    WORDS.with_borrow_mut(|known| {
        if let Some(words) = known.iter().find(|words| words.lang == lang) {
            return *words;
        }
        let words = Words::read(lang, host.strings());
        known.push(words);
        words
    })
}
