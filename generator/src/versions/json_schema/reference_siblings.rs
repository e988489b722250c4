//! A `$ref` with keywords beside it, which say more of the same value: the reference moves into `allOf`.

use serde_json::{Value, json};

use crate::source::join;
use crate::versions::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let Some(Value::Object(keywords)) = rewriting.get(schema) else { return };
    if !keywords.contains_key("$ref") || keywords.len() == 1 {
        return;
    }
    let all_of = join(schema, "allOf");
    let index = rewriting.get(&all_of).and_then(Value::as_array).map_or(0, Vec::len);
    if index == 0 {
        rewriting.source.set(&all_of, json!([]));
    }
    rewriting.source.rename(&join(schema, "$ref"), &format!("{all_of}/{index}/$ref"));
}
