//! Values that the official format writes as texts, whatever their type.

use serde_json::Number;

use crate::Data;
use crate::kind::Kind;

/// A value as one of a kind; none if it is not.
pub(super) fn typed(value: &Data, kind: Kind) -> Option<Data> {
    let Data::Text(text) = value else {
        let fits = match value {
            Data::Bool(_) => kind == Kind::Boolean,
            Data::Number(number) => kind == Kind::Number || (kind == Kind::Integer && !number.is_f64()),
            Data::List(_) => kind == Kind::Array,
            Data::Map(_) => kind == Kind::Object,
            Data::Null | Data::Text(_) => false,
        };
        return (fits || kind == Kind::Any).then(|| value.clone());
    };
    match kind {
        Kind::String | Kind::Any => Some(value.clone()),
        Kind::Integer => text.trim().parse::<i64>().ok().map(Data::from),
        Kind::Number => number(text.trim()).map(Data::Number),
        Kind::Boolean => text.trim().parse::<bool>().ok().map(Data::Bool),
        Kind::Array => serde_json::from_str(text).ok().filter(|value| matches!(value, Data::List(_))),
        Kind::Object => serde_json::from_str(text).ok().filter(|value| matches!(value, Data::Map(_))),
    }
}

/// A bound of numbers of a kind; none if it is not such a number.
pub(super) fn bound(value: &Data, kind: Kind) -> Option<Number> {
    let number = match value {
        Data::Text(text) => number(text.trim())?,
        Data::Number(number) => number.clone(),
        _ => return None,
    };
    if kind == Kind::Integer && number.as_i64().is_none() {
        let float = number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 9e15)?;
        // Whole and small enough to be exact.
        #[allow(clippy::cast_possible_truncation)]
        return Some((float as i64).into());
    }
    Some(number)
}

fn number(text: &str) -> Option<Number> {
    if let Ok(integer) = text.parse::<i64>() {
        return Some(integer.into());
    }
    text.parse::<f64>().ok().and_then(Number::from_f64)
}
