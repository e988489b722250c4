//! `true` and `false` in the place of a schema: OpenAPI 3.0 knows them under `additionalProperties` only. `true` becomes a
//! schema that any value fits. No value fits `false`: a property of it is not there, and a list of it is empty.

use serde_json::{Value, json};

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

const SINGLE: [&str; 3] = ["items", "not", "contains"];
const NAMED: [&str; 2] = ["properties", "patternProperties"];
const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];

pub(in crate::versions) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    for keyword in SINGLE {
        let at = join(schema, keyword);
        match rewriting.get(&at) {
            Some(Value::Bool(true)) => rewriting.source.set(&at, json!({})),
            Some(Value::Bool(false)) => {
                rewriting.source.remove(&at);
                // With `prefixItems`, the list ends behind those.
                if keyword == "items" && rewriting.get(&join(schema, "prefixItems")).is_none() {
                    rewriting.source.set(&join(schema, "maxItems"), json!(0));
                }
            }
            _ => {}
        }
    }
    for keyword in NAMED {
        let holder = join(schema, keyword);
        let members = rewriting.get(&holder).and_then(Value::as_object).into_iter().flatten();
        let found: Vec<_> = members.filter_map(|(name, value)| Some((name.clone(), value.as_bool()?))).collect();
        for (name, is_any) in found {
            let at = join(&holder, &name);
            if is_any {
                rewriting.source.set(&at, json!({}));
            } else {
                rewriting.source.remove(&at);
            }
        }
    }
    for keyword in LISTS {
        let holder = join(schema, keyword);
        let items = rewriting.get(&holder).and_then(Value::as_array).into_iter().flatten().enumerate();
        let found: Vec<_> = items.filter_map(|(index, value)| Some((index, value.as_bool()?))).collect();
        for (index, is_any) in found.into_iter().rev() {
            let at = join(&holder, &index.to_string());
            // No value is the one alternative that nothing fits.
            match is_any || keyword == "prefixItems" {
                true => rewriting.source.set(&at, json!({})),
                false => drop(rewriting.source.remove(&at)),
            }
        }
    }
}
