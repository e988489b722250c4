//! The value of an expression.

use serde_json::Value;

use super::session::Session;
use crate::state::text;
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
            Expression::Resource(name) => self.bound.get(name).map(|bound| Value::Object(bound.fields.clone())),
            Expression::Random(pattern) => Some(self.random.text(pattern).into()),
            Expression::Now(precision) => Some(self.time(*precision).into()),
            Expression::AccountId => Some(self.account.as_ref().into()),
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
        self.bound.get(of)?.fields.get(field)
    }

    /// The recipient of a code as text.
    pub(crate) fn recipient(&mut self, recipient: Option<&Expression>) -> String {
        recipient.and_then(|recipient| self.value(recipient)).map(|value| text(&value).into_owned()).unwrap_or_default()
    }

    fn time(&self, precision: Precision) -> String {
        let seconds = twinspec_core::time::format(self.now);
        match precision {
            Precision::Seconds => seconds,
            Precision::Milliseconds => {
                let since = self.now.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
                format!("{}.{:03}Z", seconds.trim_end_matches('Z'), since.subsec_millis())
            }
        }
    }
}
