use std::collections::BTreeMap;

use serde_json::Value;

use super::read::Reader;
use super::{Fault, vendor};
use crate::model::Style;

/// What the description of a value says: a schema, or a parameter.
#[derive(Debug, Default)]
pub(crate) struct Described {
    /// What could not be read of it.
    pub(crate) faults: Vec<Fault>,
    pub(crate) sensitive: bool,
    pub(crate) value_titles: Option<BTreeMap<String, String>>,
    /// How it travels, where its family of APIs has ways of its own.
    pub(crate) style: Option<Style>,
}

impl Described {
    /// Reads it from its members.
    pub(crate) fn read<'v>(members: &'v dyn Fn(&str) -> Option<&'v Value>, at: &'v str) -> Self {
        let mut reader = Reader::new(members, at);
        let read = Described {
            sensitive: reader.value("x-twin-sensitive").unwrap_or_default(),
            value_titles: reader.value("x-twin-value-titles"),
            style: vendor::style(&mut reader),
            faults: Vec::new(),
        };
        Described { faults: reader.faults, ..read }
    }
}

/// The name of the parameter that a whole request body is.
pub(crate) fn body_name<'v>(members: impl Fn(&str) -> Option<&'v Value>) -> &'v str {
    members("x-twin-body-name").and_then(Value::as_str).unwrap_or("body")
}
