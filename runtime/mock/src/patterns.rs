//! The regular expressions of a service, each compiled once.

use std::collections::HashMap;

use regex::Regex;

use crate::{Condition, Schema, Service, StartError};

#[derive(Debug, Default)]
pub(crate) struct Patterns(HashMap<&'static str, Regex>);

impl Patterns {
    pub(crate) fn compile(service: &Service) -> Result<Self, StartError> {
        let mut patterns = Patterns::default();
        for operation in service.operations {
            let mut found = Vec::new();
            operation.schemas.iter().for_each(|schema| of_schema(schema, &mut found));
            operation.conditions.iter().for_each(|condition| of_condition(condition, &mut found));
            for pattern in found {
                let regex = Regex::new(pattern).map_err(|error| StartError::Pattern {
                    operation: operation.id,
                    pattern,
                    reason: error.to_string(),
                })?;
                patterns.0.insert(pattern, regex);
            }
        }
        Ok(patterns)
    }

    /// Whether a pattern of the service matches somewhere in the text. Any other pattern matches nothing.
    pub(crate) fn matches(&self, pattern: &str, text: &str) -> bool {
        self.0.get(pattern).is_some_and(|regex| regex.is_match(text))
    }
}

fn of_schema(schema: &Schema, found: &mut Vec<&'static str>) {
    match schema {
        Schema::String { pattern, .. } => found.extend(pattern),
        Schema::Array { items, .. } => of_schema(items, found),
        Schema::Object { properties, .. } => properties.iter().for_each(|(_, property)| of_schema(property, found)),
        Schema::Integer { .. } | Schema::Number { .. } | Schema::Boolean | Schema::Any => {}
    }
}

fn of_condition(condition: &Condition, found: &mut Vec<&'static str>) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| of_condition(condition, found))
        }
        Condition::Not(condition) => of_condition(condition, found),
        Condition::Matches { pattern, .. } | Condition::NotMatches { pattern, .. } => {
            found.push(pattern);
        }
        Condition::Site(_)
        | Condition::Exists(_)
        | Condition::Limit(_)
        | Condition::Present { .. }
        | Condition::ForcedOnly => {}
    }
}
