//! Identifiers made from the names of a spec.

use std::collections::{BTreeMap, BTreeSet};

use heck::{ToSnakeCase, ToUpperCamelCase};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Span};

/// How an identifier is spelt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `secure_mobile_phone`, for fields, methods and modules.
    Snake,
    /// `EntityAlreadyExists`, for types and variants.
    Camel,
}

/// The names of one scope. Each is given out once; who comes second gets a number.
#[derive(Debug)]
pub(super) struct Names {
    case: Case,
    /// What is named here, for messages: `parameter`.
    noun: &'static str,
    /// Names of the generated code itself.
    reserved: BTreeSet<String>,
    taken: BTreeMap<String, (String, Span)>,
    /// The next number of a name that is taken.
    numbers: BTreeMap<String, u32>,
}

impl Names {
    pub(super) fn new(case: Case, noun: &'static str, reserved: &[&str]) -> Self {
        let reserved = reserved.iter().map(|&name| name.to_owned()).collect();
        Names { case, noun, reserved, taken: BTreeMap::new(), numbers: BTreeMap::new() }
    }

    /// Keeps one more name for the generated code itself.
    pub(super) fn reserve(&mut self, name: &str) {
        self.reserved.insert(name.to_owned());
    }

    /// The identifier for `name`, which is at `span`; one that is reserved gets an underscore. Two names that would have
    /// the same are a warning.
    pub(super) fn take(&mut self, name: &str, span: Span, diagnostics: &mut Diagnostics) -> String {
        let plain = self.identifier(name);
        let is_reserved = self.reserved.contains(&plain) || is_keyword(&plain);
        let wanted = if is_reserved { format!("{plain}_") } else { plain };
        let given = self.free(&wanted);
        if let Some((other, first)) = self.taken.get(&wanted) {
            diagnostics.push(
                Diagnostic::warning(
                    Code::NameCollision,
                    format!("the {0}s `{other}` and `{name}` have the same name `{wanted}` in Rust", self.noun),
                )
                .at(span, format!("called `{given}` instead"))
                .related(*first, format!("this one is called `{wanted}`")),
            );
        }
        self.taken.insert(given.clone(), (name.to_owned(), span));
        given
    }

    /// The first identifier that is free, of what may be called in any of these ways. Without one, the last gets a
    /// number.
    pub(super) fn take_first(&mut self, candidates: &[String], span: Span) -> String {
        let identifiers: Vec<_> = candidates.iter().map(|candidate| self.identifier(&readable(candidate))).collect();
        let fits = |name: &&String| !self.reserved.contains(*name) && !is_keyword(name);
        let free = identifiers.iter().find(|name| fits(name) && !self.taken.contains_key(*name));
        let given = match (free, identifiers.iter().rfind(fits)) {
            (Some(name), _) => name.clone(),
            (None, Some(last)) => self.free(last),
            (None, None) => self.free(&self.identifier(self.noun)),
        };
        self.keep(&given, span);
        given
    }

    /// Keeps a name that was chosen elsewhere.
    pub(super) fn keep(&mut self, name: &str, span: Span) {
        self.taken.insert(name.to_owned(), (name.to_owned(), span));
    }

    fn free(&mut self, wanted: &str) -> String {
        if !self.taken.contains_key(wanted) {
            return wanted.to_owned();
        }
        // A reserved name ends in an underscore already; two, or one inside, would not be a Rust name.
        let plain = wanted.trim_end_matches('_');
        let next = self.numbers.entry(plain.to_owned()).or_insert(2);
        loop {
            let name = match self.case {
                Case::Snake => format!("{plain}_{next}"),
                Case::Camel => format!("{plain}{next}"),
            };
            *next += 1;
            if !self.taken.contains_key(&name) {
                return name;
            }
        }
    }

    fn identifier(&self, name: &str) -> String {
        // Whatever is not a letter or a digit only separates words.
        let words: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        let identifier = match self.case {
            Case::Snake => words.to_snake_case(),
            Case::Camel => words.to_upper_camel_case(),
        };
        let identifier = bounded(identifier, self.case);
        match identifier.chars().next() {
            None if self.case == Case::Snake => format!("{}_", self.noun.replace(' ', "_")),
            None => "Unnamed".to_owned(),
            Some(first) if first.is_ascii_digit() && self.case == Case::Snake => format!("_{identifier}"),
            Some(first) if first.is_ascii_digit() => format!("{}{identifier}", self.noun.to_upper_camel_case()),
            Some(_) => identifier,
        }
    }
}

/// How long an identifier may be: modules are files, whose names have their limits.
const LONGEST: usize = 160;

/// The first words of an identifier that is too long.
fn bounded(identifier: String, case: Case) -> String {
    if identifier.len() <= LONGEST {
        return identifier;
    }
    let mut kept: String = identifier.chars().take(LONGEST).collect();
    let is_start = |c: char| if case == Case::Snake { c == '_' } else { c.is_ascii_uppercase() };
    if let Some(end) = kept.rfind(is_start).filter(|end| *end > 0) {
        kept.truncate(end);
    }
    kept
}

/// How long the name of a type may be that is put together from those of the fields that lead to it.
const READABLE: usize = 60;

/// The words that lead to a type, as many of the last as a person can read. A schema of many levels would otherwise give
/// its innermost type the names of all.
pub(super) fn readable(hint: &str) -> String {
    // Words lose what is between them, and gain nothing.
    if hint.len() <= READABLE && hint.is_ascii() {
        return hint.to_owned();
    }
    let name = hint.to_upper_camel_case();
    if name.len() <= READABLE {
        return hint.to_owned();
    }
    let words = name.to_snake_case();
    let mut kept = Vec::new();
    let mut length = 0;
    for word in words.rsplit('_') {
        length += word.len();
        if length > READABLE && !kept.is_empty() {
            break;
        }
        kept.push(word);
    }
    kept.reverse();
    kept.join(" ")
}

/// Whether Rust keeps the word for itself.
fn is_keyword(word: &str) -> bool {
    // The longest are `abstract`, `continue` and `override`.
    word.len() <= 8 && syn::parse_str::<syn::Ident>(word).is_err()
}
