//! Where a part of an operation is in the document.

use serde_json::Value;

use crate::pointer::{find, join, steps};

/// The pointer behind references.
pub(super) fn resolved(document: &Value, pointer: String) -> String {
    let mut pointer = pointer;
    // There may be a circle.
    for _ in 0..16 {
        let reference = find(document, &pointer).and_then(|value| value.get("$ref")).and_then(Value::as_str);
        match reference.and_then(|reference| reference.strip_prefix('#')) {
            Some(target) => pointer = target.to_owned(),
            None => break,
        }
    }
    pointer
}

/// Where a parameter of the operation at a pointer is.
pub(super) fn parameter(document: &Value, operation: &str, name: &str, location: &str) -> Option<String> {
    let mut steps = steps(operation);
    let item = join(&join("", &steps.next()?), &steps.next()?);
    [join(operation, "parameters"), join(&item, "parameters")].into_iter().find_map(|list| {
        let count = find(document, &list).and_then(Value::as_array).map_or(0, Vec::len);
        (0..count).map(|index| resolved(document, format!("{list}/{index}"))).find(|pointer| {
            let parameter = find(document, pointer);
            let says =
                |key: &str, wanted: &str| parameter.and_then(|own| own.get(key)).is_some_and(|own| own == wanted);
            says("name", name) && says("in", location)
        })
    })
}

/// Where the schema of a parameter or a header at a pointer is.
pub(super) fn schema(document: &Value, pointer: &str) -> String {
    let content = find(document, &join(pointer, "content")).and_then(Value::as_object);
    match content.and_then(|content| content.keys().next()) {
        Some(media_type) => format!("{}/schema", join(&join(pointer, "content"), media_type)),
        None => join(pointer, "schema"),
    }
}

/// The pointer of a member, whatever the case of its name.
pub(super) fn member(document: &Value, pointer: &str, name: &str) -> String {
    let members = find(document, pointer).and_then(Value::as_object);
    let found = members.and_then(|members| members.keys().find(|key| key.eq_ignore_ascii_case(name)));
    resolved(document, join(pointer, found.map_or(name, String::as_str)))
}
