//! All that must hold of a value, in one schema without references and combinations.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::maker::{Maker, Way};
use crate::components::Components;
use crate::look::{self, Kinds, stated};
use crate::options;

/// All that must hold of a value, with one branch of each choice.
#[derive(Debug, Clone, Default)]
pub(super) struct Flat {
    keywords: Map<String, Value>,
    /// For each schema that is closed: the properties that it knows, and the patterns of others.
    closed: Vec<(BTreeSet<String>, Vec<String>)>,
    /// The components that it is made of.
    pub(super) references: Vec<String>,
}

/// No reference leads further.
const HOPS: usize = 32;

impl Flat {
    pub(super) fn get(&self, keyword: &str) -> Option<&Value> {
        self.keywords.get(keyword)
    }

    pub(super) fn count(&self, keyword: &str) -> Option<usize> {
        let number = self.get(keyword)?;
        let whole = number.as_u64().or_else(|| number.as_f64().map(|float| float as u64));
        whole.map(|count| usize::try_from(count).unwrap_or(usize::MAX))
    }

    pub(super) fn is_true(&self, keyword: &str) -> bool {
        self.get(keyword) == Some(&Value::Bool(true))
    }

    pub(super) fn texts(&self, keyword: &str) -> Vec<String> {
        let list = self.get(keyword).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|text| text.as_str().map(str::to_owned)).collect()
    }

    pub(super) fn members(&self, keyword: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.get(keyword).and_then(Value::as_object).into_iter().flatten()
    }

    /// Whether closed schemas know a property.
    pub(super) fn allows(&self, name: &str) -> bool {
        let matches = |pattern: &String| {
            options::compile(json!({ "pattern": pattern })).is_some_and(|pattern| pattern.is_valid(&name.into()))
        };
        self.closed.iter().all(|(names, patterns)| names.contains(name) || patterns.iter().any(matches))
    }

    pub(super) fn kinds(&self) -> Kinds {
        self.get("type").map_or(Kinds::ALL, stated)
    }

    /// The type that keywords are about, if they are about one.
    pub(super) fn suggested(&self) -> Option<&'static str> {
        const ABOUT: [(&str, &[&str]); 4] = [
            ("object", &["properties", "required", "additionalProperties", "patternProperties", "minProperties"]),
            ("array", &["items", "prefixItems", "minItems", "uniqueItems"]),
            ("string", &["pattern", "format", "minLength", "maxLength"]),
            ("number", &["minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum"]),
        ];
        let about =
            ABOUT.into_iter().find(|(_, keywords)| keywords.iter().any(|keyword| self.keywords.contains_key(*keyword)));
        about.map(|(kind, _)| kind)
    }

    /// Whether a scalar fits what is said of scalars.
    pub(super) fn is_scalar_valid(&self, value: &Value) -> bool {
        const OF_SCALARS: [&str; 11] = [
            "type",
            "enum",
            "format",
            "pattern",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ];
        let of_scalars = self.keywords.iter().filter(|(keyword, _)| OF_SCALARS.contains(&keyword.as_str()));
        let schema: Map<_, _> = of_scalars.map(|(keyword, value)| (keyword.clone(), value.clone())).collect();
        options::compile(Value::Object(schema)).is_none_or(|validator| validator.is_valid(value))
    }

    /// Adds what a schema asks for; `None` if that cannot be together with the rest.
    pub(super) fn add(
        &mut self,
        maker: &mut Maker<'_>,
        schema: &Value,
        like: Option<&Value>,
        hops: usize,
    ) -> Option<()> {
        let members = match schema {
            Value::Object(members) => members,
            Value::Bool(false) => return None,
            _ => return Some(()),
        };
        maker.step()?;
        if hops > HOPS {
            return None;
        }
        self.close(members);
        for (keyword, value) in members {
            self.keyword(keyword, value)?;
        }
        if let Some(reference) = members.get("$ref").and_then(Value::as_str) {
            let referred = maker.components.resolve(reference)?.clone();
            self.references.push(reference.to_owned());
            self.add(maker, &referred, like, hops + 1)?;
        }
        for schema in members.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.add(maker, schema, like, hops + 1)?;
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(branches) = members.get(choice).and_then(Value::as_array) {
                self.choose(maker, (branches, members.get("discriminator")), like, hops)?;
            }
        }
        if let Some(condition) = members.get("if") {
            self.conditional(maker, members, condition, hops)?;
        }
        (!self.is_impossible()).then_some(())
    }

    /// Takes a branch that can be together with the rest.
    fn choose(
        &mut self,
        maker: &mut Maker<'_>,
        (branches, discriminator): (&[Value], Option<&Value>),
        like: Option<&Value>,
        hops: usize,
    ) -> Option<()> {
        let mut order: Vec<usize> = (0..branches.len()).collect();
        match maker.way {
            Way::Any => (1..order.len()).for_each(|end| order.swap(end, maker.random.below(end + 1))),
            // What is being made already, and null, last.
            _ => order.sort_by_key(|index| {
                let branch = branches.get(*index);
                let reference = branch.and_then(|branch| branch.get("$ref")?.as_str());
                let repeats = reference.is_some_and(|name| maker.trail.iter().any(|other| other == name));
                let is_null = branch.and_then(|branch| branch.get("type")).is_some_and(|kind| kind == "null");
                (repeats, is_null)
            }),
        }
        if let Some(like) = like {
            let components = maker.components;
            let is_other =
                |index: &usize| branches.get(*index).is_none_or(|branch| !resembles(components, branch, like));
            order.sort_by_key(is_other);
        }
        for branch in order.into_iter().filter_map(|index| branches.get(index)) {
            let mut attempt = self.clone();
            if attempt.add(maker, branch, like, hops + 1).is_some() {
                if let Some(discriminator) = discriminator {
                    attempt.discriminate(discriminator, branch);
                }
                *self = attempt;
                return Some(());
            }
        }
        None
    }

    /// The property that says which branch a value is.
    fn discriminate(&mut self, discriminator: &Value, branch: &Value) {
        let property = discriminator.get("propertyName").and_then(Value::as_str);
        let reference = branch.get("$ref").and_then(Value::as_str);
        let (Some(property), Some(reference)) = (property, reference) else { return };
        let mapped = discriminator.get("mapping").and_then(Value::as_object).into_iter().flatten();
        let named = reference.rsplit('/').next().unwrap_or_default();
        let mut leading = mapped.filter(|(_, target)| target.as_str().is_some_and(|target| target == reference));
        let value = leading.next().map_or(named, |(value, _)| value.as_str());
        let known = self.keywords.get("properties").and_then(|properties| properties.get(property));
        let says = |keyword| known.is_some_and(|known| known.get(keyword).is_some());
        if !says("const") && !says("enum") && !says("$ref") {
            let wanted = json!({ "properties": { property: { "const": value } }, "required": [property] });
            for (keyword, value) in wanted.as_object().into_iter().flatten() {
                let _ = self.keyword(keyword, value);
            }
        }
    }

    /// The branch of a condition that holds.
    fn conditional(
        &mut self,
        maker: &mut Maker<'_>,
        members: &Map<String, Value>,
        condition: &Value,
        hops: usize,
    ) -> Option<()> {
        let mut attempt = self.clone();
        let then = members.get("then").unwrap_or(&Value::Bool(true));
        if attempt
            .add(maker, condition, None, hops + 1)
            .and_then(|()| attempt.add(maker, then, None, hops + 1))
            .is_some()
        {
            *self = attempt;
            return Some(());
        }
        match members.get("else") {
            Some(otherwise) => self.add(maker, otherwise, None, hops + 1),
            None => Some(()),
        }
    }

    fn close(&mut self, members: &Map<String, Value>) {
        if members.get("additionalProperties") != Some(&Value::Bool(false)) {
            return;
        }
        let keys = |keyword: &str| {
            members.get(keyword).and_then(Value::as_object).into_iter().flatten().map(|(key, _)| key.clone())
        };
        self.closed.push((keys("properties").collect(), keys("patternProperties").collect()));
    }

    fn keyword(&mut self, keyword: &str, value: &Value) -> Option<()> {
        let Some(known) = self.keywords.get(keyword) else {
            match keyword {
                "$ref" | "allOf" | "oneOf" | "anyOf" | "if" | "then" | "else" | "not" | "$defs" => {}
                "const" => return self.keyword("enum", &json!([value])),
                _ => {
                    self.keywords.insert(keyword.to_owned(), value.clone());
                }
            }
            return Some(());
        };
        let number = |value: &Value| value.as_f64().unwrap_or_default();
        let merged = match keyword {
            "type" => types(stated(known).and(stated(value))),
            "enum" => {
                let values = value.as_array()?;
                known.as_array()?.iter().filter(|item| values.contains(item)).cloned().collect()
            }
            "properties" | "patternProperties" => {
                let mut all = known.as_object()?.clone();
                for (name, schema) in value.as_object()? {
                    let schema = match all.get(name) {
                        Some(other) if other != schema => json!({ "allOf": [other, schema] }),
                        _ => schema.clone(),
                    };
                    all.insert(name.clone(), schema);
                }
                Value::Object(all)
            }
            "required" => {
                let mut names = known.as_array()?.clone();
                names.extend(
                    value
                        .as_array()?
                        .iter()
                        .filter(|name| !known.as_array().is_some_and(|known| known.contains(name)))
                        .cloned(),
                );
                Value::Array(names)
            }
            "items" | "additionalProperties" | "propertyNames" | "contains" if known != value => {
                json!({ "allOf": [known, value] })
            }
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" | "multipleOf" => {
                if number(value) > number(known) { value.clone() } else { known.clone() }
            }
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
                if number(value) < number(known) { value.clone() } else { known.clone() }
            }
            "uniqueItems" => Value::Bool(self.is_true(keyword) || *value == Value::Bool(true)),
            "prefixItems" if known != value => value.clone(),
            _ => return Some(()),
        };
        self.keywords.insert(keyword.to_owned(), merged);
        Some(())
    }

    fn is_impossible(&self) -> bool {
        let is_empty = |keyword: &str| self.get(keyword).and_then(Value::as_array).is_some_and(Vec::is_empty);
        if is_empty("enum") || is_empty("type") {
            return true;
        }
        let (Some(Value::Array(values)), Some(kinds)) = (self.get("enum"), self.get("type").map(stated)) else {
            return false;
        };
        !values.iter().any(|value| kinds.has(value))
    }
}

/// The keyword `type` for some types.
fn types(kinds: Kinds) -> Value {
    let named = [
        ("null", kinds.null),
        ("boolean", kinds.boolean),
        ("integer", kinds.integer && !kinds.number),
        ("number", kinds.number),
        ("string", kinds.string),
        ("array", kinds.array),
        ("object", kinds.object),
    ];
    named.into_iter().filter(|(_, is)| *is).map(|(name, _)| Value::from(name)).collect()
}

/// Whether a value is probably of a schema: it has its type, and what it requires.
fn resembles(components: &Components, schema: &Value, value: &Value) -> bool {
    let Value::Object(members) = value else { return look::kinds(components, schema).has(value) };
    let is_listed = |name: &str, value: &Value| {
        let property = look::property(components, schema, name);
        property.is_none_or(|property| {
            let listed = property.get("enum").and_then(Value::as_array);
            listed.is_none_or(|listed| listed.contains(value)) && property.get("const").is_none_or(|only| only == value)
        })
    };
    look::kinds(components, schema).object
        && look::required(components, schema).into_iter().all(|name| members.contains_key(name))
        && members.iter().all(|(name, value)| is_listed(name, value))
}
