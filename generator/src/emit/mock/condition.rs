//! Conditions and the expressions in them, as the mock's runtime takes them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::emit::tokens::{number, option};
use crate::model::{AccountPart, Condition, Expression, Filter, Filters, Precision, Subject};

/// The types of the runtime that conditions and expressions mention.
pub(super) const NAMES: &[&str] = &["Condition", "Expression", "Filter", "Precision", "Predicate", "Subject", "Test"];

pub(super) fn tokens(condition: &Condition) -> TokenStream {
    let list = |list: &[Condition]| {
        let list = list.iter().map(tokens);
        quote!(&[#(#list),*])
    };
    match condition {
        Condition::All(all) => {
            let all = list(all);
            quote!(Condition::All(#all))
        }
        Condition::Any(any) => {
            let any = list(any);
            quote!(Condition::Any(#any))
        }
        Condition::Not(inner) => {
            let inner = tokens(inner);
            quote!(Condition::Not(&#inner))
        }
        Condition::Site(site) => quote!(Condition::Site(#site)),
        Condition::Present { subject, present } => {
            let subject = self::subject(subject);
            let condition = quote!(Condition::Present(#subject));
            if *present { condition } else { quote!(Condition::Not(&#condition)) }
        }
        Condition::Matches { subject, pattern } => is(subject, &quote!(Matches(#pattern))),
        Condition::NotMatches { subject, pattern } => is(subject, &quote!(NotMatches(#pattern))),
        Condition::Equals { subject, text } => is(subject, &quote!(Equals(#text))),
        Condition::LongerThan { subject, length } => {
            let length = number(*length);
            is(subject, &quote!(LongerThan(#length)))
        }
        Condition::ShorterThan { subject, length } => {
            let length = number(*length);
            is(subject, &quote!(ShorterThan(#length)))
        }
        Condition::Limit(limit) => quote!(Condition::Limit(#limit)),
        Condition::Exists(name) => quote!(Condition::Exists(#name)),
        Condition::Count { resource, filters, at_least } => {
            let (filters, at_least) = (self::filters(filters), number(*at_least));
            quote!(Condition::Count { resource: #resource, filters: #filters, at_least: #at_least })
        }
        Condition::ValidCode { code, recipient, parameter } => {
            let recipient = option(recipient.as_ref().map(expression));
            quote!(Condition::ValidCode { code: #code, recipient: #recipient, parameter: #parameter })
        }
        Condition::UnknownPageToken(parameter) => quote!(Condition::UnknownPageToken(#parameter)),
        Condition::ForcedOnly(_) => quote!(Condition::ForcedOnly),
    }
}

fn is(subject: &Subject, predicate: &TokenStream) -> TokenStream {
    let subject = self::subject(subject);
    quote!(Condition::Is { subject: #subject, predicate: Predicate::#predicate })
}

fn subject(subject: &Subject) -> TokenStream {
    match subject {
        Subject::Parameter(name) => quote!(Subject::Parameter(#name)),
        Subject::Field(path) => {
            let (of, field) = field(path);
            quote!(Subject::Field { of: #of, field: #field })
        }
    }
}

/// `folder.FolderId`: what was found, and its field.
fn field(path: &str) -> (&str, &str) {
    path.split_once('.').unwrap_or((path, ""))
}

pub(super) fn expression(expression: &Expression) -> TokenStream {
    let list = |list: &[Expression]| {
        let list = list.iter().map(self::expression);
        quote!(&[#(#list),*])
    };
    match expression {
        Expression::Parameter(name) => quote!(Expression::Parameter(#name)),
        Expression::Field(path) => {
            let (of, field) = field(path);
            quote!(Expression::Field { of: #of, field: #field })
        }
        Expression::Resource(name) => quote!(Expression::Resource(#name)),
        Expression::Random(pattern) => quote!(Expression::Random(#pattern)),
        Expression::Now(Precision::Seconds) => quote!(Expression::Now(Precision::Seconds)),
        Expression::Now(Precision::Milliseconds) => quote!(Expression::Now(Precision::Milliseconds)),
        Expression::Account(AccountPart::Id) => quote!(Expression::AccountId),
        Expression::Join(parts) => {
            let parts = list(parts);
            quote!(Expression::Join(#parts))
        }
        Expression::FirstOf(alternatives) => {
            let alternatives = list(alternatives);
            quote!(Expression::FirstOf(#alternatives))
        }
        Expression::Literal(value) => literal(value),
    }
}

fn literal(value: &Value) -> TokenStream {
    match value {
        Value::Bool(value) => quote!(Expression::Boolean(#value)),
        Value::Number(value) => match (value.as_i64(), value.as_f64()) {
            (Some(value), _) => {
                let value = number(value);
                quote!(Expression::Integer(#value))
            }
            (None, value) => {
                let value = Literal::f64_unsuffixed(value.unwrap_or_default());
                quote!(Expression::Number(#value))
            }
        },
        Value::String(text) => quote!(Expression::Text(#text)),
        // Lint lets scalars through only.
        other => {
            let text = other.to_string();
            quote!(Expression::Text(#text))
        }
    }
}

pub(super) fn filters(filters: &Filters) -> TokenStream {
    let filters = filters.iter().map(|(field, filter)| {
        let (test, value) = match filter {
            Filter::Equals(value) => (quote!(Equals), value),
            Filter::Contains(value) => (quote!(Contains), value),
            Filter::HasAll(value) => (quote!(HasAll), value),
            Filter::Starts(value) => (quote!(Starts), value),
            Filter::StartsWith(value) => (quote!(StartsWith), value),
        };
        let value = expression(value);
        quote!(Filter { field: #field, test: Test::#test, value: #value })
    });
    quote!(&[#(#filters),*])
}
