//! `exclusiveMinimum: 0` becomes `minimum: 0` with `exclusiveMinimum: true`, and the maximum likewise. Of two bounds the
//! tighter one is kept.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    for (exclusive, inclusive, is_lower) in
        [("exclusiveMinimum", "minimum", true), ("exclusiveMaximum", "maximum", false)]
    {
        let (at, bound) = (join(schema, exclusive), join(schema, inclusive));
        let Some(limit) = rewriting.get(&at).and_then(Value::as_f64) else { continue };
        let other = rewriting.get(&bound).and_then(Value::as_f64);
        let is_tighter = other.is_none_or(|other| if is_lower { limit >= other } else { limit <= other });
        if is_tighter {
            rewriting.source.rename(&at, &bound);
            rewriting.source.set(&at, true.into());
        } else {
            rewriting.source.remove(&at);
        }
    }
}
