//! What every part of the importer works with: the place in the source, and the report.

use std::collections::HashMap;

use super::context::left_out;
use super::kind::Kind;
use super::report::{Repaired, Unknown};
use super::{Context, Data, Repair, Report};

/// The place in the source, and the report.
#[derive(Debug, Default)]
pub(super) struct Importer {
    pub(super) report: Report,
    /// The components of the source, and what kind of value each is.
    pub(super) components: HashMap<String, Kind>,
    path: Vec<String>,
}

/// An object of the source. What is taken from it is dealt with; what stays is reported at the end.
#[derive(Debug)]
pub(super) struct Fields {
    context: Context,
    entries: Vec<(String, Data)>,
}

impl Importer {
    /// Visits what is one step further down.
    pub(super) fn at<T>(&mut self, step: impl Into<String>, visit: impl FnOnce(&mut Self) -> T) -> T {
        self.enter(step.into());
        let result = visit(self);
        self.leave();
        result
    }

    /// Goes one step further down.
    pub(super) fn enter(&mut self, step: String) {
        self.path.push(step);
    }

    /// Goes back up.
    pub(super) fn leave(&mut self) {
        self.path.pop();
    }

    /// The place as a JSON pointer.
    fn place(&self) -> String {
        // RFC 6901.
        self.path.iter().map(|step| format!("/{}", step.replace('~', "~0").replace('/', "~1"))).collect()
    }

    /// Notes that something was repaired here.
    pub(super) fn repaired(&mut self, repair: Repair) {
        let place = self.place();
        self.report.repairs.push(Repaired { repair, place });
    }

    /// Notes that something was repaired at a key.
    pub(super) fn repaired_at(&mut self, key: &str, repair: Repair) {
        self.at(key, |this| this.repaired(repair));
    }

    /// Notes a value that is not known.
    pub(super) fn unknown(&mut self, what: impl Into<String>) {
        let place = self.place();
        self.report.unknown.push(Unknown { place, what: what.into() });
    }

    /// The fields of an object; none, with a note, if it is not an object.
    pub(super) fn fields(&mut self, context: Context, data: Data) -> Fields {
        let entries = match data {
            Data::Map(entries) => entries,
            Data::Null => Vec::new(),
            _ => {
                self.unknown(format!("a {context} that is not a mapping"));
                Vec::new()
            }
        };
        Fields { context, entries }
    }

    /// Notes what was not taken from an object.
    pub(super) fn finish(&mut self, fields: Fields) {
        for (key, value) in fields.entries {
            match left_out(fields.context, &key, &value) {
                Some(entry) => *self.report.left_out.entry((entry.context, entry.key)).or_default() += 1,
                None => self.at(key.clone(), |this| this.unknown(format!("the key `{key}`"))),
            }
        }
    }

    /// Notes that a key was left out.
    pub(super) fn left_out(&mut self, context: Context, key: &str) {
        match left_out(context, key, &Data::Null) {
            Some(entry) => *self.report.left_out.entry((entry.context, entry.key)).or_default() += 1,
            None => self.at(key, |this| this.unknown(format!("the key `{key}`"))),
        }
    }

    /// The text of a key, cleaned; none if it says nothing.
    pub(super) fn text(&mut self, fields: &mut Fields, key: &str) -> Option<String> {
        match fields.take(key)? {
            Data::Text(text) => self.at(key, |this| this.cleaned(text)),
            Data::Null => None,
            _ => {
                self.repaired_at(key, Repair::TextOfAnotherType);
                None
            }
        }
    }

    /// A text without what cannot be shown, without blanks around it, and with links that lead somewhere.
    pub(super) fn cleaned(&mut self, text: String) -> Option<String> {
        let text = self.readable(text);
        let text = self.linked(text);
        let trimmed = text.trim();
        (!trimmed.is_empty()).then(|| trimmed.to_owned())
    }

    /// Takes out control characters, and makes line feeds of other line ends.
    pub(super) fn readable(&mut self, text: String) -> String {
        let mut text = text;
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
            self.repaired(Repair::CarriageReturn);
        }
        let hidden = |c: char| {
            (c.is_control() && !matches!(c, '\n' | '\t')) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
        };
        if text.contains(hidden) {
            text.retain(|c| !hidden(c));
            self.repaired(Repair::ControlCharacter);
        }
        text
    }

    /// Gives links to documents the address of the document.
    fn linked(&mut self, text: String) -> String {
        const BEFORE: &str = "](~~";
        if !text.contains(BEFORE) {
            return text;
        }
        let mut parts = text.split(BEFORE);
        let mut linked = parts.next().unwrap_or_default().to_owned();
        let mut repaired = false;
        for part in parts {
            match part.split_once("~~") {
                Some((page, rest))
                    if page.starts_with(|c: char| c.is_ascii_digit()) && rest.starts_with([')', '#']) =>
                {
                    let (page, anchor) = page
                        .split_once('#')
                        .map_or((page, String::new()), |(page, anchor)| (page, format!("#{anchor}")));
                    linked
                        .push_str(&format!("](https://www.alibabacloud.com/help/doc-detail/{page}.htm{anchor}{rest}"));
                    repaired = true;
                }
                _ => {
                    linked.push_str(BEFORE);
                    linked.push_str(part);
                }
            }
        }
        if repaired {
            self.repaired(Repair::DocumentLink);
        }
        linked
    }

    /// Whether a key says `true`.
    pub(super) fn flag(&mut self, fields: &mut Fields, key: &str) -> bool {
        match fields.take(key) {
            Some(Data::Bool(flag)) => flag,
            Some(Data::Text(text)) if text == "true" => true,
            None | Some(Data::Null | Data::Text(_)) => false,
            Some(_) => {
                self.at(key, |this| this.unknown("a value that is neither true nor false"));
                false
            }
        }
    }

    /// The texts of a list.
    pub(super) fn texts(&mut self, fields: &mut Fields, key: &str) -> Vec<String> {
        let items = match fields.take(key) {
            Some(Data::List(items)) => items,
            None | Some(Data::Null) => Vec::new(),
            Some(_) => {
                self.at(key, |this| this.unknown("a value that is not a list"));
                Vec::new()
            }
        };
        let mut texts = Vec::new();
        for item in items {
            match item {
                Data::Text(text) => texts.push(text),
                _ => self.at(key, |this| this.unknown("an item that is not a text")),
            }
        }
        texts
    }
}

impl Fields {
    /// Takes the value of a key.
    pub(super) fn take(&mut self, key: &str) -> Option<Data> {
        let index = self.entries.iter().position(|(name, _)| name == key)?;
        Some(self.entries.remove(index).1)
    }

    /// Adds an entry.
    pub(super) fn put(&mut self, key: &str, value: impl Into<Data>) {
        self.entries.push((key.to_owned(), value.into()));
    }

    /// The value of a key, which stays.
    pub(super) fn peek(&self, key: &str) -> Option<&Data> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Takes the text of a key as it is.
    pub(super) fn take_text(&mut self, key: &str) -> Option<String> {
        match self.take(key)? {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Takes the items of a list.
    pub(super) fn take_list(&mut self, key: &str) -> Vec<Data> {
        match self.take(key) {
            Some(Data::List(items)) => items,
            _ => Vec::new(),
        }
    }

    /// Takes the entries of a mapping.
    pub(super) fn take_map(&mut self, key: &str) -> Vec<(String, Data)> {
        match self.take(key) {
            Some(Data::Map(entries)) => entries,
            _ => Vec::new(),
        }
    }
}
