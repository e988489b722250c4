//! A schema with what it refers to.

use std::sync::{Arc, OnceLock};

use jsonschema::Validator;
use serde_json::Value;

use crate::components::Components;
use crate::direction::Direction;
use crate::fault::Fault;
use crate::text::Pieces;
use crate::{look, options, plain, text, weight};

/// A schema of values that travel in one direction, with what it refers to. It is compiled when the first value is checked.
#[derive(Debug)]
pub struct Schema {
    value: Value,
    direction: Direction,
    components: Arc<Components>,
    validator: OnceLock<Option<Validator>>,
    is_checked: OnceLock<bool>,
}

/// How many faults of one value are reported.
const FAULTS: usize = 20;

impl Schema {
    /// A schema that may refer to these components.
    pub fn new(value: Value, direction: Direction, components: Arc<Components>) -> Self {
        Schema { value, direction, components, validator: OnceLock::new(), is_checked: OnceLock::new() }
    }

    /// The schema as it was given.
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// What the schema may refer to.
    pub fn components(&self) -> &Arc<Components> {
        &self.components
    }

    /// Another schema of values that travel in the same direction.
    pub fn beside(&self, value: Value) -> Schema {
        Schema::new(value, self.direction, self.components.clone())
    }

    /// Whether a value fits.
    pub fn is_valid(&self, value: &Value) -> bool {
        self.fits_plainly(value) || self.validator().is_none_or(|validator| validator.is_valid(value))
    }

    /// Where and why a value does not fit; nothing if it does. There is an end to the list.
    pub fn faults(&self, value: &Value) -> Vec<Fault> {
        if self.fits_plainly(value) {
            return Vec::new();
        }
        let errors = self.validator().into_iter().flat_map(|validator| validator.iter_errors(value));
        errors.take(FAULTS).map(|error| Fault::of(&error)).collect()
    }

    /// The value that a client wrote as texts, such as that of a parameter: numbers where the schema has numbers.
    /// `None` if nothing is there.
    pub fn read(&self, pieces: &Pieces<'_>) -> Option<Value> {
        let typed = text::read(&self.components, &self.value, pieces, true)?;
        if self.is_valid(&typed) {
            return Some(typed);
        }
        let texts = text::read(&self.components, &self.value, pieces, false)?;
        Some(if self.is_valid(&texts) { texts } else { typed })
    }

    /// The names of the properties that values may have, as far as the schema names them.
    pub fn property_names(&self) -> Vec<&str> {
        look::property_names(&self.components, &self.value)
    }

    /// Whether a property has to be there, as far as the schema says so at first sight.
    pub fn requires(&self, name: &str) -> bool {
        look::required(&self.components, &self.value).contains(&name)
    }

    /// The schema of a property.
    pub fn property(&self, name: &str) -> Option<Schema> {
        look::property(&self.components, &self.value, name).map(|property| self.beside(property.clone()))
    }

    /// Whether a value may be a list.
    pub fn allows_list(&self) -> bool {
        look::kinds(&self.components, &self.value).array
    }

    /// Whether a value may be an object.
    pub fn allows_object(&self) -> bool {
        look::kinds(&self.components, &self.value).object
    }

    pub(crate) fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether values are checked: not if a schema includes others so often that it would never end.
    pub(crate) fn is_checked(&self) -> bool {
        *self.is_checked.get_or_init(|| weight::of(&self.components, &self.value) <= weight::MOST)
    }

    /// Whether a value fits by what takes no validator to tell. One that was compiled is quicker.
    fn fits_plainly(&self, value: &Value) -> bool {
        self.validator.get().is_none() && plain::fits(&self.components, self.direction, &self.value, value)
    }

    /// The schema as values that travel its way have to fit it, with all that it refers to.
    pub(crate) fn whole(&self) -> Value {
        let mut needed = self.components.needed(&self.value);
        needed.values_mut().for_each(|schema| self.direction.apply(&self.components, schema));
        let mut own = self.value.clone();
        self.direction.apply(&self.components, &mut own);
        match own {
            Value::Object(mut members) if !needed.is_empty() => {
                members.insert("$defs".to_owned(), Value::Object(needed));
                Value::Object(members)
            }
            own => own,
        }
    }

    fn validator(&self) -> Option<&Validator> {
        if !self.is_checked() {
            return None;
        }
        let compiled = self.validator.get_or_init(|| {
            if self.value == Value::Bool(true) || self.value.as_object().is_some_and(serde_json::Map::is_empty) {
                return None;
            }
            options::compile(self.whole())
        });
        compiled.as_ref()
    }
}
