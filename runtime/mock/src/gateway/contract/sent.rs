//! What a service sends by itself, as its document describes it.

use std::sync::OnceLock;

use serde_json::Value;
use twinspec_core::Location;
use twinspec_schemas::{Direction, Schema, Wish};

use super::Contract;
use super::accept::is_json;
use super::loaded::LoadedContent;
use super::respond::usual;
use crate::state::text;

/// Which payload is wanted, if none is given.
#[derive(Debug, Clone, Copy)]
pub(in crate::gateway) enum Wanted<'w> {
    /// An example that fits, or else what is made with a seed.
    Usual(u64),
    /// The example of this name.
    Example(&'w str),
    /// Any that fits.
    Any(u64),
}

/// A payload with its media type.
pub(in crate::gateway) type Typed<T> = (&'static str, T);

impl Contract {
    /// What its payload is in JSON.
    fn payload_schema(&self) -> Option<LoadedContent> {
        let described = self.described.bodies.iter().find(|content| is_json(content.media_type))?;
        // It comes from the service, which may send what only it can write.
        let schema = self.schema(described.schema, Direction::Response);
        Some(LoadedContent { described, schema, usual: OnceLock::new() })
    }

    /// What of a payload does not fit.
    pub(in crate::gateway) fn payload_faults(&self, payload: &Value) -> Typed<Vec<String>> {
        let Some(LoadedContent { described, schema, .. }) = self.payload_schema() else {
            return ("application/json", Vec::new());
        };
        let faults = schema.faults(payload).into_iter();
        let said = faults.map(|fault| match fault.pointer.is_empty() {
            true => fault.message,
            false => format!("{}: {}", fault.pointer, fault.message),
        });
        (described.media_type, said.collect())
    }

    /// A payload; if there is no example of that name, the names that there are.
    pub(in crate::gateway) fn payload(&self, wanted: Wanted<'_>) -> Result<Typed<Value>, Vec<&'static str>> {
        let Some(content) = self.payload_schema() else { return Ok(("application/json", Value::Null)) };
        let payload = match wanted {
            Wanted::Usual(seed) => usual(&content, seed),
            Wanted::Any(seed) => content.schema.sample(&Wish::any(seed)).unwrap_or_default(),
            Wanted::Example(name) => {
                let mut examples = content.described.examples.iter();
                let named = examples.find(|(other, _)| *other == name);
                let value = named.and_then(|(_, text)| serde_json::from_str(text).ok());
                let names = || content.described.examples.iter().map(|(name, _)| *name).filter(|name| !name.is_empty());
                value.ok_or_else(|| names().collect::<Vec<_>>())?
            }
        };
        Ok((content.described.media_type, payload))
    }

    /// The headers and the parameters of the query that the document requires, with values that fit.
    pub(in crate::gateway) fn required(&self, seed: u64) -> Vec<(Location, &'static str, String)> {
        let required = self.described.parameters.iter().filter(|parameter| parameter.required);
        let made = required.filter_map(|parameter| {
            let schema: Schema = self.schema(parameter.schema, Direction::Response);
            let value = schema.sample(&Wish::seeded(seed)).unwrap_or_default();
            // A schema that says nothing makes an object.
            let value = if value.is_object() { "example".into() } else { value };
            matches!(parameter.location, Location::Header | Location::Query)
                .then(|| (parameter.location, parameter.name, text(&value).into_owned()))
        });
        made.collect()
    }
}
