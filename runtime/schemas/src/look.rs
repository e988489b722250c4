//! What a schema says at first sight, behind references and combinations.

use serde_json::Value;

use crate::components::Components;

/// No schema is followed deeper.
const DEPTH: usize = 16;

/// No more schemas are looked at.
const MOST: usize = 1000;

/// The types that a value may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds {
    pub(crate) null: bool,
    pub(crate) boolean: bool,
    pub(crate) integer: bool,
    pub(crate) number: bool,
    pub(crate) string: bool,
    pub(crate) array: bool,
    pub(crate) object: bool,
}

impl Kinds {
    pub(crate) const ALL: Kinds =
        Kinds { null: true, boolean: true, integer: true, number: true, string: true, array: true, object: true };
    const NONE: Kinds = Kinds {
        null: false,
        boolean: false,
        integer: false,
        number: false,
        string: false,
        array: false,
        object: false,
    };

    fn of(value: &Value) -> Self {
        let mut kinds = Kinds::NONE;
        match value {
            Value::Null => kinds.null = true,
            Value::Bool(_) => kinds.boolean = true,
            Value::Number(number) if number.is_f64() => kinds.number = true,
            Value::Number(_) => (kinds.integer, kinds.number) = (true, true),
            Value::String(_) => kinds.string = true,
            Value::Array(_) => kinds.array = true,
            Value::Object(_) => kinds.object = true,
        }
        kinds
    }

    fn named(name: &str) -> Self {
        let mut kinds = Kinds::NONE;
        match name {
            "null" => kinds.null = true,
            "boolean" => kinds.boolean = true,
            "integer" => kinds.integer = true,
            "number" => (kinds.integer, kinds.number) = (true, true),
            "string" => kinds.string = true,
            "array" => kinds.array = true,
            "object" => kinds.object = true,
            _ => {}
        }
        kinds
    }

    fn zip(self, other: Kinds, with: fn(bool, bool) -> bool) -> Self {
        Kinds {
            null: with(self.null, other.null),
            boolean: with(self.boolean, other.boolean),
            integer: with(self.integer, other.integer),
            number: with(self.number, other.number),
            string: with(self.string, other.string),
            array: with(self.array, other.array),
            object: with(self.object, other.object),
        }
    }

    pub(crate) fn or(self, other: Kinds) -> Self {
        self.zip(other, |a, b| a || b)
    }

    pub(crate) fn and(self, other: Kinds) -> Self {
        self.zip(other, |a, b| a && b)
    }

    /// Whether a value has one of these types.
    pub(crate) fn has(self, value: &Value) -> bool {
        let own = Kinds::of(value);
        let is_whole = value.as_f64().is_some_and(|number| number.fract() == 0.0);
        self.and(own) != Kinds::NONE || (self.integer && is_whole)
    }
}

/// The types of the keyword `type`.
pub(crate) fn stated(keyword: &Value) -> Kinds {
    match keyword {
        Value::String(name) => Kinds::named(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).map(Kinds::named).fold(Kinds::NONE, Kinds::or),
        _ => Kinds::ALL,
    }
}

/// The types that a value may have.
pub(crate) fn kinds(components: &Components, schema: &Value) -> Kinds {
    kinds_below(components, schema, 0, &mut { MOST })
}

fn kinds_below(components: &Components, schema: &Value, depth: usize, left: &mut usize) -> Kinds {
    let Value::Object(members) = schema else {
        return if *schema == Value::Bool(false) { Kinds::NONE } else { Kinds::ALL };
    };
    *left = left.saturating_sub(1);
    if depth > DEPTH || *left == 0 {
        return Kinds::ALL;
    }
    let mut below = |schema: &Value| kinds_below(components, schema, depth + 1, left);
    let mut kinds = members.get("type").map_or(Kinds::ALL, stated);
    if let Some(value) = members.get("const") {
        kinds = kinds.and(Kinds::of(value));
    }
    if let Some(Value::Array(values)) = members.get("enum") {
        kinds = kinds.and(values.iter().map(Kinds::of).fold(Kinds::NONE, Kinds::or));
    }
    if let Some(referred) = members.get("$ref").and_then(|reference| components.resolve(reference.as_str()?)) {
        kinds = kinds.and(below(referred));
    }
    for schema in list(members.get("allOf")) {
        kinds = kinds.and(below(schema));
    }
    for choice in ["oneOf", "anyOf"] {
        if members.contains_key(choice) {
            kinds = kinds.and(list(members.get(choice)).map(&mut below).fold(Kinds::NONE, Kinds::or));
        }
    }
    kinds
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

/// The schemas that may say something of a value: the schema itself, and those behind its references and combinations.
fn all<'s>(components: &'s Components, schema: &'s Value, depth: usize, found: &mut Vec<&'s Value>) {
    // What many parts include says the same each time.
    if depth > DEPTH || found.len() >= MOST || found.iter().any(|other| std::ptr::eq(*other, schema)) {
        return;
    }
    found.push(schema);
    if let Some(referred) = schema.get("$ref").and_then(|reference| components.resolve(reference.as_str()?)) {
        all(components, referred, depth + 1, found);
    }
    for combination in ["allOf", "oneOf", "anyOf"] {
        list(schema.get(combination)).for_each(|schema| all(components, schema, depth + 1, found));
    }
}

fn behind<'s>(components: &'s Components, schema: &'s Value) -> Vec<&'s Value> {
    let mut found = Vec::new();
    all(components, schema, 0, &mut found);
    found
}

/// What the items of a list have to be.
pub(crate) fn items<'s>(components: &'s Components, schema: &'s Value) -> Option<&'s Value> {
    behind(components, schema).into_iter().find_map(|schema| schema.get("items"))
}

/// What a property has to be, that of another name than those that are described included.
pub(crate) fn property<'s>(components: &'s Components, schema: &'s Value, name: &str) -> Option<&'s Value> {
    let schemas = behind(components, schema);
    let named = schemas.iter().find_map(|schema| schema.get("properties")?.get(name));
    named.or_else(|| {
        schemas.iter().find_map(|schema| schema.get("additionalProperties").filter(|more| more.is_object()))
    })
}

/// The names of properties that are described.
pub(crate) fn property_names<'s>(components: &'s Components, schema: &'s Value) -> Vec<&'s str> {
    let mut names: Vec<&str> = Vec::new();
    for schema in behind(components, schema) {
        for (name, _) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    names
}

/// The names of properties that are required.
pub(crate) fn required<'s>(components: &'s Components, schema: &'s Value) -> Vec<&'s str> {
    let schemas = behind(components, schema).into_iter();
    schemas.flat_map(|schema| list(schema.get("required"))).filter_map(Value::as_str).collect()
}
