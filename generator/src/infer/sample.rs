//! Values that a resource has where nothing else is said.

use serde_json::{Map, Value, json};

use super::thing;
use super::words::plain;
use crate::model::{Api, Field, Shape, ShapeKind};
use crate::pointer::find;

/// How deep shapes are followed: one that holds itself ends somewhere.
const DEPTH: usize = 12;

/// How deep a thing has parts from the beginning.
const PARTS: usize = 3;

/// What samples are made from.
#[derive(Clone, Copy)]
pub(super) struct Samples<'a> {
    pub(super) api: &'a Api,
    /// The document, which says what the model does not keep: formats and defaults.
    pub(super) document: &'a Value,
}

/// What the document says of a shape: where it is, and where what it refers to is.
#[derive(Clone, Copy)]
struct Said<'a> {
    shape: &'a Shape,
    own: Option<&'a Value>,
    behind: Option<&'a Value>,
    can_be_null: bool,
}

impl<'a> Said<'a> {
    fn keyword(&self, keyword: &str) -> Option<&'a Value> {
        let keyword = |schema: Option<&'a Value>| schema?.get(keyword);
        keyword(self.own).or_else(|| keyword(self.behind))
    }

    /// The one value that a shape can be.
    fn only(&self) -> Option<&'a Value> {
        match self.keyword("enum")?.as_array()?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Whether a schema itself says that null is one of its values, beside their type.
    fn is_null(&self) -> bool {
        let is_said = |schema: &Value| schema.get("nullable").is_some() && schema.get("type").is_some();
        self.can_be_null && [self.own, self.behind].into_iter().flatten().any(is_said)
    }
}

impl Samples<'_> {
    fn said<'s>(&'s self, shape: &'s Shape) -> Said<'s> {
        let behind = match &shape.kind {
            ShapeKind::Reference(_) => shape.behind(&self.api.shapes),
            _ => None,
        };
        Said {
            shape,
            own: find(self.document, &shape.origin),
            behind: behind.and_then(|behind| find(self.document, &behind.origin)),
            can_be_null: shape.can_be_null(&self.api.shapes),
        }
    }

    /// What a keyword of the schema says that a shape was made of.
    pub(super) fn keyword<'s>(&'s self, shape: &'s Shape, keyword: &str) -> Option<&'s Value> {
        self.said(shape).keyword(keyword)
    }

    pub(super) fn format<'s>(&'s self, shape: &'s Shape) -> &'s str {
        self.keyword(shape, "format").and_then(Value::as_str).unwrap_or_default()
    }

    /// What an object has without being told: the members that are required, those that have a default, those that can be one
    /// value only, and those that can be null.
    pub(super) fn object(&self, shape: &Shape, without: &dyn Fn(&Field) -> bool) -> Map<String, Value> {
        let fields = thing::members(self.api, shape).iter().filter(|field| !without(field));
        fields
            .filter_map(|field| Some((field.name.clone(), self.member(field.required, &self.said(&field.shape))?)))
            .collect()
    }

    /// The same of a thing that several shapes show: what each of them needs.
    pub(super) fn all(&self, shapes: &[&Shape], without: &dyn Fn(&str) -> bool) -> Map<String, Value> {
        let mut all = Map::new();
        for field in shapes.iter().flat_map(|shape| thing::members(self.api, shape)) {
            if all.contains_key(&field.name) || without(&field.name) {
                continue;
            }
            let named = shapes.iter().flat_map(|shape| thing::members(self.api, shape));
            let named = named.filter(|other| other.name == field.name);
            let mut named: Vec<_> = named.map(|field| (field.required, self.said(&field.shape))).collect();
            // The one that takes the least, and that has to be there.
            named.sort_by_key(|(required, said)| (said.is_null(), !required));
            let value = named.iter().find_map(|(required, said)| self.member(*required, said));
            let fits_all = |value: &Value| !value.is_null() || named.iter().all(|(_, said)| said.is_null());
            if let Some(value) = value.filter(fits_all) {
                all.insert(field.name.clone(), value);
            }
        }
        all
    }

    fn member(&self, required: bool, said: &Said<'_>) -> Option<Value> {
        let shape = said.shape;
        if shape.write_only {
            return None;
        }
        if let Some(default) = said.keyword("default") {
            return Some(default.clone());
        }
        match (&shape.behind(&self.api.shapes)?.kind, said.only()) {
            (ShapeKind::String { .. } | ShapeKind::Boolean, Some(only)) => Some(only.clone()),
            _ if said.is_null() => Some(Value::Null),
            _ if required => self.value(shape, 0),
            _ => None,
        }
    }

    /// A value of a shape: its example, or the least that it can be.
    pub(super) fn value(&self, shape: &Shape, depth: usize) -> Option<Value> {
        if depth > DEPTH {
            return None;
        }
        let said = self.said(shape);
        if said.is_null() {
            return Some(Value::Null);
        }
        if let Some(only) = said.keyword("enum").and_then(|values| values.get(0)) {
            return Some(only.clone());
        }
        if let Some(example) = &shape.example {
            return Some(example.clone());
        }
        Some(match &shape.kind {
            ShapeKind::Reference(name) => return self.value(self.api.shapes.get(name)?, depth + 1),
            ShapeKind::String { values, min_length, .. } => match values.first() {
                Some(value) => json!(value),
                None => json!(self.text(shape, *min_length)),
            },
            ShapeKind::Binary { .. } | ShapeKind::Any => json!(""),
            ShapeKind::Integer { minimum, maximum, .. } => {
                json!(0.max(minimum.unwrap_or(i64::MIN)).min(maximum.unwrap_or(i64::MAX)))
            }
            ShapeKind::Number { minimum, maximum, .. } => {
                json!(0_f64.max(minimum.unwrap_or(f64::MIN)).min(maximum.unwrap_or(f64::MAX)))
            }
            ShapeKind::Boolean => json!(false),
            ShapeKind::Array { items, min_items, .. } => match min_items.unwrap_or(0) {
                0 if depth < PARTS && self.is_part(items) => self.value(items, depth + 1).into_iter().collect(),
                0 => json!([]),
                least => {
                    let item = self.value(items, depth + 1)?;
                    Value::Array(vec![item; usize::try_from(least.min(16)).unwrap_or(0)])
                }
            },
            ShapeKind::Map { .. } => json!({}),
            ShapeKind::Union { variants, .. } => {
                return variants.iter().find_map(|variant| self.value(&variant.shape, depth + 1));
            }
            ShapeKind::Object { fields, .. } => {
                let required = fields.iter().filter(|field| field.required && !field.shape.write_only);
                let members = required.map(|field| Some((field.name.clone(), self.value(&field.shape, depth + 1)?)));
                Value::Object(members.collect::<Option<_>>()?)
            }
        })
    }

    /// Whether the items of a list are parts of what has the list: objects that nobody could refer to. A thing has some of its
    /// parts from the beginning, but none of what is made on its own.
    fn is_part(&self, items: &Shape) -> bool {
        let members = thing::members(self.api, items);
        !members.is_empty() && !members.iter().any(|member| plain(&member.name).is_one_of(&["id", "name", "key"]))
    }

    fn text(&self, shape: &Shape, least: Option<u64>) -> String {
        match self.format(shape) {
            "date-time" => "2024-01-01T00:00:00Z".to_owned(),
            "date" => "2024-01-01".to_owned(),
            "time" => "00:00:00Z".to_owned(),
            "duration" => "PT1H".to_owned(),
            "uuid" => "00000000-0000-4000-8000-000000000000".to_owned(),
            "email" | "idn-email" => "someone@example.com".to_owned(),
            "uri" | "url" | "iri" => "https://example.com/".to_owned(),
            "hostname" => "example.com".to_owned(),
            "ipv4" => "192.0.2.1".to_owned(),
            "ipv6" => "2001:db8::1".to_owned(),
            _ => "x".repeat(usize::try_from(least.unwrap_or(0).min(256)).unwrap_or(0)),
        }
    }
}
