//! Conditions and the expressions in them.

use std::collections::BTreeMap;

use serde_json::Value;
use twinspec_descriptors::{Condition, Expression, Filter, Owner, Precision, Predicate, Subject, Test};

use super::leak;
use crate::model;

pub(super) fn condition(model: &model::Condition) -> Condition {
    let list = |list: &[model::Condition]| leak::list(list.iter().map(condition));
    match model {
        model::Condition::All(all) => Condition::All(list(all)),
        model::Condition::Any(any) => Condition::Any(list(any)),
        model::Condition::Not(inner) => Condition::Not(leak::one(condition(inner))),
        model::Condition::Site(site) => Condition::Site(leak::text(site)),
        model::Condition::Present { subject, present } => {
            let condition = Condition::Present(self::subject(subject));
            if *present { condition } else { Condition::Not(leak::one(condition)) }
        }
        model::Condition::Matches { subject, pattern } => is(subject, Predicate::Matches(leak::text(pattern))),
        model::Condition::NotMatches { subject, pattern } => is(subject, Predicate::NotMatches(leak::text(pattern))),
        model::Condition::Equals { subject, text } => is(subject, Predicate::Equals(leak::text(text))),
        model::Condition::LongerThan { subject, length } => is(subject, Predicate::LongerThan((*length).into())),
        model::Condition::ShorterThan { subject, length } => is(subject, Predicate::ShorterThan((*length).into())),
        model::Condition::Limit(limit) => Condition::Limit(leak::text(limit)),
        model::Condition::Exists(name) => Condition::Exists(leak::text(name)),
        model::Condition::Count { resource, filters, at_least } => Condition::Count {
            resource: leak::text(resource),
            filters: self::filters(filters),
            // What no memory holds is never there.
            at_least: usize::try_from(*at_least).unwrap_or(usize::MAX),
        },
        model::Condition::ValidCode { code, recipient, parameter } => Condition::ValidCode {
            code: leak::text(code),
            recipient: recipient.as_ref().map(expression),
            parameter: leak::text(parameter),
        },
        model::Condition::Some { of, when } => Condition::Some { of: expression(of), when: leak::one(condition(when)) },
        model::Condition::UnknownPageToken(parameter) => Condition::UnknownPageToken(leak::text(parameter)),
        model::Condition::ForcedOnly(_) => Condition::ForcedOnly,
    }
}

fn is(subject: &model::Subject, predicate: Predicate) -> Condition {
    Condition::Is { subject: self::subject(subject), predicate }
}

fn subject(subject: &model::Subject) -> Subject {
    match subject {
        model::Subject::Parameter(name) => Subject::Parameter(leak::text(name)),
        model::Subject::Field(path) => {
            let (of, field) = field(path);
            Subject::Field { of, field }
        }
        model::Subject::Item(path) => Subject::Item(steps(path)),
    }
}

/// `folder.FolderId`: what was found, and its field.
fn field(path: &str) -> (&'static str, &'static str) {
    let (of, field) = path.split_once('.').unwrap_or((path, ""));
    (leak::text(of), leak::text(field))
}

pub(super) fn expression(model: &model::Expression) -> Expression {
    let list = |list: &[model::Expression]| leak::list(list.iter().map(expression));
    match model {
        model::Expression::Parameter(name) => Expression::Parameter(leak::text(name)),
        model::Expression::Field(path) => {
            let (of, field) = field(path);
            Expression::Field { of, field }
        }
        model::Expression::Resource(name) => Expression::Resource(leak::text(name)),
        model::Expression::Random(pattern) => Expression::Random(leak::text(pattern)),
        model::Expression::Now(form) => Expression::Now(precision(*form)),
        model::Expression::Later(model::Later { seconds, now }) => {
            Expression::Later { seconds: (*seconds).into(), form: precision(*now) }
        }
        model::Expression::Account(model::AccountPart::Id) => Expression::AccountId,
        model::Expression::Body(path) => Expression::Body(steps(path)),
        model::Expression::Value(value) => Expression::Json(leak::text(value.to_string())),
        model::Expression::Exists(name) => Expression::Exists(leak::text(name)),
        model::Expression::Next(resource) => Expression::Next(leak::text(resource)),
        model::Expression::Ancestors(model::Ancestors { of, field, separator }) => Expression::Ancestors {
            of: leak::text(of),
            field: leak::text(field),
            separator: leak::optional(separator.as_ref()),
        },
        model::Expression::Count(model::Counted { resource, filters }) => {
            Expression::Count { resource: leak::text(resource), filters: self::filters(filters) }
        }
        model::Expression::Union(model::Lists { lists, by }) => {
            Expression::Union { lists: list(lists), by: leak::optional(by.as_ref()) }
        }
        model::Expression::Difference(model::Lists { lists, by }) => {
            Expression::Difference { lists: list(lists), by: leak::optional(by.as_ref()) }
        }
        model::Expression::Each(model::Each { of, with }) => {
            Expression::Each { of: leak::one(expression(of)), with: fields(with) }
        }
        model::Expression::Item(path) => Expression::Item(steps(path)),
        model::Expression::Join(parts) => Expression::Join(list(parts)),
        model::Expression::FirstOf(alternatives) => Expression::FirstOf(list(alternatives)),
        model::Expression::Literal(value) => literal(value),
    }
}

/// Fields with their values.
pub(super) fn fields(fields: &BTreeMap<String, model::Expression>) -> &'static [(&'static str, Expression)] {
    leak::list(fields.iter().map(|(field, value)| (leak::text(field), expression(value))))
}

fn precision(precision: model::Precision) -> Precision {
    match precision {
        model::Precision::Seconds => Precision::Seconds,
        model::Precision::Milliseconds => Precision::Milliseconds,
        model::Precision::Unix => Precision::Unix,
        model::Precision::UnixMilliseconds => Precision::UnixMilliseconds,
        model::Precision::Date => Precision::Date,
        model::Precision::Local => Precision::Local,
    }
}

/// Whose resources are meant.
pub(super) fn owner(owner: &model::Owner) -> Owner {
    match owner {
        model::Owner::All(model::AllAccounts::Any) => Owner::All,
        model::Owner::Account(value) => Owner::Account(expression(value)),
    }
}

/// A way of names joined with dots.
fn steps(path: &str) -> &'static [&'static str] {
    leak::texts(path.split('.').filter(|name| !name.is_empty()))
}

fn literal(value: &Value) -> Expression {
    match value {
        Value::Bool(value) => Expression::Boolean(*value),
        Value::Number(value) => match (value.as_i64(), value.as_f64()) {
            (Some(value), _) => Expression::Integer(value),
            (None, value) => Expression::Number(value.unwrap_or_default()),
        },
        Value::String(text) => Expression::Text(leak::text(text)),
        // Lint lets scalars through only.
        other => Expression::Text(leak::text(other.to_string())),
    }
}

pub(super) fn filters(filters: &model::Filters) -> &'static [Filter] {
    leak::list(filters.iter().map(|(field, filter)| {
        let (test, value) = match filter {
            model::Filter::Equals(value) => (Test::Equals, value),
            model::Filter::Contains(value) => (Test::Contains, value),
            model::Filter::HasAll(value) => (Test::HasAll, value),
            model::Filter::Starts(value) => (Test::Starts, value),
            model::Filter::StartsWith(value) => (Test::StartsWith, value),
            model::Filter::OneOf(value) => (Test::OneOf, value),
        };
        Filter::new(leak::text(field), test, expression(value))
    }))
}
