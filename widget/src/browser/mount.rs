//! The way in: from the loader's HTML to a live section.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::mount::{hydrate_from, mount_to};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use super::api;
use super::composer::Composer;
use super::dom;
use super::events::Listeners;
use super::held;
use super::host::Host;
use super::page;
use super::rows;
use super::shelf::Shelf;
use super::typed::Typed;
use crate::state::{Page, RowData, Section};
use crate::words::Words;
use crate::{MARKUP, view};

thread_local! {
    /// The words by language: they live as long as the page, and are made once.
    static WORDS: RefCell<Vec<Words>> = const { RefCell::new(Vec::new()) };
}

/// A live section. Dropping what it holds ends it.
#[wasm_bindgen]
pub struct Handle(Rc<State>);

#[derive(Default)]
struct State {
    mounted: RefCell<Option<Box<dyn Any>>>,
    listeners: RefCell<Option<Listeners>>,
    is_over: Cell<bool>,
}

#[wasm_bindgen]
impl Handle {
    /// Ends the section.
    pub fn unmount(&self) {
        self.0.is_over.set(true);
        self.0.listeners.take();
        self.0.mounted.take();
    }
}

/// Takes over the published page that the loader has put in place.
///
/// Where something has changed the HTML, it is drawn afresh. Where another build has rendered it,
/// this build's rendering is asked for, once. What cannot be taken over traps: the loader then
/// calls [`redraw`] in a new instance.
#[wasm_bindgen]
pub fn mount(host: Host) -> Handle {
    let state = Rc::new(State::default());
    let section = host.wrapper().first_element_child();
    let is_ours = section
        .as_ref()
        .and_then(|section| section.get_attribute("data-markup"))
        .as_deref()
        == Some(MARKUP);
    match section {
        Some(section) if is_ours && !host.touched() => hydrate(&host, &section, &state),
        Some(section) if !is_ours => {
            let state = state.clone();
            let address = current(&host, &section);
            spawn_local(async move {
                let answer = api::get(&address).await.ok();
                if state.is_over.get() {
                    return;
                }
                let typed = Typed::take(&host);
                if let Some(source) = answer {
                    host.show(&source);
                }
                draw(&host, typed, &state);
            });
        }
        _ => draw(&host, Typed::take(&host), &state),
    }
    Handle(state)
}

/// Draws the section afresh from the page as it came, with what was typed.
#[wasm_bindgen]
pub fn redraw(host: Host) -> Handle {
    let state = Rc::new(State::default());
    draw(&host, Typed::take(&host), &state);
    Handle(state)
}

/// Where this build's rendering of the page is.
fn current(host: &Host, section: &Element) -> String {
    let attribute = |name: &str| section.get_attribute(name).unwrap_or_default();
    let [site, thread, page] =
        ["data-site", "data-thread", "data-page"].map(|name| api::escape(&attribute(name)));
    let (base, lang) = (host.base(), api::escape(&host.thread().lang()));
    let version = attribute("data-version");
    format!(
        "{base}/v1/thread?site={site}&id={thread}&page={page}&lang={lang}&min_v={version}&markup={MARKUP}"
    )
}

fn hydrate(host: &Host, element: &Element, state: &State) {
    let drawing = Drawing::new(host, element, false);
    let made = drawing.made.clone();
    let mounted = hydrate_from(host.wrapper(), move || view::section(drawing.section()));
    // Not before: what traps must leave no listener behind.
    begin(host, &made, state, Box::new(mounted), None);
}

fn draw(host: &Host, typed: Typed, state: &State) {
    let wrapper = host.wrapper();
    let Some(element) = host.parse(&host.source()).first_element_child() else {
        return;
    };
    let drawing = Drawing::new(host, &element, true);
    let made = drawing.made.clone();
    wrapper.set_text_content(None);
    let mounted = mount_to(wrapper.clone(), move || view::section(drawing.section()));
    if let Some(title) = dom::find::<Element>(&wrapper, ".title") {
        title.set_text_content(Some(&host.thread().title()));
    }
    begin(host, &made, state, Box::new(mounted), Some(typed));
}

/// A section on its way into the document. It is made where its view is, among whose signals it
/// lives, and handed out from there.
struct Drawing {
    words: Words,
    page: Page,
    rows: Vec<RowData>,
    shelf: Shelf,
    made: Rc<Cell<Option<Section>>>,
}

impl Drawing {
    fn new(host: &Host, element: &Element, with_texts: bool) -> Self {
        Self {
            words: words(host),
            page: page::read(element),
            rows: page::rows(element, with_texts),
            shelf: Shelf {
                host: Some(host.clone()),
                ..Shelf::default()
            },
            made: Rc::default(),
        }
    }

    fn section(self) -> Section {
        let section = Section::new(self.words, self.page, self.rows, self.shelf);
        self.made.set(Some(section));
        section
    }
}

/// What comes after the first drawing, and must not be part of it: the published HTML holds
/// nothing of this reader.
fn begin(
    host: &Host,
    made: &Cell<Option<Section>>,
    state: &State,
    mounted: Box<dyn Any>,
    typed: Option<Typed>,
) {
    *state.mounted.borrow_mut() = Some(mounted);
    let Some(section) = made.get() else { return };
    let wrapper = host.wrapper();
    *state.listeners.borrow_mut() = Some(Listeners::new(section, wrapper.clone()));
    rows::fill_all(section);
    held::show(section);
    if let Some(typed) = typed {
        typed.give(section);
    }
    // A reader may have been writing since before the widget came.
    let form = dom::find(&wrapper, ".postil > .composer");
    if let Some(composer) = form.and_then(|form| Composer::around(section, &form)) {
        composer.recall_name();
        composer.typed();
    }
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
