//! `patternProperties`, which says what members look like whose names match: members of any other name than those of
//! `properties` look like one of these.

use serde_json::{Value, json};

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let at = join(schema, "patternProperties");
    let Some(patterns) = rewriting.get(&at).and_then(Value::as_object) else { return };
    let patterns: Vec<_> = patterns.keys().cloned().collect();
    rewriting.not_kept(&at, "that the names of members match a pattern");
    let rest = join(schema, "additionalProperties");
    let has_rest = rewriting.get(&rest).is_some_and(Value::is_object);
    match patterns.as_slice() {
        [] => {}
        [only] if !has_rest => rewriting.source.rename(&join(&at, only), &rest),
        several => {
            let any_of = format!("{rest}/anyOf");
            if has_rest {
                rewriting.source.rename(&rest, &format!("{at}/{REST}"));
            }
            rewriting.source.set(&rest, json!({ "anyOf": [] }));
            let several = several.iter().map(String::as_str).chain(has_rest.then_some(REST));
            for (index, pattern) in several.enumerate() {
                rewriting.source.rename(&join(&at, pattern), &format!("{any_of}/{index}"));
            }
        }
    }
    rewriting.source.remove(&at);
}

/// Where the schema of all other members is in the meantime.
const REST: &str = "(others)";
