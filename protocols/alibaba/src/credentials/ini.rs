//! The credentials file of the official SDKs, in the part of the INI format that all of them read.
//!
//! The crates that read INI copy each value into texts that nobody overwrites; here a section is a view of the one
//! text, which is overwritten when it is dropped.

use std::collections::BTreeMap;

use super::CredentialsError;

/// A section of a file.
pub(super) struct Section<'a> {
    /// What errors call it.
    place: String,
    values: BTreeMap<&'a str, &'a str>,
}

impl<'a> Section<'a> {
    /// Looks for a section: lines of `name = value` or `name: value` after `[section]`. `#` or `;` begins a comment,
    /// at the beginning of a line or after a blank.
    pub(super) fn find(text: &'a str, name: &str, file: &str) -> Result<Self, CredentialsError> {
        let mut values = None;
        let mut current = "";
        let mut known = Vec::new();
        for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
            let line = without_comment(line).trim();
            // What a line holds may be a secret.
            let wrong = |what| CredentialsError::new(format!("{file}, line {number}, {what}"));
            if let Some(header) = line.strip_prefix('[') {
                current = header.strip_suffix(']').ok_or_else(|| wrong("is not a section: it has no `]`"))?.trim();
                known.push(format!("`{current}`"));
                if current == name {
                    values.get_or_insert_with(BTreeMap::new);
                }
            } else if !line.is_empty() {
                let (key, value) = line.split_once(['=', ':']).ok_or_else(|| wrong("has neither `=` nor `:`"))?;
                if let (true, Some(values)) = (current == name, &mut values) {
                    values.insert(key.trim(), value.trim());
                }
            }
        }
        match values {
            Some(values) => Ok(Section { place: format!("the section `{name}` of {file}"), values }),
            None if known.is_empty() => Err(CredentialsError::new(format!("{file} has no sections"))),
            None => {
                let message = format!("{file} has no section `{name}`, only {}", known.join(", "));
                Err(CredentialsError::new(message))
            }
        }
    }

    /// What errors call the section.
    pub(super) fn place(&self) -> &str {
        &self.place
    }

    /// A value that is not empty.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.values.get(name).copied().filter(|value| !value.is_empty())
    }

    /// A value that has to be there.
    pub(super) fn required(&self, name: &str) -> Result<&'a str, CredentialsError> {
        self.get(name).ok_or_else(|| CredentialsError::new(format!("{} has no `{name}`", self.place)))
    }
}

fn without_comment(line: &str) -> &str {
    let mut before = ' ';
    let start = line.char_indices().find(|(_, character)| {
        let begins = matches!(character, '#' | ';') && before.is_whitespace();
        before = *character;
        begins
    });
    start.and_then(|(position, _)| line.get(..position)).unwrap_or(line)
}
