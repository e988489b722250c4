//! A `$ref` with keywords beside it, which say more of the same value: the reference moves into `allOf`.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let Some(Value::Object(keywords)) = rewriting.get(schema) else { return };
    if !keywords.contains_key("$ref") || keywords.len() == 1 {
        return;
    }
    let part = rewriting.source.end_of(&join(schema, "allOf"));
    rewriting.source.rename(&join(schema, "$ref"), &format!("{part}/$ref"));
}
