//! `if`, `then` and `else`, which say more of a value that fits a schema: the members that they speak of can be there or not.

use serde_json::Value;

use crate::source::join;
use crate::versions::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let condition = join(schema, "if");
    if rewriting.get(&condition).is_none() {
        for keyword in ["then", "else"] {
            rewriting.source.remove(&join(schema, keyword));
        }
        return;
    }
    rewriting.not_kept(&condition, "when the members of `then` and `else` are there: they can always be");
    for keyword in ["then", "else"] {
        let branch = join(schema, keyword);
        let added = join(&branch, "properties");
        let names: Vec<_> = rewriting.get(&added).and_then(Value::as_object).into_iter().flatten().collect();
        for name in names.into_iter().map(|(name, _)| name.clone()).collect::<Vec<_>>() {
            let own = join(&join(schema, "properties"), &name);
            if rewriting.get(&own).is_none() {
                rewriting.source.rename(&join(&added, &name), &own);
            }
        }
        rewriting.source.remove(&branch);
    }
    rewriting.source.remove(&condition);
}
