//! Values of parameters, for samples and tests.

use std::cell::Cell;

use serde_json::{Map, Value, json};

use crate::model::{Api, Field, Shape, ShapeKind};

/// How deep shapes are followed: one that holds itself ends somewhere.
const DEPTH: usize = 16;

/// How many shapes are looked at for one value: the variants of unions, and of those in them, become many.
const VISITS: usize = 100_000;

/// How many bytes a value has at most that is made up. Objects whose members are all required become large.
const MADE_UP: usize = 16 << 10;

/// The value as it is sent by what knows the shape: without fields that it does not have, and without nulls. `None` if
/// the shape cannot hold it.
pub fn sent(api: &Api, shape: &Shape, value: &Value) -> Option<Value> {
    sent_below(api, shape, value, 0, &Cell::new(VISITS))
}

fn sent_below(api: &Api, shape: &Shape, value: &Value, depth: usize, left: &Cell<usize>) -> Option<Value> {
    if depth > DEPTH || !takes(left, 1) {
        return None;
    }
    let below = |shape: &Shape, value: &Value| sent_below(api, shape, value, depth + 1, left);
    Some(match (&shape.kind, value) {
        (ShapeKind::Reference(name), value) => return below(api.shapes.get(name)?, value),
        (ShapeKind::String { .. } | ShapeKind::Binary { .. }, Value::String(_)) => value.clone(),
        (ShapeKind::Boolean, Value::Bool(_)) => value.clone(),
        (ShapeKind::Integer { bits: 32, .. }, value) => json!(i32::try_from(value.as_i64()?).ok()?),
        (ShapeKind::Integer { .. }, value) => json!(value.as_i64()?),
        (ShapeKind::Number { .. }, value) => json!(value.as_f64()?),
        (ShapeKind::Array { items, .. }, Value::Array(values)) => {
            Value::Array(values.iter().map(|value| below(items, value)).collect::<Option<_>>()?)
        }
        (ShapeKind::Map { values: shape }, Value::Object(members)) => {
            let member = |(name, value): (&String, &Value)| Some((name.clone(), below(shape, value)?));
            Value::Object(members.iter().map(member).collect::<Option<Map<_, _>>>()?)
        }
        (ShapeKind::Object { fields, .. }, Value::Object(members)) => {
            let mut kept = Map::new();
            for field in fields {
                match members.get(&field.name).filter(|value| !value.is_null()) {
                    Some(value) => {
                        kept.insert(field.name.clone(), below(&field.shape, value)?);
                    }
                    None if field.required && !field.shape.nullable => return None,
                    None => {}
                }
            }
            Value::Object(kept)
        }
        // Which variant a value is nobody knows but the client.
        (ShapeKind::Union { variants, .. }, value) => {
            let mut fitting = variants.iter().filter_map(|variant| below(&variant.shape, value));
            return fitting.find(|sent| sent == value);
        }
        (ShapeKind::Any, value) => without_nulls(value),
        _ => return None,
    })
}

/// Takes so much of what is left; whether there is enough.
fn takes(left: &Cell<usize>, much: usize) -> bool {
    let enough = left.get() >= much;
    left.set(left.get().saturating_sub(much));
    enough
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            Value::Object(kept.map(|(name, value)| (name.clone(), without_nulls(value))).collect())
        }
        scalar => scalar.clone(),
    }
}

/// Some value of a shape, where the spec has no example: of an object, what is required, or what has an example if nothing
/// is.
pub fn some(api: &Api, shape: &Shape) -> Option<Value> {
    some_below(api, shape, 0, &Cell::new(MADE_UP))
}

fn some_below(api: &Api, shape: &Shape, depth: usize, left: &Cell<usize>) -> Option<Value> {
    if depth > DEPTH || !takes(left, 1) {
        return None;
    }
    if let Some(value) = shape.example.as_ref().and_then(|value| sent(api, shape, value)) {
        return takes(left, length(&value)).then_some(value);
    }
    let some_below = |api: &Api, shape: &Shape, depth: usize| some_below(api, shape, depth, left);
    Some(match &shape.kind {
        ShapeKind::Reference(name) => return some_below(api, api.shapes.get(name)?, depth + 1),
        ShapeKind::String { values, min_length, max_length, .. } => match values.first() {
            Some(value) => takes(left, value.len()).then(|| json!(value))?,
            None => json!(text(*min_length, *max_length)),
        },
        ShapeKind::Binary { .. } | ShapeKind::Any => json!("example"),
        ShapeKind::Integer { minimum, maximum, .. } => {
            json!(1.max(minimum.unwrap_or(i64::MIN)).min(maximum.unwrap_or(i64::MAX)))
        }
        ShapeKind::Number { minimum, maximum, .. } => {
            json!(1_f64.max(minimum.unwrap_or(f64::MIN)).min(maximum.unwrap_or(f64::MAX)))
        }
        ShapeKind::Boolean => json!(true),
        ShapeKind::Array { items, .. } => json!([some_below(api, items, depth + 1)?]),
        ShapeKind::Map { values } => json!({ "key": some_below(api, values, depth + 1)? }),
        ShapeKind::Union { variants, .. } => {
            return variants.iter().find_map(|variant| some_below(api, &variant.shape, depth + 1));
        }
        ShapeKind::Object { fields, .. } => {
            let is_required = |field: &&Field| field.required && !field.shape.nullable;
            let has_example = |field: &&Field| field.shape.example.is_some();
            let shown: Vec<_> = match fields.iter().any(|field| is_required(&field)) {
                true => fields.iter().filter(is_required).collect(),
                false => fields.iter().filter(has_example).collect(),
            };
            let member = |field: &Field| Some((field.name.clone(), some_below(api, &field.shape, depth + 1)?));
            Value::Object(shown.into_iter().map(member).collect::<Option<Map<_, _>>>()?)
        }
    })
}

/// About how many bytes a value has.
fn length(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => 1 + items.iter().map(length).sum::<usize>(),
        Value::Object(members) => 1 + members.iter().map(|(name, value)| name.len() + length(value)).sum::<usize>(),
        _ => 1,
    }
}

/// A text of a length between these, as far as it is one to show.
fn text(least: Option<u64>, most: Option<u64>) -> String {
    const LONGEST: u64 = 256;
    let length = 7.max(least.unwrap_or(0)).min(most.unwrap_or(LONGEST)).min(LONGEST);
    "example".chars().cycle().take(length as usize).collect()
}
