//! Texts that are Markdown of their own: paragraphs, lists, tables, blocks of code.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::characters::visible;
use super::links::{bare_urls, is_harmless};

/// What is after a text while it is tried.
const AFTER: &str = "What follows.";

/// How often a text is read before it is taken as it is, in a block of text. Each time removes a layer of what it hides.
const READINGS: usize = 16;

/// A text as blocks of Markdown that mean the same wherever they are, with blank lines around them: blocks of code are
/// text that nobody runs, HTML is shown as it is written, and only what leads to a page is a link.
pub(crate) fn block(text: &str) -> String {
    let mut text = visible(text);
    text.truncate(text.trim_end().len());
    let start = text.len() - text.trim_start_matches('\n').len();
    text.drain(..start);
    for _ in 0..READINGS {
        let edits = edits(&text);
        if edits.is_empty() {
            return if is_closed(&text) { text } else { as_it_is(&text) };
        }
        text = edited(&text, edits);
    }
    as_it_is(&text)
}

/// The reader of rustdoc, with its options.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// A part of the text, and what is there instead.
type Edit = (Range<usize>, String);

fn edits(text: &str) -> Vec<Edit> {
    let parser = Parser::new_ext(text, options());
    // A definition would change what a link elsewhere leads to.
    let definitions = parser.reference_definitions().iter();
    let mut edits: Vec<Edit> = definitions.map(|(_, definition)| before(definition.span.start)).collect();
    let (mut indented, mut in_code, mut links) = (false, false, 0_usize);
    for (event, range) in parser.into_offset_iter() {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => links += 1,
            Event::End(TagEnd::Link | TagEnd::Image) => links = links.saturating_sub(1),
            _ => {}
        }
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info != "text" => {
                edits.extend(language(text, range));
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => indented = true,
            Event::End(TagEnd::CodeBlock) => indented = false,
            Event::Text(_) if indented => edits.extend(less_indentation(text, range)),
            Event::Text(_) if !in_code && links == 0 => {
                edits.extend(brackets(text, range.clone()));
                edits.extend(bare_urls(text, range).map(|url| (url.clone(), format!("<{}>", &text[url]))));
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                let marks = text.get(range.clone()).unwrap_or_default().match_indices('<');
                edits.extend(marks.map(|(at, _)| before(range.start + at)));
            }
            Event::Start(Tag::FootnoteDefinition(_)) | Event::FootnoteReference(_) => edits.push(before(range.start)),
            // Behind it some versions of the reader begin a block, and others do not.
            Event::TaskListMarker(_) => edits.push(before(range.start)),
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) if !is_harmless(&dest_url) => {
                edits.push(before(range.start));
            }
            _ => {}
        }
    }
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    edits.dedup_by(|a, b| a.0.start < b.0.end || a.0 == b.0);
    edits
}

/// An escape before a character.
fn before(at: usize) -> Edit {
    (at..at, "\\".to_owned())
}

/// An escape before each bracket that rustdoc could take for the beginning of a link to an item: `[JWK]`.
fn brackets(text: &str, range: Range<usize>) -> impl Iterator<Item = Edit> {
    let starts = range.start;
    let part = text.get(range).unwrap_or_default();
    let is_free = move |at: &usize| {
        let before = text.get(..*at).unwrap_or_default();
        (before.len() - before.trim_end_matches('\\').len()).is_multiple_of(2)
    };
    part.match_indices('[').map(move |(at, _)| starts + at).filter(is_free).map(before)
}

/// `text` for what the fence says.
fn language(text: &str, block: Range<usize>) -> Option<Edit> {
    let code = text.get(block.start..)?;
    let fence = code.trim_start_matches([' ', '\t']);
    let run = fence.trim_start_matches(['`', '~']);
    let start = block.start + code.len() - run.len();
    let end = start + run.find('\n').unwrap_or(run.len());
    Some((start..end, "text".to_owned()))
}

/// Three blanks before a line that has so many that it is code.
fn less_indentation(text: &str, line: Range<usize>) -> Option<Edit> {
    let blanks = |c: char| matches!(c, ' ' | '\t');
    let start = text.get(..line.start)?.trim_end_matches(blanks).len();
    let rest = text.get(line.start..)?;
    let end = line.start + rest.len() - rest.trim_start_matches(blanks).len();
    (text.get(start..end)? != "   ").then(|| (start..end, "   ".to_owned()))
}

fn edited(text: &str, edits: Vec<Edit>) -> String {
    let mut edited = String::with_capacity(text.len() + edits.len() * 4);
    let mut at = 0;
    for (range, instead) in edits {
        edited.push_str(text.get(at..range.start).unwrap_or_default());
        edited.push_str(&instead);
        at = range.end;
    }
    edited.push_str(text.get(at..).unwrap_or_default());
    edited
}

/// Whether a paragraph after the text is one.
fn is_closed(text: &str) -> bool {
    let with_more = format!("{text}\n\n{AFTER}\n");
    let mut events = Parser::new_ext(&with_more, options()).collect::<Vec<_>>().into_iter().rev();
    let closed = matches!(events.next(), Some(Event::End(TagEnd::Paragraph)))
        && matches!(events.next(), Some(Event::Text(last)) if &*last == AFTER)
        && matches!(events.next(), Some(Event::Start(Tag::Paragraph)));
    // A paragraph of a quote or a list is closed by the end of that.
    let depth = events.fold(0_i32, |depth, event| match event {
        Event::End(_) => depth + 1,
        Event::Start(_) => depth - 1,
        _ => depth,
    });
    closed && depth == 0
}

/// The text in a block that nothing in it closes.
fn as_it_is(text: &str) -> String {
    shown("text", text)
}

/// A block of code in a language, which nothing in it closes.
pub(crate) fn shown(language: &str, code: &str) -> String {
    let code = visible(code);
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}", code.trim_end())
}
