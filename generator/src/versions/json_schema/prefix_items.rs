//! `prefixItems`, which says what each place of a list holds: the items of the list can be any of these.

use serde_json::{Value, json};

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let at = join(schema, "prefixItems");
    let Some(count) = rewriting.get(&at).and_then(Value::as_array).map(Vec::len) else { return };
    rewriting.not_kept(&at, "which place of the list holds which value: each item can be any of them");
    let items = join(schema, "items");
    if rewriting.get(&items).is_some_and(Value::is_object) {
        rewriting.source.rename(&items, &format!("{at}/{count}"));
    }
    rewriting.source.set(&items, json!({ "anyOf": [] }));
    rewriting.source.rename(&at, &join(&items, "anyOf"));
}
