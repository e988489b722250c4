//! How values become pairs, by the words of the rules.

use serde_json::Value;

/// A pair for each leaf: "flattened, 1-based, dots"; "null params omitted; empty string kept; empty lists/maps
/// vanish"; of a map with other keys than words "#<len>#<key>, len = length of key in characters".
pub(crate) fn flat(name: &str, value: &Value) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    // The way to each value that is still to be looked at.
    let mut left = vec![(name.to_owned(), value.clone())];
    while let Some((way, value)) = left.pop() {
        match value {
            Value::Null => {}
            Value::Array(items) => {
                for (number, item) in (1..).zip(items) {
                    left.push((format!("{way}.{number}"), item));
                }
            }
            Value::Object(members) => {
                for (key, member) in members {
                    let word = !key.is_empty()
                        && key.chars().all(|c| matches!(c, 'a'..='z' | 'A'..='Z' | '0'..='9' | '_' | '-'));
                    let step = if word { key } else { format!("#{}#{key}", key.chars().count()) };
                    left.push((format!("{way}.{step}"), member));
                }
            }
            scalar => pairs.push((way, text(&scalar))),
        }
    }
    pairs
}

/// One value joined with a delimiter: the items of a list, the names and values of an object in turn. Nulls are left
/// out; what has nothing left vanishes.
pub(crate) fn delimited(value: &Value, delimiter: &str) -> Option<String> {
    let parts: Vec<String> = match value {
        Value::Null => return None,
        Value::Array(items) => items.iter().filter(|item| !item.is_null()).map(text).collect(),
        Value::Object(members) => {
            let present = members.iter().filter(|(_, member)| !member.is_null());
            present.flat_map(|(key, member)| vec![key.clone(), text(member)]).collect()
        }
        scalar => return Some(text(scalar)),
    };
    (!parts.is_empty()).then(|| parts.join(delimiter))
}

/// "one compact JSON string (UTF-8 raw, no spaces)"; "null params omitted", "empty lists/maps vanish".
pub(crate) fn json(value: &Value) -> Option<String> {
    let vanishes = match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.values().all(Value::is_null),
        _ => false,
    };
    (!vanishes).then(|| text(value))
}

/// A text is what it is; numbers are decimal; "booleans true / false"; the rest is JSON.
pub(crate) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => written(other),
    }
}

/// RFC 8259, without blanks; members that are null are left out.
fn written(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(integer), _, _) => format!("{integer}"),
            (_, Some(integer), _) => format!("{integer}"),
            (_, _, float) => format!("{:?}", float.unwrap()),
        },
        Value::String(text) => {
            let escaped = |c: char| match c {
                '"' => "\\\"".to_owned(),
                '\\' => "\\\\".to_owned(),
                '\n' => "\\n".to_owned(),
                '\r' => "\\r".to_owned(),
                '\t' => "\\t".to_owned(),
                '\x08' => "\\b".to_owned(),
                '\x0c' => "\\f".to_owned(),
                control if control < ' ' => format!("\\u{:04x}", u32::from(control)),
                other => other.to_string(),
            };
            format!("\"{}\"", text.chars().map(escaped).collect::<String>())
        }
        Value::Array(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(",")),
        Value::Object(members) => {
            let present = members.iter().filter(|(_, member)| !member.is_null());
            let member = |(key, member): (&String, &Value)| {
                format!("{}:{}", written(&Value::String(key.clone())), written(member))
            };
            format!("{{{}}}", present.map(member).collect::<Vec<_>>().join(","))
        }
    }
}
