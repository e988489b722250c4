//! Values made of bytes.

use arbitrary::{Result, Unstructured};
use serde_json::{Map, Value};
use twinspec_mock::Schema;

/// Any JSON, nested at most so deep.
pub(crate) fn any(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Value> {
    Ok(match bytes.int_in_range(0..=if depth == 0 { 5 } else { 7 })? {
        0 => Value::Null,
        1 => bytes.arbitrary::<bool>()?.into(),
        2 => bytes.arbitrary::<i64>()?.into(),
        3 => bytes.arbitrary::<u64>()?.into(),
        // JSON has no other numbers; null stands for them.
        4 => bytes.arbitrary::<f64>()?.into(),
        5 => bytes.arbitrary::<String>()?.into(),
        6 => list(bytes, |bytes| any(bytes, depth - 1))?,
        _ => object(bytes, depth - 1)?.into(),
    })
}

/// Any object.
pub(crate) fn object(bytes: &mut Unstructured<'_>, depth: usize) -> Result<Map<String, Value>> {
    let mut members = Map::new();
    while bytes.arbitrary()? {
        members.insert(bytes.arbitrary()?, any(bytes, depth)?);
    }
    Ok(members)
}

/// A value that a schema describes, whatever its limits.
pub(crate) fn of(schema: &Schema, bytes: &mut Unstructured<'_>) -> Result<Value> {
    Ok(match schema {
        Schema::String { .. } => bytes.arbitrary::<String>()?.into(),
        Schema::Integer { .. } => bytes.arbitrary::<i64>()?.into(),
        Schema::Number { .. } => finite(bytes.arbitrary()?).into(),
        Schema::Boolean => bytes.arbitrary::<bool>()?.into(),
        Schema::Array { items, .. } => list(bytes, |bytes| of(items, bytes))?,
        Schema::Object { properties, .. } => {
            let mut members = Map::new();
            for (name, schema) in *properties {
                if bytes.arbitrary()? {
                    members.insert((*name).to_owned(), of(schema, bytes)?);
                }
            }
            members.into()
        }
        Schema::Any => any(bytes, 4)?,
    })
}

fn list(bytes: &mut Unstructured<'_>, mut item: impl FnMut(&mut Unstructured<'_>) -> Result<Value>) -> Result<Value> {
    let mut items = Vec::new();
    while bytes.arbitrary()? {
        items.push(item(bytes)?);
    }
    Ok(items.into())
}

fn finite(number: f64) -> f64 {
    if number.is_finite() { number } else { 0.0 }
}

/// Members that are null are not sent; items of lists are.
pub(crate) fn without_nulls(value: Value) -> Value {
    match value {
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        Value::Object(members) => {
            let present = members.into_iter().filter(|(_, member)| !member.is_null());
            present.map(|(name, member)| (name, without_nulls(member))).collect()
        }
        scalar => scalar,
    }
}
