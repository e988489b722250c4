//! References to what is under `components` now.

use serde_json::Value;

use crate::versions::rewriting::Rewriting;

const MOVED: [(&str, &str); 3] = [
    ("#/definitions/", "#/components/schemas/"),
    ("#/parameters/", "#/components/parameters/"),
    ("#/responses/", "#/components/responses/"),
];

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    if let Some(document) = rewriting.source.value_mut("") {
        below(document);
    }
}

fn below(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(below),
        Value::Object(members) => {
            for (key, member) in members {
                match member {
                    Value::String(target) if key == "$ref" => {
                        let moved = MOVED.iter().find_map(|(from, to)| Some((target.strip_prefix(from)?, to)));
                        if let Some((name, to)) = moved {
                            *target = format!("{to}{name}");
                        }
                    }
                    other => below(other),
                }
            }
        }
        _ => {}
    }
}
