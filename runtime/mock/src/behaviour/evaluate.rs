//! The value of an expression.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::lists;
use super::session::Session;
use crate::state::{Fields, place, text};
use crate::{Expression, Precision};

impl Session<'_> {
    /// The value of an expression; `None` if it is absent.
    pub(super) fn value(&mut self, expression: &Expression) -> Option<Value> {
        match expression {
            Expression::Text(text) => Some((*text).into()),
            Expression::Integer(number) => Some((*number).into()),
            Expression::Number(number) => Some((*number).into()),
            Expression::Boolean(value) => Some((*value).into()),
            Expression::Parameter(name) => (self.parameter)(name),
            Expression::Field { of, field } => self.field(of, field).cloned(),
            Expression::Resource(name) => {
                self.bound.get(name).map(|bound| self.whole(bound.kind, bound.fields.clone()))
            }
            Expression::Random(pattern) => Some(self.random.text(pattern).into()),
            Expression::Now(precision) => Some(time(self.now, *precision)),
            Expression::Later { seconds, form } => {
                Some(time(self.now.checked_add(Duration::from_secs(*seconds))?, *form))
            }
            Expression::AccountId => Some((*self.account).into()),
            Expression::Body(path) => path.iter().try_fold((self.body)()?, |mut value, name| {
                let member = value.get_mut(*name)?;
                Some(member.take())
            }),
            Expression::Json(text) => serde_json::from_str(text).ok(),
            Expression::Exists(name) => Some(self.bound.contains_key(name).into()),
            Expression::Next(kind) => {
                let key = self.service.resource(kind).and_then(|resource| resource.key);
                Some(self.state.resources.of(&self.account).next_number(kind, key).into())
            }
            Expression::Ancestors { of, field, separator } => self.ancestors(of, field, *separator),
            Expression::Count { resource, filters } => Some(self.count(resource, filters).into()),
            Expression::Union { lists, by } => {
                let lists = lists.iter().filter_map(|list| self.value(list)).collect();
                Some(lists::union(lists, *by))
            }
            Expression::Difference { lists, by } => {
                let lists = lists.iter().map(|list| self.value(list)).collect();
                Some(lists::difference(lists, *by))
            }
            Expression::Each { of, with } => {
                let items = lists::items(self.value(of)?);
                let objects = items.into_iter().map(|item| self.with_item(item, |session| session.object(with)));
                Some(objects.collect())
            }
            Expression::Item(path) => self.item(path),
            Expression::Join(parts) => {
                let mut joined = String::new();
                for part in *parts {
                    joined.push_str(&text(&self.value(part)?));
                }
                Some(joined.into())
            }
            Expression::FirstOf(alternatives) => alternatives.iter().find_map(|alternative| self.value(alternative)),
        }
    }

    /// A field of something that was found or created.
    pub(crate) fn field(&self, of: &str, field: &str) -> Option<&Value> {
        place::get(&self.bound.get(of)?.fields, field)
    }

    /// The recipient of a code as text.
    pub(crate) fn recipient(&mut self, recipient: Option<&Expression>) -> String {
        recipient.and_then(|recipient| self.value(recipient)).map(|value| text(&value).into_owned()).unwrap_or_default()
    }

    /// A resource as answers show it: without what only says what it belongs to.
    pub(super) fn whole(&self, kind: &str, mut fields: Fields) -> Value {
        let within = self.service.resource(kind).map_or(&[][..], |resource| resource.within);
        within.iter().for_each(|field| drop(fields.remove(*field)));
        Value::Object(fields)
    }
}

/// A time as text, or as a number.
fn time(time: SystemTime, precision: Precision) -> Value {
    let seconds = twinspec_core::time::format(time);
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let (date, clock) = seconds.split_once('T').unwrap_or((&seconds, ""));
    match precision {
        Precision::Milliseconds => format!("{}.{:03}Z", seconds.trim_end_matches('Z'), since.subsec_millis()).into(),
        Precision::Unix => since.as_secs().into(),
        Precision::UnixMilliseconds => u64::try_from(since.as_millis()).unwrap_or(u64::MAX).into(),
        Precision::Date => date.into(),
        Precision::Local => format!("{date} {}", clock.trim_end_matches('Z')).into(),
        Precision::Seconds => seconds.into(),
    }
}
