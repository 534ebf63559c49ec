//! "Useful": one vote a comment. It shows at once, and is taken back where the server does not
//! count it.

use web_sys::{Element, HtmlElement};

use super::json::Json;
use super::list::List;
use super::section::Section;
use super::{dom, focus, post};
use crate::words::message;

const PRESSED: &str = "aria-pressed";
const BUSY: &str = "aria-busy";

fn list(section: &Section) -> List<'_> {
    List::of_thread(section, "votes")
}

/// Shows which comments this reader found useful. A published page may be older than a vote: it
/// then shows the score that the vote had led to.
pub fn mark(section: &Section) {
    for vote in list(section).entries() {
        let row = vote.text("id").and_then(|id| focus::element(section, &id));
        let Some(button) = row.as_ref().and_then(button) else {
            continue;
        };
        let score = vote.small("score").max(score(&button));
        draw(&button, true, score);
    }
}

fn button(row: &HtmlElement) -> Option<Element> {
    dom::find(row, ".useful")
}

fn score(button: &Element) -> u32 {
    let text = dom::text_of(button, ".score").unwrap_or_default();
    text.parse().unwrap_or_default()
}

fn is_pressed(button: &Element) -> bool {
    button.get_attribute(PRESSED).as_deref() == Some("true")
}

fn draw(button: &Element, pressed: bool, score: u32) {
    let _ = button.set_attribute(PRESSED, if pressed { "true" } else { "false" });
    if let Some(place) = dom::find::<Element>(button, ".score") {
        let text = score.to_string();
        place.set_text_content((score > 0).then_some(&*text));
    }
}

/// The button was pressed. While a vote is on its way, only what is wished changes.
pub fn toggle(section: &Section, button: &Element) {
    let Some(id) = focus::row_around(button) else {
        return;
    };
    if button.get_attribute("aria-disabled").is_some() {
        return;
    }
    let wished = !is_pressed(button);
    draw(button, wished, changed(score(button), !wished, wished));
    if button.has_attribute(BUSY) {
        return;
    }
    let _ = button.set_attribute(BUSY, "true");
    send(section, id, button.clone(), !wished);
}

/// Sends what is wished, as often as the reader changes their mind meanwhile.
fn send(section: &Section, id: String, button: Element, was: bool) {
    let wished = is_pressed(&button);
    if wished == was {
        let _ = button.remove_attribute(BUSY);
        return;
    }
    let ask = post::about(section).number("value", u8::from(wished).into());
    let path = format!("comments/{id}/vote");
    section.post(&path, ask, move |section, answer| match answer {
        Ok(answer) => {
            let score = answer.small("score");
            remember(section, &id, wished, score);
            if is_pressed(&button) == wished {
                draw(&button, wished, score);
            }
            send(section, id, button, wished);
        }
        Err(failure) => {
            let score = changed(score(&button), is_pressed(&button), was);
            draw(&button, was, score);
            section.say(&failure.detail(section.word(message::VOTE_FAILED)));
            send(section, id, button, was);
        }
    });
}

fn remember(section: &Section, id: &str, wished: bool, score: u32) {
    if wished {
        list(section).put(id, Json::default().number("score", score.into()));
    } else {
        list(section).take(id);
    }
}

/// A score as it is when this reader's vote was one way and is another.
fn changed(score: u32, was: bool, is: bool) -> u32 {
    (score + u32::from(is)).saturating_sub(u32::from(was))
}
