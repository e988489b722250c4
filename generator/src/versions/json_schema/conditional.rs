//! `if`, `then` and `else`, which say more of a value that fits a schema: the members that they speak of can be there or not.

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

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
        for name in rewriting.names(&added) {
            let own = join(&join(schema, "properties"), &name);
            if rewriting.get(&own).is_none() {
                rewriting.source.rename(&join(&added, &name), &own);
            }
        }
        rewriting.source.remove(&branch);
    }
    rewriting.source.remove(&condition);
}
