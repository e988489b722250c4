//! Keywords that only restrict values, for which neither OpenAPI 3.0 nor a Rust type has a word. They are left out; those that
//! decide whether a value is valid are named.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

/// What is not checked, and what it would say.
const RESTRICTIONS: [(&str, &str); 9] = [
    ("contains", "that a list contains an item of this kind"),
    ("minContains", "how many items of a kind a list has at least"),
    ("maxContains", "how many items of a kind a list has at most"),
    ("dependentRequired", "which members require others"),
    ("dependentSchemas", "what else is true of a value that has a member"),
    ("propertyNames", "what the names of members look like"),
    ("unevaluatedItems", "what the other items of a list look like"),
    ("additionalItems", "what the other items of a list look like"),
    ("$dynamicRef", "the schema that a dynamic reference leads to: any value is taken"),
];

/// What says nothing of values.
const SILENT: [&str; 8] =
    ["$schema", "$id", "$anchor", "$dynamicAnchor", "$comment", "$vocabulary", "$defs", "definitions"];

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    for (keyword, meaning) in RESTRICTIONS {
        let at = join(schema, keyword);
        if rewriting.get(&at).is_some() {
            rewriting.not_kept(&at, meaning);
            rewriting.source.remove(&at);
        }
    }
    for keyword in SILENT {
        rewriting.source.remove(&join(schema, keyword));
    }
    // A schema for all members that are not named says the same as `additionalProperties`; that there are none is not needed
    // to read a value.
    let (others, additional) = (join(schema, "unevaluatedProperties"), join(schema, "additionalProperties"));
    if rewriting.get(&others).is_some_and(Value::is_object) && rewriting.get(&additional).is_none() {
        rewriting.source.rename(&others, &additional);
    }
    rewriting.source.remove(&others);
}
