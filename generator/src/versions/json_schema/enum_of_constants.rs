//! `oneOf: [{const: a, title: …}, …]`: the way in which JSON Schema describes the values of an enum. It becomes `enum`, and
//! the titles and descriptions become those of its values.

use serde_json::{Map, Value};

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    for keyword in ["oneOf", "anyOf"] {
        let at = join(schema, keyword);
        let Some(constants) = rewriting.get(&at).and_then(Value::as_array).and_then(|list| constants(list)) else {
            continue;
        };
        rewriting.source.remove(&at);
        let titles: Map<_, _> =
            constants.iter().filter_map(|(value, title)| Some((text(value), title.clone()?.into()))).collect();
        let values: Vec<_> = constants.into_iter().map(|(value, _)| value).collect();
        rewriting.source.set(&join(schema, "enum"), values.into());
        if !titles.is_empty() {
            rewriting.source.set(&join(schema, "x-twin-value-titles"), titles.into());
        }
    }
}

/// The constants of a list that has nothing else, with what they are called or mean.
fn constants(list: &[Value]) -> Option<Vec<(Value, Option<String>)>> {
    let constant = |schema: &Value| {
        let keywords = schema.as_object()?;
        let is_annotation = |key: &str| ["title", "description", "deprecated", "type"].contains(&key);
        let value = keywords.get("const").or_else(|| match keywords.get("enum")?.as_array()?.as_slice() {
            [only] => Some(only),
            _ => None,
        })?;
        let is_plain = keywords.keys().all(|key| ["const", "enum"].contains(&key.as_str()) || is_annotation(key));
        let said = |key: &str| keywords.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
        let title = match (said("title"), said("description")) {
            (Some(title), Some(description)) => Some(format!("{title}: {description}")),
            (title, description) => title.or(description).map(str::to_owned),
        };
        (is_plain && !value.is_array() && !value.is_object()).then(|| (value.clone(), title))
    };
    let constants: Option<Vec<_>> = list.iter().map(constant).collect();
    constants.filter(|constants| constants.len() > 1)
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
