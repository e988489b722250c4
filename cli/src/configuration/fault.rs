//! What is wrong with a `twinspec.yaml`, and where.

use std::path::Path;
use std::str::FromStr;

use twinspec_generator::diagnostics::{Code, Diagnostic, Diagnostics, File, Files, Span, nearest};

use super::keys::{Configuration, FILE};

/// A `twinspec.yaml` has a fault: the file, and what is wrong where.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .1.render(.0, false).trim_end())]
pub struct Misconfigured(pub Files, pub Diagnostics);

impl FromStr for Configuration {
    type Err = Misconfigured;

    fn from_str(text: &str) -> Result<Self, Misconfigured> {
        parsed(Path::new(FILE), text.as_bytes().to_vec())
    }
}

/// What a file says.
pub(super) fn parsed(path: &Path, text: Vec<u8>) -> Result<Configuration, Misconfigured> {
    let file = File::new(path, text);
    // An empty file says nothing, and so does one of comments.
    let error = match serde_saphyr::from_str::<Option<Configuration>>(file.text()) {
        Ok(configuration) => return Ok(configuration.unwrap_or_default()),
        Err(error) => error,
    };
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    let place = error.location().filter(|place| place.line() > 0);
    let (start, end) = place.map_or((0, 0), |place| word(file.text(), number(place.line()), number(place.column())));
    let mut files = Files::default();
    let span = Span { file: files.add(file), start, end };
    let (message, help) = problem(error.without_snippet());
    let mut diagnostic = Diagnostic::error(Code::Misconfigured, message).at(span, "here");
    if let Some(help) = help {
        diagnostic = diagnostic.help(help);
    }
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic);
    Err(Misconfigured(files, diagnostics))
}

/// What is wrong, and what helps.
fn problem(error: &serde_saphyr::Error) -> (String, Option<String>) {
    use serde_saphyr::Error;
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            let help = match nearest(field, expected.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the keys here are: {}", expected.join(", ")),
            };
            (format!("there is no key `{field}`"), Some(help))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            (format!("`{variant}` is not one of the values"), Some(format!("they are: {}", expected.join(", "))))
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            (format!("the key `{key}` appears twice"), Some("remove one of them".to_owned()))
        }
        Error::Unexpected { expected: "sequence start", .. } => ("a list is expected here".to_owned(), None),
        Error::Unexpected { expected: "mapping start", .. } => ("keys with values are expected here".to_owned(), None),
        Error::Unexpected { expected: "string scalar", .. } => ("a text is expected here".to_owned(), None),
        other => {
            let text = other.to_string();
            let text = text.split_once(" at line ").map_or(text.as_str(), |(problem, _)| problem);
            (text.lines().next().unwrap_or_default().to_owned(), None)
        }
    }
}

/// The word at a line and a column, both counted from 1: its first byte, and one past its last.
fn word(text: &str, line: usize, column: usize) -> (usize, usize) {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    let indent: usize = rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    let start = before + indent;
    let rest = text.get(start..).unwrap_or_default();
    let length = rest.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(rest.len());
    (start, start + length.max(1).min(rest.len()))
}
