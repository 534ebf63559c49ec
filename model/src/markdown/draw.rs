//! Turns the parser's events into calls of the writer.

use super::MOST_LEVELS;
use super::plain::{lines, linked_lines};
use super::stand_in::undisguise;
use super::target::{self, Target};
use super::writer::{Element, Writer};
use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// Draws a disarmed source. `None` if it is nested too deep, or if no text would be seen.
pub fn draw(source: &str) -> Option<String> {
    let mut drawing = Drawing {
        source,
        ..Drawing::default()
    };
    for (event, range) in Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH).into_offset_iter()
    {
        match event {
            Event::Start(tag) => drawing.start(&tag, range)?,
            Event::End(_) => drawing.end(range.end),
            event => drawing.leaf(&event, range),
        }
    }
    drawing.flush();
    drawing.writer.finish()
}

/// What is to be done where something that has begun ends.
enum End {
    /// An element is closed.
    Close,
    /// A block is closed, and the next begins on a line of its own.
    CloseBlock,
    /// A block of code is closed.
    CloseCode,
    /// A link is closed; if nothing was written since a place, its address is its text.
    CloseLink(Target, usize),
    /// It is no Markdown of ours: what the source has after its last part is written, too.
    Source,
    /// Nothing.
    Nothing,
}

#[derive(Default)]
struct Drawing<'a> {
    source: &'a str,
    writer: Writer,
    ends: Vec<End>,
    /// Text that is not written yet: the parser parts text where an address is not to be parted.
    text: String,
    in_code: bool,
    in_link: bool,
    /// Up to where the source has been drawn.
    drawn: usize,
}

impl Drawing<'_> {
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> Option<()> {
        // A level of a list takes two: the list, and its item.
        if self.ends.len() >= 2 * MOST_LEVELS {
            return None;
        }
        let end = match tag {
            Tag::Paragraph
            | Tag::Heading { .. }
            | Tag::HtmlBlock
            | Tag::CodeBlock(CodeBlockKind::Indented) => self.block(Element::Paragraph),
            Tag::BlockQuote(_) => self.block(Element::Quote),
            Tag::List(None) => self.block(Element::List),
            Tag::List(Some(first)) => self.numbers(*first),
            Tag::Item => self.block(Element::Item),
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.code_block(info),
            Tag::Emphasis => self.inline(Element::Emphasis),
            Tag::Strong => self.inline(Element::Strong),
            // "~5 or ~6" is no strike: that takes two.
            Tag::Strikethrough if self.source_at(&range).starts_with("~~") => {
                self.inline(Element::Strike)
            }
            Tag::Strikethrough => self.as_source(&range, "~".len()),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.link(*link_type, dest_url, &range),
            Tag::Image { dest_url, .. } => self.image(dest_url, &range),
            _ => End::Nothing,
        };
        self.ends.push(end);
        Some(())
    }

    fn end(&mut self, at: usize) {
        match self.ends.pop() {
            Some(End::Close) => self.close(),
            Some(End::CloseBlock) => {
                // The end of a block's last line is not a line's end within it.
                self.text.truncate(self.text.trim_end_matches('\n').len());
                self.close();
                self.writer.new_line();
            }
            Some(End::CloseCode) => {
                self.close();
                self.writer.close();
                self.writer.new_line();
                self.in_code = false;
            }
            Some(End::CloseLink(target, begun)) => {
                self.flush();
                if self.writer.length() == begun {
                    self.writer.text(target.as_str());
                }
                self.writer.close();
                self.in_link = false;
            }
            Some(End::Source) => {
                let rest = self.source.get(self.drawn..at).unwrap_or_default();
                self.text.push_str(&undisguise(rest));
            }
            Some(End::Nothing) | None => {}
        }
        self.drawn = self.drawn.max(at);
    }

    fn leaf(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => {
                self.text.push_str(&undisguise(text))
            }
            Event::Code(code) => {
                self.flush();
                self.writer.open(Element::Code);
                self.writer.text(&undisguise(code));
                self.writer.close();
            }
            Event::SoftBreak | Event::HardBreak => self.text.push('\n'),
            Event::Rule => {
                self.block(Element::Paragraph);
                self.text
                    .push_str(undisguise(self.source_at(&range)).trim());
                self.close();
                self.writer.new_line();
            }
            // Extensions that are not switched on.
            _ => self.text.push_str(&undisguise(self.source_at(&range))),
        }
        self.drawn = self.drawn.max(range.end);
    }

    fn block(&mut self, element: Element) -> End {
        self.flush();
        self.writer.new_line();
        self.writer.open(element);
        End::CloseBlock
    }

    fn numbers(&mut self, first: u64) -> End {
        self.flush();
        self.writer.new_line();
        self.writer.open_numbers(first);
        End::CloseBlock
    }

    /// A fence may name its language, of which we make nothing. But people also begin the code
    /// itself there, and that must not be lost.
    fn code_block(&mut self, info: &str) -> End {
        self.block(Element::Verbatim);
        self.writer.open(Element::Code);
        self.in_code = true;
        let info = undisguise(info);
        let is_language = info.len() <= 20
            && info
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.'));
        if !is_language {
            self.text.push_str(&info);
            self.text.push('\n');
        }
        End::CloseCode
    }

    fn inline(&mut self, element: Element) -> End {
        self.flush();
        self.writer.open(element);
        End::Close
    }

    fn link(&mut self, kind: LinkType, address: &str, range: &Range<usize>) -> End {
        let address = undisguise(address);
        let (target, opener) = match kind {
            LinkType::Email => (target::of_mailbox(&format!("mailto:{address}")), "<"),
            LinkType::Autolink => (target::of(&address), "<"),
            _ => (target::of(&address), "["),
        };
        self.link_to(target, range, opener.len())
    }

    /// A reader's page loads no picture that a commenter chose: it would tell the commenter who
    /// reads. The picture is one click away.
    fn image(&mut self, address: &str, range: &Range<usize>) -> End {
        self.link_to(target::of(&undisguise(address)), range, "![".len())
    }

    fn link_to(&mut self, target: Option<Target>, range: &Range<usize>, opener: usize) -> End {
        match target {
            Some(target) if !self.in_link => {
                self.flush();
                self.in_link = true;
                self.writer.open_link(&target);
                End::CloseLink(target, self.writer.length())
            }
            _ => self.as_source(range, opener),
        }
    }

    /// Shows Markdown as the text it is, with what stands in it drawn.
    fn as_source(&mut self, range: &Range<usize>, opener: usize) -> End {
        let opened = range.start + opener;
        self.text.push_str(&undisguise(
            self.source.get(range.start..opened).unwrap_or_default(),
        ));
        self.drawn = self.drawn.max(opened);
        End::Source
    }

    fn source_at(&self, range: &Range<usize>) -> &str {
        self.source.get(range.clone()).unwrap_or_default()
    }

    fn close(&mut self) {
        self.flush();
        self.writer.close();
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if self.in_code {
            self.writer.text(&text);
        } else if self.in_link {
            lines(&mut self.writer, &text);
        } else {
            linked_lines(&mut self.writer, &text);
        }
    }
}
