//! `const: a` becomes `enum: [a]`.

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    if let Some(value) = rewriting.source.remove(&join(schema, "const")) {
        rewriting.source.set(&join(schema, "enum"), vec![value].into());
    }
}
