//! What a condition says, in words that a reader of the documentation knows: no name of `x-twin-find` is one.

use crate::model::{Condition, Expression, Filter, Filters, Find, Operation, Subject};
use crate::text::{cell, code_cell as code};

/// What a condition of an operation says.
pub(super) fn sentence(condition: &Condition, operation: &Operation) -> String {
    match condition {
        Condition::All(all) => {
            let part = |condition: &Condition| match condition {
                Condition::Any(any) if any.len() > 1 => format!("({})", sentence(condition, operation)),
                _ => sentence(condition, operation),
            };
            all.iter().map(part).collect::<Vec<_>>().join(" and ")
        }
        Condition::Any(any) => {
            any.iter().map(|condition| sentence(condition, operation)).collect::<Vec<_>>().join(", or ")
        }
        Condition::Not(not) => negated(not, operation),
        Condition::Site(site) => format!("the site is {}", code(site)),
        Condition::Present { subject, present } => {
            let verb = if matches!(subject, Subject::Parameter(_)) { "given" } else { "set" };
            let not = if *present { "" } else { "not " };
            format!("{} is {not}{verb}", subject_name(subject, operation))
        }
        Condition::Matches { subject, pattern } => {
            format!("{} matches {}", subject_name(subject, operation), code(pattern))
        }
        Condition::NotMatches { subject, pattern } => {
            format!("{} does not match {}", subject_name(subject, operation), code(pattern))
        }
        Condition::Equals { subject, text } if text.is_empty() => {
            format!("{} is empty", subject_name(subject, operation))
        }
        Condition::Equals { subject, text } => format!("{} is {}", subject_name(subject, operation), code(text)),
        Condition::LongerThan { subject, length } => {
            format!("{} has more than {length} characters", subject_name(subject, operation))
        }
        Condition::ShorterThan { subject, length } => {
            format!("{} has fewer than {length} characters", subject_name(subject, operation))
        }
        Condition::Limit(limit) => format!("the limit {} is used up", code(limit)),
        Condition::Exists(name) => format!("there is a {}", resource(name, operation)),
        Condition::Count { resource, filters, at_least } => {
            format!("there are {at_least} or more of {}{}", code(resource), whose(filters, operation))
        }
        Condition::UnknownPageToken(parameter) => format!("{} is not a token of a page", code(parameter)),
        Condition::ValidCode { parameter, recipient, .. } => {
            format!("{} is the code that was sent{}", code(parameter), sent_to(recipient.as_ref(), operation))
        }
        Condition::ForcedOnly(reason) => format!("only by force: {}", cell(reason)),
    }
}

fn negated(condition: &Condition, operation: &Operation) -> String {
    match condition {
        Condition::Exists(name) => format!("there is no {}", resource(name, operation)),
        Condition::Count { resource, filters, at_least } => {
            format!("there are fewer than {at_least} of {}{}", code(resource), whose(filters, operation))
        }
        Condition::Equals { subject, text } if text.is_empty() => {
            format!("{} is not empty", subject_name(subject, operation))
        }
        Condition::Equals { subject, text } => format!("{} is not {}", subject_name(subject, operation), code(text)),
        Condition::ValidCode { parameter, recipient, .. } => {
            format!("{} is not the code that was sent{}", code(parameter), sent_to(recipient.as_ref(), operation))
        }
        condition => format!("not ({})", sentence(condition, operation)),
    }
}

fn find<'a>(name: &str, operation: &'a Operation) -> Option<&'a Find> {
    operation.finds.iter().find(|find| find.name == name)
}

/// Something that was found, or a resource of the account.
fn resource(name: &str, operation: &Operation) -> String {
    match find(name, operation) {
        Some(find) => format!("{}{}", code(&find.resource), whose(&find.filters, operation)),
        None => code(name),
    }
}

/// The kind of something that was found or created.
fn kind<'a>(name: &'a str, operation: &'a Operation) -> &'a str {
    find(name, operation).map_or(name, |find| &find.resource)
}

fn subject_name(subject: &Subject, operation: &Operation) -> String {
    match subject {
        Subject::Parameter(name) => code(name),
        Subject::Field(field) => of(field, operation),
    }
}

/// A field of something that was found or created, `parent.FolderId`.
fn of(field: &str, operation: &Operation) -> String {
    match field.split_once('.') {
        Some((name, field)) => format!("{} of the {}", code(field), code(kind(name, operation))),
        None => code(field),
    }
}

fn whose(filters: &Filters, operation: &Operation) -> String {
    let said = filters.iter().map(|(field, filter)| match filter {
        Filter::Equals(value) => format!("{} is {}", code(field), value_name(value, operation)),
        Filter::Contains(value) => format!("{} contains {}", code(field), value_name(value, operation)),
        Filter::HasAll(value) => format!("{} has all of {}", code(field), value_name(value, operation)),
        Filter::Starts(value) => format!("{} is how {} begins", code(field), value_name(value, operation)),
        Filter::StartsWith(value) => format!("{} begins with {}", code(field), value_name(value, operation)),
    });
    let said: Vec<_> = said.collect();
    if said.is_empty() { String::new() } else { format!(" whose {}", said.join(" and ")) }
}

fn sent_to(recipient: Option<&Expression>, operation: &Operation) -> String {
    recipient.map(|recipient| format!(" to {}", value_name(recipient, operation))).unwrap_or_default()
}

fn value_name(value: &Expression, operation: &Operation) -> String {
    let list = |parts: &[Expression], between: &str| {
        parts.iter().map(|part| value_name(part, operation)).collect::<Vec<_>>().join(between)
    };
    match value {
        Expression::Parameter(name) => code(name),
        Expression::Field(field) => of(field, operation),
        Expression::Resource(name) => format!("the {}", code(kind(name, operation))),
        Expression::Random(_) => "a random text".to_owned(),
        Expression::Now(_) => "the time of the call".to_owned(),
        Expression::Account(_) => "the number of the account".to_owned(),
        Expression::Join(parts) => list(parts, " followed by "),
        Expression::FirstOf(parts) => list(parts, " or else "),
        Expression::Literal(value) => code(&value.as_str().map_or_else(|| value.to_string(), str::to_owned)),
    }
}
