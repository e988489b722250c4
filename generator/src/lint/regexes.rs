//! Regular expressions can be compiled, each once.

use std::collections::HashMap;

use regex::Regex;

use super::report::{Report, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::join;
use crate::positions::{Kind, Position};

/// The regular expressions of a description by their text; without a value if they cannot be compiled.
#[derive(Default)]
pub(super) struct Regexes {
    compiled: HashMap<String, Result<Regex, String>>,
}

impl Regexes {
    /// The compiled expression, or why there is none.
    pub(super) fn get(&mut self, pattern: &str) -> Result<&Regex, &str> {
        if !self.compiled.contains_key(pattern) {
            let compiled = Regex::new(pattern).map_err(|error| reason(&error));
            self.compiled.insert(pattern.to_owned(), compiled);
        }
        match self.compiled.get(pattern) {
            Some(Ok(regex)) => Ok(regex),
            Some(Err(reason)) => Err(reason),
            None => Err("it was not compiled"),
        }
    }

    /// Reports an expression that cannot be compiled.
    pub(super) fn check(&mut self, pattern: &str, pointer: &str, report: &mut Report<'_>) {
        if let Err(reason) = self.get(pattern) {
            let fault = Diagnostic::error(Code::InvalidRegex, format!("the regular expression is invalid: {reason}"))
                .at(report.span(pointer), "");
            report.push(pointer, fault);
        }
    }
}

/// The `pattern` of each schema; conditions have their own rule.
pub(super) fn check(positions: &[Position<'_>], regexes: &mut Regexes, report: &mut Report<'_>) {
    for position in positions.iter().filter(|position| position.kind == Kind::Schema) {
        if let Some(pattern) = text(position.value, "pattern") {
            regexes.check(pattern, &join(&position.pointer, "pattern"), report);
        }
    }
}

/// The last line of the message says what is wrong; the lines before it draw the expression once more.
fn reason(error: &regex::Error) -> String {
    let message = error.to_string();
    let last = message.lines().last().unwrap_or_default();
    last.strip_prefix("error: ").unwrap_or(last).to_owned()
}
