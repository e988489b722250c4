//! Where and why a value does not fit its schema.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

/// Where and why a value does not fit its schema. Never what the value is: it may be secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The place in the value: a JSON pointer. Of a property that is missing, where it should be.
    pub pointer: String,
    /// The keyword of JSON Schema that is violated: `required`.
    pub keyword: String,
    /// `value is less than the minimum of 1`
    pub message: String,
}

impl Fault {
    pub(crate) fn of(error: &ValidationError<'_>) -> Self {
        let mut pointer = error.instance_path().as_str().to_owned();
        let message = match error.kind() {
            Kind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                pointer.push_str(&step(name));
                "is required".to_owned()
            }
            Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
                if let [only] = unexpected.as_slice() {
                    pointer.push_str(&step(only));
                }
                "is not a described property".to_owned()
            }
            Kind::FalseSchema => "must not be there".to_owned(),
            Kind::Enum { options } => format!("is none of {options}"),
            Kind::Constant { expected_value } => format!("is not {expected_value}"),
            Kind::Type { .. } | Kind::Format { .. } | Kind::Pattern { .. } => masked(error),
            Kind::OneOfNotValid { .. } | Kind::AnyOf { .. } => "fits none of the alternatives".to_owned(),
            Kind::OneOfMultipleValid { .. } => "fits more than one of the alternatives".to_owned(),
            Kind::Custom { message, .. } => message.clone(),
            Kind::Not { .. } => "is what it must not be".to_owned(),
            _ => masked(error),
        };
        Fault { pointer, keyword: error.kind().keyword().to_owned(), message }
    }
}

fn masked(error: &ValidationError<'_>) -> String {
    let message = error.masked_with("").to_string();
    message.trim().to_owned()
}

/// A step of a JSON pointer (RFC 6901 3).
fn step(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}
