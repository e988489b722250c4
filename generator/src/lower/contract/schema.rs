//! Schemas of OpenAPI as JSON Schema 2020-12, whole.

use serde_json::{Map, Value, json};

use crate::pointer::find;
use crate::repair::PATTERN_OF_MOCKS;
use crate::source::join;

/// The language of the schemas of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// That of OpenAPI 3.0, an extended subset of JSON Schema.
    OpenApi30,
    /// JSON Schema 2020-12, as of OpenAPI 3.1.
    JsonSchema,
}

/// Keywords with numbers.
const NUMBERS: [&str; 9] = [
    "multipleOf",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maxProperties",
    "minProperties",
    "minContains",
    "maxContains",
];

/// Keywords with a schema.
const SCHEMAS: [&str; 10] = [
    "items",
    "not",
    "additionalProperties",
    "contains",
    "propertyNames",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords with a list of schemas.
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

/// Keywords with schemas by name.
const NAMED: [&str; 3] = ["properties", "patternProperties", "dependentSchemas"];

const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// What is kept of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// What values have to be.
    Values,
    /// What it says to people too, and `nullable` as it is written, so that a pointer into it is one into the document.
    Words,
}

/// What a schema says to people.
const WORDS: [&str; 6] = ["title", "description", "deprecated", "nullable", "x-twin-sensitive", "x-twin-value-titles"];

/// Translates the schemas of a document.
pub(super) struct Translation<'d> {
    pub(super) document: &'d Value,
    pub(super) dialect: Dialect,
    pub(super) extent: Extent,
}

impl Translation<'_> {
    /// The schemas under `components`, by name.
    pub(super) fn components(&self) -> Map<String, Value> {
        let schemas = find(self.document, "/components/schemas").and_then(Value::as_object).into_iter().flatten();
        schemas.map(|(name, schema)| (name.clone(), self.schema(schema))).collect()
    }

    /// A schema, which means the same. What is wrong with it says nothing.
    pub(super) fn schema(&self, schema: &Value) -> Value {
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(_) => return schema.clone(),
            _ => return Value::Bool(true),
        };
        if self.dialect == Dialect::OpenApi30 && keywords.contains_key("$ref") {
            // What is beside a reference has no meaning there.
            return self
                .reference(keywords.get("$ref"))
                .map_or(Value::Bool(true), |reference| json!({ "$ref": reference }));
        }
        let mut translated = Map::new();
        for (keyword, value) in keywords {
            if let Some(value) = self.keyword(keyword, value, keywords) {
                let name = if keyword == PATTERN_OF_MOCKS { "pattern" } else { keyword };
                translated.insert(name.to_owned(), value);
            }
        }
        self.bounds(keywords, &mut translated);
        Self::range(keywords, &mut translated);
        self.examples(keywords, &mut translated);
        let is_nullable = self.dialect == Dialect::OpenApi30 && keywords.get("nullable") == Some(&Value::Bool(true));
        if is_nullable && self.extent == Extent::Values {
            return nullable(translated);
        }
        Value::Object(translated)
    }

    fn keyword(&self, keyword: &str, value: &Value, beside: &Map<String, Value>) -> Option<Value> {
        Some(match keyword {
            "$ref" => self.reference(Some(value))?.into(),
            "type" => types(value)?,
            "enum" => unique(value.as_array().filter(|values| !values.is_empty())?),
            "const" | "default" => value.clone(),
            word if self.extent == Extent::Words && WORDS.contains(&word) => value.clone(),
            "pattern" | PATTERN_OF_MOCKS | "format" | "contentEncoding" => value.as_str()?.into(),
            "uniqueItems" | "readOnly" | "writeOnly" => value.as_bool()?.into(),
            "required" => unique(value.as_array()?),
            "dependentRequired" => value.as_object().map(|_| value.clone())?,
            "minimum" | "maximum" if beside.get(&exclusive(keyword)) == Some(&Value::Bool(true)) => return None,
            "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                Some(value).filter(|value| value.is_number())?.clone()
            }
            // 3.0 has no lists of schemas here, though some documents do.
            "items" if value.is_array() => return None,
            "additionalProperties" if value == &Value::Bool(true) => return None,
            "discriminator" => self.discriminator(value)?,
            number if NUMBERS.contains(&number) => {
                Some(value).filter(|value| value.as_f64().is_some_and(|number| number >= 0.0))?.clone()
            }
            inner if SCHEMAS.contains(&inner) => self.schema(value),
            list if LISTS.contains(&list) => {
                let schemas: Vec<Value> = value.as_array()?.iter().map(|schema| self.schema(schema)).collect();
                Some(schemas).filter(|schemas| !schemas.is_empty())?.into()
            }
            named if NAMED.contains(&named) => {
                value.as_object()?.iter().map(|(name, schema)| (name.clone(), self.schema(schema))).collect()
            }
            _ => return None,
        })
    }

    /// A bound that its value does not reach, in 3.0 by a keyword beside it.
    fn bounds(&self, keywords: &Map<String, Value>, translated: &mut Map<String, Value>) {
        for bound in ["minimum", "maximum"] {
            let exclusive = exclusive(bound);
            if keywords.get(&exclusive) == Some(&Value::Bool(true))
                && let Some(limit) = keywords.get(bound).filter(|limit| limit.is_number())
            {
                translated.insert(exclusive, limit.clone());
            }
        }
    }

    /// A format of whole numbers is a range.
    fn range(keywords: &Map<String, Value>, translated: &mut Map<String, Value>) {
        let is_whole = translated.get("type").is_some_and(|kind| match kind {
            Value::Array(kinds) => kinds.iter().any(|kind| kind == "integer"),
            kind => kind == "integer",
        });
        let (least, most) = match keywords.get("format").and_then(Value::as_str) {
            Some("int32") => (i64::from(i32::MIN), i64::from(i32::MAX)),
            Some("int64") => {
                // As a floating-point number, which JSON knows only, one less than the least is the same as that.
                translated.insert("x-int64".to_owned(), Value::Bool(is_whole));
                return;
            }
            _ => return,
        };
        if is_whole {
            for (bound, exclusive, limit) in
                [("minimum", "exclusiveMinimum", least), ("maximum", "exclusiveMaximum", most)]
            {
                if !translated.contains_key(bound) && !translated.contains_key(exclusive) {
                    translated.insert(bound.to_owned(), limit.into());
                }
            }
        }
    }

    fn examples(&self, keywords: &Map<String, Value>, translated: &mut Map<String, Value>) {
        let several = keywords.get("examples").and_then(Value::as_array).into_iter().flatten();
        let examples: Vec<Value> = keywords.get("example").into_iter().chain(several).cloned().collect();
        if !examples.is_empty() {
            translated.insert("examples".to_owned(), examples.into());
        }
    }

    fn discriminator(&self, value: &Value) -> Option<Value> {
        let property = value.get("propertyName")?.as_str()?;
        let mapping = value.get("mapping").and_then(Value::as_object).into_iter().flatten();
        let mapping: Map<_, _> = mapping
            .filter_map(|(value, target)| {
                let target = target.as_str()?;
                let target = match target.contains(['/', '#']) {
                    true => target.to_owned(),
                    false => join("#/components/schemas", target),
                };
                Some((value.clone(), self.reference(Some(&target.into()))?.into()))
            })
            .collect();
        Some(json!({ "propertyName": property, "mapping": mapping }))
    }

    /// Where a reference leads to among the components; `None` if it leads nowhere.
    fn reference(&self, reference: Option<&Value>) -> Option<String> {
        let pointer = reference?.as_str()?.strip_prefix('#')?;
        find(self.document, pointer)?;
        Some(format!("#/$defs/{}", pointer.strip_prefix("/components/schemas/")?))
    }
}

fn exclusive(bound: &str) -> String {
    match bound {
        "minimum" => "exclusiveMinimum".to_owned(),
        _ => "exclusiveMaximum".to_owned(),
    }
}

fn types(value: &Value) -> Option<Value> {
    let known = |name: &&Value| name.as_str().is_some_and(|name| TYPES.contains(&name));
    match value {
        Value::Array(names) => {
            let names: Vec<Value> = names.iter().filter(known).cloned().collect();
            Some(unique(&names)).filter(|_| !names.is_empty())
        }
        name => Some(name).filter(known).cloned(),
    }
}

fn unique(values: &[Value]) -> Value {
    let mut unique: Vec<Value> = Vec::with_capacity(values.len());
    for value in values {
        if !unique.contains(value) {
            unique.push(value.clone());
        }
    }
    unique.into()
}

/// The same schema, which null fits as well.
fn nullable(mut keywords: Map<String, Value>) -> Value {
    const DECIDING: [&str; 6] = ["enum", "const", "allOf", "anyOf", "oneOf", "not"];
    match keywords.get("type").cloned() {
        Some(Value::String(name)) if !DECIDING.iter().any(|keyword| keywords.contains_key(*keyword)) => {
            keywords.insert("type".to_owned(), json!([name, "null"]));
            Value::Object(keywords)
        }
        _ => {
            // What is said beside the alternatives is about both.
            let mut outside = Map::new();
            for keyword in ["readOnly", "writeOnly", "examples"] {
                outside.extend(keywords.remove(keyword).map(|value| (keyword.to_owned(), value)));
            }
            outside.insert("anyOf".to_owned(), json!([keywords, { "type": "null" }]));
            Value::Object(outside)
        }
    }
}
