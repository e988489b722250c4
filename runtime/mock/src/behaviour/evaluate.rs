//! The value of an expression.

use serde_json::Value;

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
            Expression::Now(precision) => Some(self.time(*precision)),
            Expression::AccountId => Some(self.account.as_ref().into()),
            Expression::Body(path) => path.iter().try_fold((self.body)()?, |mut value, name| {
                let member = value.get_mut(*name)?;
                Some(member.take())
            }),
            Expression::Json(text) => serde_json::from_str(text).ok(),
            Expression::Exists(name) => Some(self.bound.contains_key(name).into()),
            Expression::Next(kind) => {
                let key = self.service.resource(kind).and_then(|resource| resource.key);
                Some(self.state.resources.of(self.account).next_number(kind, key).into())
            }
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

    fn time(&self, precision: Precision) -> Value {
        let seconds = twinspec_core::time::format(self.now);
        let since = self.now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        match precision {
            Precision::Seconds => seconds.into(),
            Precision::Milliseconds => {
                format!("{}.{:03}Z", seconds.trim_end_matches('Z'), since.subsec_millis()).into()
            }
            Precision::Unix => since.as_secs().into(),
            Precision::Date => seconds.split_once('T').map_or(seconds.as_str(), |(date, _)| date).into(),
        }
    }

    /// A resource as answers show it: without what only says what it belongs to.
    pub(super) fn whole(&self, kind: &str, mut fields: Fields) -> Value {
        let within = self.service.resource(kind).map_or(&[][..], |resource| resource.within);
        within.iter().for_each(|field| drop(fields.remove(*field)));
        Value::Object(fields)
    }
}
