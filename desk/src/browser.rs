//! What the desk asks of the browser besides HTTP.

use std::pin::Pin;

use js_sys::{Date, Object, Promise, Reflect};
use leptos::prelude::*;
use postil_model::{CommentId, Millis};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, Element, FocusOptions, HtmlAnchorElement, HtmlElement, Storage, Url,
};

use crate::words;

#[wasm_bindgen]
extern "C" {
    /// Writes moments. Making one is dear, so there is one for all.
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Clock;

    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DateTimeFormat")]
    fn new(language: &str, options: &JsValue) -> Clock;

    #[wasm_bindgen(method)]
    fn format(this: &Clock, moment: f64) -> String;
}

thread_local! {
    static CLOCK: Clock = {
        let options = Object::new();
        for (name, value) in [("dateStyle", "medium"), ("timeStyle", "short")] {
            // A plain object takes any property.
            let _ = Reflect::set(&options, &name.into(), &value.into());
        }
        Clock::new(words::language(), &options)
    };
}

/// A moment in the language of the desk and in the time of this browser.
#[allow(clippy::cast_precision_loss, reason = "a time is far below 2^52")]
pub fn moment(at: Millis) -> String {
    CLOCK.with(|clock| clock.format(at as f64))
}

/// A moment as `<time datetime>` has it.
#[allow(clippy::cast_precision_loss, reason = "a time is far below 2^52")]
pub fn iso(at: Millis) -> String {
    let date = Date::new(&JsValue::from_f64(at as f64));
    date.to_iso_string().into()
}

/// Lets something go on beside the rest. What runs it is compiled for one type instead of for each.
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    spawn_local(work);
}

/// Milliseconds since the page began, or since 1970: differences alone matter.
pub fn now() -> f64 {
    Date::now()
}

/// A moment as the rest of the world has it.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a moment of our days is a whole number that is not negative"
)]
pub fn millis(moment: f64) -> Millis {
    moment as Millis
}

/// Waits for so many milliseconds.
#[allow(
    clippy::cast_possible_truncation,
    reason = "nobody waits for longer than such a number"
)]
pub async fn sleep(milliseconds: f64) {
    let timer = Promise::new(&mut |done, _| {
        // Fails in no browser.
        let _ = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(&done, milliseconds as i32);
    });
    // It is never refused.
    let _ = JsFuture::from(timer).await;
}

/// A new id, a UUID of version 7.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the present is a whole number that is not negative"
)]
pub fn new_id() -> String {
    let mut random = [0; 10];
    if let Ok(crypto) = window().crypto() {
        // Fails for more than 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut random);
    }
    CommentId::new_v7(now() as Millis, random)
        .as_str()
        .to_owned()
}

/// The origin of the Worker, which is the desk's own.
pub fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

/// What stands behind the `#` of the address.
pub fn fragment() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.trim_start_matches('#').to_owned()
}

/// Takes what stands behind the `#` out of the address bar and out of the history.
pub fn drop_fragment() {
    if let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) {
        // A browser that refuses leaves a token there, which is spent in a moment.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&path));
    }
}

/// Changes what stands behind the `#`, without a step in the history: "back" leads to where one was.
pub fn replace(link: &str) {
    if let Ok(history) = window().history() {
        // Fails for an address of another origin only.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(link));
    }
}

/// Puts the focus on the first element that fits, and scrolls as little as shows it.
pub fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        focus_on(&element);
    }
}

/// Puts the focus on an element, and scrolls as little as shows it.
pub fn focus_on(element: &HtmlElement) {
    focus_still(element);
    show(element);
}

/// Does something that draws elements anew, and puts the focus on the one that has the name (`id`)
/// of that which had it.
pub fn keep_focus(work: impl FnOnce() + 'static) {
    let focused = document().active_element().map(|element| element.id());
    work();
    let Some(id) = focused.filter(|id| !id.is_empty()) else {
        return;
    };
    spawn(async move {
        leptos::task::tick().await;
        focus_again(&format!("#{id}"));
    });
}

/// Puts the focus on the first element that fits, once all is drawn, if nothing has it: what had it
/// is hidden now.
pub fn catch_focus(selector: &'static str) {
    spawn(async move {
        leptos::task::tick().await;
        let document = document();
        if document.active_element() == document.body().map(Element::from) {
            focus_again(selector);
        }
    });
}

/// Puts the focus where it was before elements were drawn anew, and scrolls nowhere.
pub fn focus_again(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        focus_still(&element);
    }
}

fn focus_still(element: &HtmlElement) {
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    // An element that takes no focus keeps what had it.
    let _ = element.focus_with_options(&still);
}

/// Scrolls as little as shows an element.
pub fn show(element: &Element) {
    let nearest = web_sys::ScrollIntoViewOptions::new();
    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// Whether the page can be seen.
pub fn is_visible() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Visible
}

/// Puts a text onto the clipboard; false where the browser has none or refuses.
pub async fn copy(text: &str) -> bool {
    let clipboard = window().navigator().clipboard();
    !JsValue::from(clipboard.clone()).is_undefined()
        && JsFuture::from(clipboard.write_text(text)).await.is_ok()
}

/// Saves a text as a file of this name and media type. A browser that refuses says so itself.
pub fn save(name: &str, media_type: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    if let Some(file) = file(media_type, &parts) {
        save_file(name, &file);
    }
}

/// A file of this media type, of texts.
pub fn file(media_type: &str, parts: &js_sys::Array) -> Option<Blob> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    Blob::new_with_str_sequence_and_options(parts, &kind).ok()
}

/// Saves a file under this name.
pub fn save_file(name: &str, file: &Blob) {
    if let Ok(address) = Url::create_object_url_with_blob(file) {
        if let Ok(link) = document().create_element("a")
            && let Ok(link) = link.dyn_into::<HtmlAnchorElement>()
        {
            link.set_href(&address);
            link.set_download(name);
            link.click();
        }
        // An address that is known is always taken back.
        let _ = Url::revoke_object_url(&address);
    }
}

/// What a file says, if it can be read.
pub async fn text_of(file: &Blob) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}

/// What is remembered under a name on this browser.
pub fn remembered(name: &str) -> Option<String> {
    storage()?.get_item(&format!("postil-desk:{name}")).ok()?
}

/// Remembers something on this browser, where it allows that.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // Full or blocked: then it is forgotten with the page.
        let _ = storage.set_item(&format!("postil-desk:{name}"), value);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Presses the first link or button that fits.
pub fn press(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Goes to a part of the desk.
pub fn go(link: &str) {
    // A fragment is never refused.
    let _ = window().location().set_hash(link);
}
