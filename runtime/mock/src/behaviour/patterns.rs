//! The regular expressions of some services, each compiled once.

use regex::Regex;

use crate::state::HashMap;
use crate::{Condition, Effect, Predicate, Schema, Service, StartError};

#[derive(Debug, Default)]
pub(crate) struct Patterns(HashMap<&'static str, Regex>);

impl Patterns {
    pub(crate) fn compile(services: impl Iterator<Item = &'static Service>) -> Result<Self, StartError> {
        let mut patterns = Patterns::default();
        for operation in services.flat_map(|service| service.operations) {
            let mut found = Vec::new();
            operation.schemas.iter().for_each(|schema| of_schema(schema, &mut found));
            operation.conditions.iter().for_each(|condition| of_condition(condition, &mut found));
            operation.behaviour.effects.iter().for_each(|effect| of_effect(effect, &mut found));
            operation.behaviour.omit.iter().for_each(|(_, condition)| of_condition(condition, &mut found));
            let omitted = operation.behaviour.list.iter().flat_map(|list| list.omit);
            omitted.for_each(|(_, condition)| of_condition(condition, &mut found));
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

    /// Whether a pattern of a service matches somewhere in the text. Any other pattern matches nothing.
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

fn of_effect(effect: &Effect, found: &mut Vec<&'static str>) {
    effect.when.iter().for_each(|condition| of_condition(condition, found));
}

fn of_condition(condition: &Condition, found: &mut Vec<&'static str>) {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().for_each(|condition| of_condition(condition, found))
        }
        Condition::Not(condition) | Condition::Some { when: condition, .. } => of_condition(condition, found),
        Condition::Is { predicate: Predicate::Matches(pattern) | Predicate::NotMatches(pattern), .. } => {
            found.push(pattern);
        }
        Condition::Is { .. }
        | Condition::Site(_)
        | Condition::Exists(_)
        | Condition::Count { .. }
        | Condition::ValidCode { .. }
        | Condition::UnknownPageToken(_)
        | Condition::Limit(_)
        | Condition::Present(_)
        | Condition::ForcedOnly => {}
    }
}
