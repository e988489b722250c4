//! Reads an XML response into a type.

use quick_xml::Reader;
use quick_xml::events::Event;
use serde::de::DeserializeOwned;

/// Elements in elements. A type that describes itself could otherwise nest until the stack is full.
const MAX_DEPTH: usize = 64;

/// Why a document could not be read.
pub(crate) enum Misread {
    /// It ends before its root element does.
    Truncated,
    /// It is not well-formed, or too deep.
    Malformed,
    /// It is well-formed, but not of the type; the words of the reader, which may quote a value.
    Misfit(String),
}

/// A type whose field is the root element: `{"ListAllMyBucketsResult": {…}}`.
pub(crate) fn decode<T: DeserializeOwned>(document: &str) -> Result<T, Misread> {
    let root = root(document)?;
    quick_xml::de::from_str(&format!("<document>{root}</document>")).map_err(|error| Misread::Misfit(error.to_string()))
}

/// The root element of a document, without declaration and comments around it.
fn root(document: &str) -> Result<&str, Misread> {
    let mut reader = Reader::from_str(document);
    let mut start = None;
    let mut depth = 0_usize;
    loop {
        let before = position(&reader);
        let event = reader.read_event().map_err(|error| match super::read::unreadable(&error) {
            super::Unreadable::Truncated => Misread::Truncated,
            super::Unreadable::Malformed => Misread::Malformed,
        })?;
        match event {
            Event::Start(_) if depth == MAX_DEPTH => return Err(Misread::Malformed),
            Event::Start(_) => {
                start.get_or_insert(before);
                depth += 1;
            }
            Event::End(_) => depth = depth.checked_sub(1).ok_or(Misread::Malformed)?,
            Event::Empty(_) => {
                start.get_or_insert(before);
            }
            Event::Eof => return Err(Misread::Truncated),
            _ => continue,
        }
        if depth == 0
            && let Some(start) = start
        {
            return document.get(start..position(&reader)).ok_or(Misread::Malformed);
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}
