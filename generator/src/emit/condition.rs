//! What a condition says, in words for people. A name of `x-twin-find` is private to its description: what is written is how
//! the thing is found.

use super::english::{counted, is_plural, noun, with_article};
use super::limit::limit_words;
use super::pattern;
use crate::model::{Api, Condition, Expression, Filter, Filters, Find, Operation, Subject};
use crate::text::{cell, code_cell as code};

/// How deep a thing that is found by another thing is followed. A description seldom needs two steps.
const STEPS: usize = 4;

/// What a condition of an operation says, as the cell of a table.
pub(super) fn sentence(condition: &Condition, api: &Api, operation: &Operation) -> String {
    Words { api, operation }.clause(condition, true).text()
}

/// A statement about something. Two that follow each other about the same thing name it once.
struct Clause {
    subject: String,
    predicate: String,
}

impl Clause {
    fn about(subject: String, predicate: String) -> Self {
        Clause { subject, predicate }
    }

    fn whole(text: String) -> Self {
        Clause { subject: String::new(), predicate: text }
    }

    fn text(&self) -> String {
        if self.subject.is_empty() { self.predicate.clone() } else { format!("{} {}", self.subject, self.predicate) }
    }
}

/// What the words of a condition are taken from.
struct Words<'a> {
    api: &'a Api,
    operation: &'a Operation,
}

impl<'a> Words<'a> {
    /// The condition, or its opposite.
    fn clause(&self, condition: &Condition, holds: bool) -> Clause {
        let either = |yes: String, no: String| if holds { yes } else { no };
        match condition {
            Condition::All(parts) | Condition::Any(parts) => Clause::whole(self.joined(condition, parts, holds)),
            Condition::Not(inner) => self.clause(inner, !holds),
            Condition::Site(site) => {
                Clause::about("the site".to_owned(), format!("is {}{}", if holds { "" } else { "not " }, code(site)))
            }
            Condition::Present { subject, present } => {
                let verb = if matches!(subject, Subject::Parameter(_)) { "given" } else { "set" };
                let not = if *present == holds { "" } else { "not " };
                let is = if matches!(subject, Subject::Field(field) if is_plural(field)) { "are" } else { "is" };
                Clause::about(self.subject(subject), format!("{is} {not}{verb}"))
            }
            Condition::Matches { subject, pattern } => {
                Clause::about(self.subject(subject), pattern::says(pattern, holds))
            }
            Condition::NotMatches { subject, pattern } => {
                Clause::about(self.subject(subject), pattern::says(pattern, !holds))
            }
            Condition::Equals { subject, text } => {
                let not = if holds { "" } else { "not " };
                let value = if text.is_empty() { "empty".to_owned() } else { code(text) };
                Clause::about(self.subject(subject), format!("is {not}{value}"))
            }
            Condition::LongerThan { subject, length } => Clause::about(
                self.subject(subject),
                either(format!("has more than {length} characters"), format!("has at most {length} characters")),
            ),
            Condition::ShorterThan { subject, length } => Clause::about(
                self.subject(subject),
                either(format!("has fewer than {length} characters"), format!("has at least {length} characters")),
            ),
            Condition::Limit(name) => {
                Clause::about(self.limit(name), either("is used up".to_owned(), "is not used up".to_owned()))
            }
            Condition::Exists(name) => self.exists(name, holds),
            Condition::Count { resource, filters, at_least } => {
                let count = counted(resource, *at_least, holds);
                Clause::about(CALLER.to_owned(), format!("has {count}{}", self.whose(filters, STEPS)))
            }
            Condition::Some { of, when } => {
                let of = self.value(of, STEPS);
                let says = self.clause(when, true).text();
                Clause::whole(either(
                    format!("of an item of {of} it is true that {says}"),
                    format!("of no item of {of} it is true that {says}"),
                ))
            }
            Condition::UnknownPageToken(parameter) => {
                let is = either("is not".to_owned(), "is".to_owned());
                Clause::about(code(parameter), format!("{is} a token that a page returned"))
            }
            Condition::ValidCode { parameter, recipient, .. } => {
                let is = either("is".to_owned(), "is not".to_owned());
                let sent_to = recipient.as_ref().map(|recipient| format!(" to {}", self.value(recipient, STEPS)));
                Clause::about(code(parameter), format!("{is} the code that was sent{}", sent_to.unwrap_or_default()))
            }
            Condition::ForcedOnly(reason) => Clause::whole(format!("{FORCED}: {}", cell(reason))),
        }
    }

    /// Several conditions in a row. That not all of them hold means that one of them does not, and the other way round.
    fn joined(&self, condition: &Condition, parts: &[Condition], holds: bool) -> String {
        let is_choice = is_choice(condition, holds);
        let mut text = String::new();
        let mut before = String::new();
        for part in parts {
            let clause = self.clause(part, holds);
            let is_inner_choice = !is_choice && self::is_choice(part, holds) && parts.len() > 1;
            let repeats = !clause.subject.is_empty() && clause.subject == before;
            let said = if is_inner_choice {
                format!("({})", clause.text())
            } else if repeats {
                clause.predicate.clone()
            } else {
                clause.text()
            };
            let between = match (text.is_empty(), is_choice, repeats) {
                (true, ..) => "",
                (_, true, true) => " or ",
                (_, true, false) => ", or ",
                (_, false, _) => " and ",
            };
            text.push_str(between);
            text.push_str(&said);
            before = clause.subject;
        }
        text
    }

    fn subject(&self, subject: &Subject) -> String {
        match subject {
            Subject::Parameter(name) => code(name),
            Subject::Field(field) => self.field_of(field, STEPS),
            Subject::Item(path) => item(path),
        }
    }

    /// Something that was found, or a resource of the calling account.
    fn exists(&self, name: &str, holds: bool) -> Clause {
        if let Some(find) = self.find(name) {
            let there = if holds { with_article(&find.resource) } else { format!("no {}", noun(&find.resource)) };
            return Clause::whole(format!("there is {there}{}", self.whose(&find.filters, STEPS)));
        }
        // One with a key can be there several times.
        let is_keyed = self.api.resources.iter().any(|resource| resource.name == name && resource.key.is_some());
        let owned = match (is_keyed, holds) {
            (true, _) => counted(name, 1, holds),
            (false, true) => with_article(name),
            (false, false) => format!("no {}", noun(name)),
        };
        Clause::about(CALLER.to_owned(), format!("has {owned}"))
    }

    fn find(&self, name: &str) -> Option<&'a Find> {
        self.operation.finds.iter().find(|find| find.name == name)
    }

    /// A field of something, `parent.FolderId`. One that the thing is found by is the value that it is found with.
    fn field_of(&self, path: &str, steps: usize) -> String {
        let Some((name, field)) = path.split_once('.') else { return format!("the {}", field_name(path)) };
        let found_with = self.find(name).and_then(|find| find.filters.get(field));
        match (found_with, steps.checked_sub(1)) {
            (Some(Filter::Equals(value)), Some(steps)) => self.value(value, steps),
            (_, steps) => format!("the {} of {}", field_name(field), self.thing(name, steps.unwrap_or_default())),
        }
    }

    /// Something that was found or created, by how it is found.
    fn thing(&self, name: &str, steps: usize) -> String {
        let Some(find) = self.find(name) else { return format!("the {}", noun(name)) };
        let noun = noun(&find.resource);
        let mut filters = find.filters.iter();
        match (filters.next(), filters.next(), steps.checked_sub(1)) {
            (None, ..) | (_, _, None) => format!("the {noun}"),
            (Some((field, Filter::Equals(value))), None, _) if parameter(value).is_some() => {
                let parameter = code(parameter(value).unwrap_or_default());
                let or_default = if matches!(value, Expression::Parameter(_)) { "" } else { " or its default" };
                // A folder by its FolderId is the one that is named; a check by an AccountId is one of an account.
                match field.starts_with(&find.resource) {
                    true => format!("the {noun} that {parameter}{or_default} names"),
                    false => format!("the {noun} for {parameter}{or_default}"),
                }
            }
            (_, _, Some(steps)) => format!("the {noun}{}", self.whose(&find.filters, steps)),
        }
    }

    fn whose(&self, filters: &Filters, steps: usize) -> String {
        let said = filters.iter().map(|(field, filter)| {
            let field = field_name(field);
            match filter {
                Filter::Equals(value) => format!("whose {field} is {}", self.value(value, steps)),
                Filter::Contains(value) => format!("whose {field} contains {}", self.value(value, steps)),
                Filter::HasAll(value) => format!("whose {field} has all of {}", self.value(value, steps)),
                Filter::Starts(value) => format!("whose {field} is how {} begins", self.value(value, steps)),
                Filter::StartsWith(value) => format!("whose {field} begins with {}", self.value(value, steps)),
                Filter::OneOf(value) => format!("whose {field} is one of {}", self.value(value, steps)),
            }
        });
        match said.collect::<Vec<_>>().join(" and ").as_str() {
            "" => String::new(),
            said => format!(" {said}"),
        }
    }

    fn value(&self, value: &Expression, steps: usize) -> String {
        match value {
            Expression::Parameter(name) => format!("the given {}", code(name)),
            Expression::Field(field) => self.field_of(field, steps),
            Expression::Resource(name) => self.thing(name, steps),
            Expression::Random(_) => "a random text".to_owned(),
            Expression::Now(_) => "the time of the call".to_owned(),
            Expression::Later(later) => format!("{} seconds after the time of the call", later.seconds),
            Expression::Account(_) => "the ID of the calling account".to_owned(),
            Expression::Body(path) if path.is_empty() => "the body of the call".to_owned(),
            Expression::Body(path) => format!("{} of the body", code(path)),
            Expression::Value(value) => code(&value.to_string()),
            Expression::Exists(name) => format!("whether there is {}", self.thing(name, steps)),
            Expression::Next(_) => "the next number".to_owned(),
            Expression::Ancestors(ancestors) => {
                format!("the {} of all above {}", field_name(&ancestors.field), self.thing(&ancestors.of, steps))
            }
            Expression::Count(counted) => {
                format!("the number of {}{}", noun(&counted.resource), self.whose(&counted.filters, steps))
            }
            Expression::Union(lists) => {
                lists.lists.iter().map(|list| self.value(list, steps)).collect::<Vec<_>>().join(" together with ")
            }
            Expression::Difference(lists) => {
                lists.lists.iter().map(|list| self.value(list, steps)).collect::<Vec<_>>().join(" without ")
            }
            Expression::Each(each) => format!("something of each of {}", self.value(&each.of, steps)),
            Expression::Item(path) => item(path),
            Expression::Join(parts) => {
                parts.iter().map(|part| self.value(part, steps)).collect::<Vec<_>>().join(" followed by ")
            }
            Expression::FirstOf(parts) => {
                let mut parts = parts.iter().map(|part| self.value(part, steps));
                let first = parts.next().unwrap_or_default();
                match parts.collect::<Vec<_>>().join(", or else ").as_str() {
                    "" => first,
                    others => format!("{first} (by default {others})"),
                }
            }
            Expression::Literal(value) => code(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
        }
    }

    fn limit(&self, name: &str) -> String {
        match self.operation.limits.iter().find(|limit| limit.name == name) {
            Some(limit) => format!("the limit of {}", limit_words(limit)),
            None => format!("the limit {}", code(name)),
        }
    }
}

/// The item that is looked at, or a member of it.
fn item(path: &str) -> String {
    if path.is_empty() { "the item".to_owned() } else { format!("{} of the item", code(path)) }
}

/// Whose state it is.
const CALLER: &str = "the calling account";

/// What a row says that the mock raises only when a test wants it.
pub(super) const FORCED: &str = "only when it is forced";

/// Whether one of several conditions is enough.
fn is_choice(condition: &Condition, holds: bool) -> bool {
    match condition {
        Condition::Any(parts) => holds && parts.len() > 1,
        Condition::All(parts) => !holds && parts.len() > 1,
        Condition::Not(inner) => is_choice(inner, !holds),
        _ => false,
    }
}

/// The parameter that a value comes from, if the call sends it.
fn parameter(value: &Expression) -> Option<&str> {
    match value {
        Expression::Parameter(name) => Some(name),
        Expression::FirstOf(parts) => parts.first().and_then(parameter),
        _ => None,
    }
}

/// A field of a resource in words, `folder ID`, unless it is more than a name.
fn field_name(name: &str) -> String {
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_name && name.starts_with(|c: char| c.is_ascii_alphabetic()) { noun(name) } else { code(name) }
}
