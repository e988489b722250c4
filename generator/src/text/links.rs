//! Where the links of a description lead. One that has no address of its own would lead from a page of a description to
//! nowhere, since generated texts are elsewhere.

use std::ops::Range;

/// What the address of a page begins with.
const SCHEMES: [&str; 2] = ["http://", "https://"];

/// Whether a link leads to a page and runs nothing.
pub(super) fn is_harmless(target: &str) -> bool {
    let scheme = target.split(['/', '?', '#']).next().unwrap_or_default();
    match scheme.split_once(':') {
        Some((scheme, _)) => ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()),
        None => false,
    }
}

/// How long the address is that a text begins with; `None` if it begins with none.
pub(super) fn url_length(text: &str) -> Option<usize> {
    let scheme = SCHEMES.iter().find(|scheme| text.starts_with(**scheme))?;
    let ends = |c: char| !c.is_ascii_graphic() || "<>\"'()[]{}|\\^`".contains(c);
    let url = text.get(..text.find(ends).unwrap_or(text.len()))?;
    // What ends the sentence, or the emphasis.
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']);
    url.get(scheme.len()..)?.starts_with(|c: char| c.is_ascii_alphanumeric()).then_some(url.len())
}

/// The addresses that begin in a part of a text.
pub(super) fn bare_urls(text: &str, part: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let start = part.start;
    let inside = text.get(part).unwrap_or_default();
    let found = inside.match_indices("http").filter_map(move |(at, _)| {
        let at = start + at;
        Some(at..at + url_length(text.get(at..)?)?)
    });
    let mut end = 0;
    found.filter(move |url| {
        let is_next = url.start >= end;
        end = end.max(url.end);
        is_next
    })
}

/// The link that a text begins with, `[label](url)`: its label and its address. Only one whose label is plain text.
pub(super) fn link(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let is_plain = !label.trim().is_empty() && !label.contains(['[', ']', '<', '`', '\\', '|']);
    let url = rest.get(..url_length(rest)?)?;
    (is_plain && rest.get(url.len()..)?.starts_with(')')).then_some((label, url))
}
