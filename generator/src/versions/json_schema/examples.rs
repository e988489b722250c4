//! `examples: [a, b]` of a schema: the first becomes `example`.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let at = join(schema, "examples");
    if !rewriting.get(&at).is_some_and(Value::is_array) {
        return;
    }
    if rewriting.get(&join(schema, "example")).is_none() {
        rewriting.source.rename(&format!("{at}/0"), &join(schema, "example"));
    }
    rewriting.source.remove(&at);
}
