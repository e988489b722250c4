//! Conditions and the expressions in them, as the mock's runtime takes them.

use serde_json::Value;

use crate::emit::rust::{list, option};
use crate::model::{AccountPart, Condition, Expression, Filter, Filters, Subject};

/// The condition of a row of the error table; one without a condition is raised by force only.
pub(super) fn of_row(when: Option<&Condition>) -> String {
    when.map_or_else(|| "Condition::ForcedOnly".to_owned(), of)
}

pub(super) fn of(condition: &Condition) -> String {
    let all = |conditions: &[Condition]| list(conditions.iter().map(of));
    match condition {
        Condition::All(conditions) => format!("Condition::All({})", all(conditions)),
        Condition::Any(conditions) => format!("Condition::Any({})", all(conditions)),
        Condition::Not(inner) => format!("Condition::Not(&{})", of(inner)),
        Condition::Site(site) => format!("Condition::Site({site:?})"),
        Condition::Present { subject, present } => {
            let condition = format!("Condition::Present({})", self::subject(subject));
            if *present { condition } else { format!("Condition::Not(&{condition})") }
        }
        Condition::Matches { subject, pattern } => is(subject, &format!("Matches({pattern:?})")),
        Condition::NotMatches { subject, pattern } => is(subject, &format!("NotMatches({pattern:?})")),
        Condition::Equals { subject, text } => is(subject, &format!("Equals({text:?})")),
        Condition::LongerThan { subject, length } => is(subject, &format!("LongerThan({length})")),
        Condition::ShorterThan { subject, length } => is(subject, &format!("ShorterThan({length})")),
        Condition::Limit(limit) => format!("Condition::Limit({limit:?})"),
        Condition::Exists(name) => format!("Condition::Exists({name:?})"),
        Condition::Count { resource, filters, at_least } => {
            let filters = self::filters(filters);
            format!("Condition::Count {{ resource: {resource:?}, filters: {filters}, at_least: {at_least} }}")
        }
        Condition::ValidCode { code, recipient, parameter } => {
            let recipient = option(recipient.as_ref().map(expression));
            format!("Condition::ValidCode {{ code: {code:?}, recipient: {recipient}, parameter: {parameter:?} }}")
        }
        Condition::UnknownPageToken(parameter) => format!("Condition::UnknownPageToken({parameter:?})"),
        Condition::ForcedOnly(_) => "Condition::ForcedOnly".to_owned(),
    }
}

fn is(subject: &Subject, predicate: &str) -> String {
    format!("Condition::Is {{ subject: {}, predicate: Predicate::{predicate} }}", self::subject(subject))
}

fn subject(subject: &Subject) -> String {
    match subject {
        Subject::Parameter(name) => format!("Subject::Parameter({name:?})"),
        Subject::Field(path) => {
            let (of, field) = field(path);
            format!("Subject::Field {{ of: {of:?}, field: {field:?} }}")
        }
    }
}

/// `folder.FolderId`: what was found, and its field.
fn field(path: &str) -> (&str, &str) {
    path.split_once('.').unwrap_or((path, ""))
}

pub(super) fn expression(expression: &Expression) -> String {
    let all = |expressions: &[Expression]| list(expressions.iter().map(self::expression));
    match expression {
        Expression::Parameter(name) => format!("Expression::Parameter({name:?})"),
        Expression::Field(path) => {
            let (of, field) = field(path);
            format!("Expression::Field {{ of: {of:?}, field: {field:?} }}")
        }
        Expression::Resource(name) => format!("Expression::Resource({name:?})"),
        Expression::Random(pattern) => format!("Expression::Random({pattern:?})"),
        Expression::Now(precision) => format!("Expression::Now(Precision::{precision:?})"),
        Expression::Account(AccountPart::Id) => "Expression::AccountId".to_owned(),
        Expression::Join(parts) => format!("Expression::Join({})", all(parts)),
        Expression::FirstOf(alternatives) => format!("Expression::FirstOf({})", all(alternatives)),
        Expression::Literal(value) => literal(value),
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Bool(value) => format!("Expression::Boolean({value})"),
        Value::Number(value) => match value.as_i64() {
            Some(value) => format!("Expression::Integer({value})"),
            None => format!("Expression::Number({:?})", value.as_f64().unwrap_or_default()),
        },
        Value::String(text) => format!("Expression::Text({text:?})"),
        // Lint lets scalars through only.
        other => format!("Expression::Text({:?})", other.to_string()),
    }
}

pub(super) fn filters(filters: &Filters) -> String {
    list(filters.iter().map(|(field, filter)| {
        let (test, value) = match filter {
            Filter::Equals(value) => ("Equals", value),
            Filter::Contains(value) => ("Contains", value),
            Filter::HasAll(value) => ("HasAll", value),
            Filter::Starts(value) => ("Starts", value),
            Filter::StartsWith(value) => ("StartsWith", value),
        };
        format!("Filter {{ field: {field:?}, test: Test::{test}, value: {} }}", expression(value))
    }))
}
