//! Texts as the values that a schema says they are.

use serde_json::{Number, Value};

use crate::components::Components;
use crate::look::{self, Kinds};

/// What a client made of a value: one text, or texts of its items or members.
#[derive(Debug, Clone, PartialEq)]
pub enum Pieces<'t> {
    /// A scalar.
    Text(&'t str),
    /// The items of a list.
    Items(Vec<Pieces<'t>>),
    /// The members of an object.
    Members(Vec<(&'t str, Pieces<'t>)>),
    /// A value that came as JSON.
    Value(Value),
}

/// Texts become numbers and the like if they are `typed` and the schema has such.
pub(crate) fn read(components: &Components, schema: &Value, pieces: &Pieces<'_>, typed: bool) -> Option<Value> {
    Some(match pieces {
        Pieces::Text(text) => scalar(look::kinds(components, schema), text, typed),
        Pieces::Items(items) => {
            let of = look::items(components, schema).unwrap_or(&Value::Bool(true));
            Value::Array(items.iter().filter_map(|item| read(components, of, item, typed)).collect())
        }
        Pieces::Members(members) => {
            let member = |(name, pieces): &(&str, Pieces<'_>)| {
                let of = look::property(components, schema, name).unwrap_or(&Value::Bool(true));
                Some(((*name).to_owned(), read(components, of, pieces, typed)?))
            };
            Value::Object(members.iter().filter_map(member).collect())
        }
        Pieces::Value(value) => value.clone(),
    })
}

fn scalar(kinds: Kinds, text: &str, typed: bool) -> Value {
    let string = || Value::from(text);
    // Of a value of which nothing is said, nobody knows that it is not a text.
    if kinds == Kinds::ALL || (!typed && kinds.string) {
        return string();
    }
    if kinds.integer
        && let Ok(integer) = text.parse::<i64>()
    {
        return integer.into();
    }
    if kinds.integer
        && let Ok(integer) = text.parse::<u64>()
    {
        return integer.into();
    }
    if (kinds.number || kinds.integer)
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte))
        && let Some(number) = text.parse().ok().and_then(Number::from_f64)
    {
        return Value::Number(number);
    }
    match text {
        "true" | "True" | "TRUE" if kinds.boolean => Value::Bool(true),
        "false" | "False" | "FALSE" if kinds.boolean => Value::Bool(false),
        "null" if kinds.null && !kinds.string => Value::Null,
        "" if kinds.null && !kinds.string => Value::Null,
        // An object without members is an element without anything, or a pair without a value.
        "" if kinds.object && !kinds.string => Value::Object(serde_json::Map::new()),
        _ => string(),
    }
}
