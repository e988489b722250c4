//! How values become text in the styles of OpenAPI (3.0.3, 4.7.12.2), which are those of RFC 6570.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::serialize::text;
use crate::wire::percent::percent_encode;
use crate::{Location, Parameter, Style};

/// A text, and how it is written in a URL if that is not only percent-encoded: a delimiter is not, what it is between is.
pub(super) struct Written {
    pub(super) name: Cow<'static, str>,
    pub(super) plain: String,
    pub(super) encoded: Option<String>,
}

/// The texts of a value, which has the name of its parameter or one of its own.
pub(super) fn texts(
    parameter: &'static Parameter,
    name: Cow<'static, str>,
    mut value: Value,
    mut found: impl FnMut(Written),
) {
    if parameter.style == Style::Json {
        return found(Written { name, plain: text(value), encoded: None });
    }
    if let Value::Array(items) = &mut value {
        // Null is not a text.
        items.retain(|item| !item.is_null());
        if items.is_empty() {
            return;
        }
    }
    let is_separate =
        parameter.explode && matches!(parameter.style, Style::Form | Style::SpaceDelimited | Style::PipeDelimited);
    let encoded = |plain: &str| parameter.allow_reserved.then(|| keeping_reserved(plain));
    let mut pair = |name: Cow<'static, str>, plain: String| {
        let encoded = encoded(&plain);
        found(Written { name, plain, encoded });
    };
    match value {
        Value::Array(items) if is_separate => {
            items.into_iter().for_each(|item| pair(name.clone(), text(item)));
        }
        Value::Object(members) if is_separate => {
            members.into_iter().for_each(|(key, member)| pair(Cow::Owned(key), text(member)));
        }
        value @ (Value::Array(_) | Value::Object(_)) if parameter.style == Style::DeepObject => {
            deep(&mut name.into_owned(), value, &mut pair);
        }
        value => {
            let (plain, encoded) = joined(parameter, value);
            // A header is not encoded, and of the simple style only a path has delimiters that are not.
            let is_whole = parameter.location == Location::Header
                || (parameter.style == Style::Simple && parameter.location != Location::Path);
            found(Written { name, plain, encoded: encoded.filter(|_| !is_whole) });
        }
    }
}

/// A pair for each leaf: `filter[color]`, `filter[sizes][0]`.
fn deep(name: &mut String, value: Value, pair: &mut impl FnMut(Cow<'static, str>, String)) {
    let length = name.len();
    let mut below = |step: &str, value: Value| {
        name.push_str(&format!("[{step}]"));
        deep(name, value, pair);
        name.truncate(length);
    };
    match value {
        Value::Object(members) => members.into_iter().for_each(|(key, member)| below(&key, member)),
        Value::Array(items) => {
            items.into_iter().enumerate().for_each(|(index, item)| below(&index.to_string(), item));
        }
        scalar => pair(Cow::Owned(name.clone()), text(scalar)),
    }
}

/// One text for the whole value, as it is and as a URL has it.
fn joined(parameter: &Parameter, value: Value) -> (String, Option<String>) {
    let Parameter { name, style, explode, .. } = *parameter;
    // What is before the first item, and what is between two.
    let (prefix, delimiter) = match (style, explode) {
        (Style::Label, true) => (".".to_owned(), "."),
        (Style::Label, false) => (".".to_owned(), ","),
        (Style::Matrix, true) => (";".to_owned(), ";"),
        (Style::Matrix, false) => (format!(";{name}="), ","),
        (Style::SpaceDelimited, _) => (String::new(), " "),
        (Style::PipeDelimited, _) => (String::new(), "|"),
        _ => (String::new(), ","),
    };
    let is_matrix = style == Style::Matrix;
    let pieces: Vec<(Option<String>, String)> = match value {
        // Each item of an exploded matrix has the name before it.
        Value::Array(items) => {
            let named = (is_matrix && explode).then(|| name.to_owned());
            items.into_iter().map(|item| (named.clone(), text(item))).collect()
        }
        Value::Object(members) if explode => {
            members.into_iter().map(|(key, member)| (Some(key), text(member))).collect()
        }
        Value::Object(members) => {
            members.into_iter().flat_map(|(key, member)| [(None, key), (None, text(member))]).collect()
        }
        scalar if is_matrix && explode => vec![(Some(name.to_owned()), text(scalar))],
        scalar => vec![(None, text(scalar))],
    };
    let is_plain = pieces.len() == 1 && prefix.is_empty() && pieces.iter().all(|(key, _)| key.is_none());
    let join = |write: &dyn Fn(&str) -> String, delimiter: &str| {
        let pieces = pieces.iter().map(|(key, piece)| match key {
            Some(key) => format!("{}={}", write(key), write(piece)),
            None => write(piece),
        });
        format!("{prefix}{}", pieces.collect::<Vec<_>>().join(delimiter))
    };
    let plain = join(&str::to_owned, delimiter);
    let write: &dyn Fn(&str) -> String = if parameter.allow_reserved { &keeping_reserved } else { &percent_encode };
    // A blank and a bar are not characters of a URL.
    let in_url = match delimiter {
        " " => "%20",
        "|" => "%7C",
        other => other,
    };
    let encoded = (!is_plain || parameter.allow_reserved).then(|| join(write, in_url));
    (plain, encoded)
}

/// What is encoded in the value of a query although reserved characters are kept: what would end the value, and what is not a
/// character of a URL.
const ENDING: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';');

fn keeping_reserved(text: &str) -> String {
    utf8_percent_encode(text, ENDING).to_string()
}
