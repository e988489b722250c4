//! Reads values in the styles of OpenAPI (3.0.3, 4.7.12.2).

use serde_json::{Map, Value};
use twinspec_core::{Parameter, Style};

use super::pair::{Pair, find};
use crate::Schema;

/// A value in one text, its items or the names and values of its members between separators.
pub(super) fn joined(text: &str, separator: char, schema: &Schema) -> Value {
    let mut pieces = text.split(separator).map(str::to_owned);
    match schema {
        Schema::Object { .. } => {
            let mut members = Map::new();
            while let Some(name) = pieces.next() {
                members.insert(name, pieces.next().unwrap_or_default().into());
            }
            Value::Object(members)
        }
        Schema::Any if !text.contains(separator) => Value::from(text),
        _ => pieces.map(Value::String).collect(),
    }
}

/// A value whose items are pairs of one name, or whose members are pairs of theirs; `None` if there is none.
pub(super) fn separate(pairs: &[Pair<'_>], parameter: &Parameter, schema: &Schema) -> Option<Value> {
    if parameter.style == Style::Simple {
        return find(pairs, parameter.name).map(|text| named(text, ',', schema));
    }
    match schema {
        Schema::Object { properties, .. } => {
            let given = |name: &&str| Some(((*name).to_owned(), Value::from(find(pairs, name)?)));
            let members: Map<_, _> = properties.iter().map(|(name, _)| *name).filter_map(|name| given(&name)).collect();
            (!members.is_empty()).then_some(Value::Object(members))
        }
        _ => {
            let items = pairs.iter().filter(|(name, _)| name == parameter.name).map(|(_, text)| Value::from(&**text));
            let items: Vec<_> = items.collect();
            match (schema, items.as_slice()) {
                (_, []) => None,
                (Schema::Any, [only]) => Some(only.clone()),
                _ => Some(Value::Array(items)),
            }
        }
    }
}

/// A value whose members are `name=value`; that of another kind has its items between the separators.
fn named(text: &str, separator: char, schema: &Schema) -> Value {
    match schema {
        Schema::Object { .. } => {
            let members = text.split(separator).map(|piece| piece.split_once('=').unwrap_or((piece, "")));
            Value::Object(members.map(|(name, value)| (name.to_owned(), value.into())).collect())
        }
        _ => joined(text, separator, schema),
    }
}

/// A value in a path, behind dots or semicolons.
pub(super) fn in_path(text: &str, parameter: &Parameter, schema: &Schema) -> Value {
    let is_label = parameter.style == Style::Label;
    let text = text.strip_prefix(if is_label { '.' } else { ';' }).unwrap_or(text);
    let own = format!("{}=", parameter.name);
    let is_object = matches!(schema, Schema::Object { .. });
    if schema.is_scalar() {
        return text.strip_prefix(&own).unwrap_or(text).into();
    }
    match (is_label, parameter.explode) {
        (true, true) => named(text, '.', schema),
        (true, false) => joined(text, ',', schema),
        (false, false) => joined(text.strip_prefix(&own).unwrap_or(text), ',', schema),
        (false, true) if is_object => named(text, ';', schema),
        (false, true) => text.split(';').map(|piece| Value::from(piece.strip_prefix(&own).unwrap_or(piece))).collect(),
    }
}

/// No value is nested deeper.
const DEEPEST: usize = 16;

/// A value whose leaves are pairs: `filter[color]`, `filter[sizes][0]`; `None` if there is none.
pub(super) fn deep(pairs: &[Pair<'_>], name: &str, schema: &Schema) -> Option<Value> {
    let below = pairs.iter().filter_map(|(key, text)| Some((key.strip_prefix(name)?, text.as_ref())));
    let below: Vec<_> = below.filter(|(steps, _)| steps.is_empty() || steps.starts_with('[')).collect();
    read(&below, schema, DEEPEST)
}

fn read(leaves: &[(&str, &str)], schema: &Schema, depth: usize) -> Option<Value> {
    let (first, text) = leaves.first()?;
    if first.is_empty() || depth == 0 {
        return Some((*text).into());
    }
    let step = |steps: &str| Some(steps.strip_prefix('[')?.split_once(']')?.0.to_owned());
    let mut names: Vec<String> = Vec::new();
    for name in leaves.iter().filter_map(|(steps, _)| step(steps)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let of = |name: &str| -> Vec<(&str, &str)> {
        let prefix = format!("[{name}]");
        leaves.iter().filter_map(|(steps, text)| Some((steps.strip_prefix(prefix.as_str())?, *text))).collect()
    };
    let is_list = matches!(schema, Schema::Array { .. })
        || (matches!(schema, Schema::Any) && names.iter().all(|name| name.parse::<usize>().is_ok() || name.is_empty()));
    let inner = |name: &str| match schema {
        Schema::Array { items, .. } => items,
        Schema::Object { properties, .. } => {
            properties.iter().find(|(property, _)| *property == name).map_or(&Schema::Any, |(_, schema)| schema)
        }
        _ => &Schema::Any,
    };
    let members = names.iter().filter_map(|name| Some((name.clone(), read(&of(name), inner(name), depth - 1)?)));
    Some(match is_list {
        true => members.map(|(_, value)| value).collect(),
        false => Value::Object(members.collect()),
    })
}
