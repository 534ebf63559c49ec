//! Small steps in the document.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// An element below another.
pub fn find<T: JsCast>(below: &Element, selector: &str) -> Option<T> {
    below
        .query_selector(selector)
        .ok()
        .flatten()?
        .dyn_into()
        .ok()
}

/// All elements below another, in order.
pub fn find_all(below: &Element, selector: &str) -> Vec<Element> {
    let Ok(list) = below.query_selector_all(selector) else {
        return Vec::new();
    };
    (0..list.length())
        .filter_map(|at| list.get(at)?.dyn_into().ok())
        .collect()
}

/// The text in the first element below another that fits.
pub fn text_of(below: &Element, selector: &str) -> Option<String> {
    below
        .query_selector(selector)
        .ok()
        .flatten()?
        .text_content()
}

/// Gives an element the focus; the browser scrolls to it.
pub fn focus(element: Option<&HtmlElement>) {
    if let Some(element) = element {
        // Fails where the element is gone: then there is nothing to focus.
        let _ = element.focus();
    }
}
