//! Schemas: the `discriminator` is an object, `x-nullable` is `nullable`, and `type: file` is bytes.

use serde_json::{Value, json};

use crate::pointer::join;
use crate::positions::Kind;
use crate::versions::json_schema::{boolean_schema, type_list};
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    for schema in rewriting.all(Kind::Schema) {
        if let Some(property) = rewriting.text(&schema, "discriminator") {
            rewriting.source.set(&join(&schema, "discriminator"), json!({ "propertyName": property }));
        }
        if rewriting.text(&schema, "type").as_deref() == Some("file") {
            rewriting.source.set(&join(&schema, "type"), "string".into());
            rewriting.source.set(&join(&schema, "format"), "binary".into());
        }
        let nullable = join(&schema, "x-nullable");
        if let Some(value @ Value::Bool(_)) = rewriting.source.remove(&nullable) {
            rewriting.source.set(&join(&schema, "nullable"), value);
        }
        // What the version does not know, but is written nevertheless.
        boolean_schema::rewrite(rewriting, &schema);
        type_list::rewrite(rewriting, &schema);
        rewriting.source.rename(&join(&schema, "x-example"), &join(&schema, "example"));
    }
}
