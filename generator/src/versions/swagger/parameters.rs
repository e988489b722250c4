//! What the values of a parameter look like, which Swagger says in the parameter itself, moves into its `schema`. A
//! `collectionFormat` becomes a `style`.

use serde_json::Value;

use super::places::{holders_of_parameters, is_body};
use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

/// The keywords that describe values.
pub(super) const KEYWORDS: [&str; 20] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "x-example",
    "x-enum-varnames",
    "x-go-type",
];

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    let shared = rewriting.names("/parameters");
    let mut parameters: Vec<_> = shared.iter().map(|name| join("/parameters", name)).collect();
    for holder in holders_of_parameters(rewriting) {
        let list = join(&holder, "parameters");
        // Bodies of a path have gone to its operations.
        for index in (0..rewriting.count(&list)).rev() {
            let at = format!("{list}/{index}");
            if is_body(rewriting, &at) {
                rewriting.source.remove(&at);
            }
        }
        parameters.extend((0..rewriting.count(&list)).map(|index| format!("{list}/{index}")));
    }
    for parameter in parameters {
        if is_body(rewriting, &parameter) {
            rewriting.source.remove(&parameter);
        } else if rewriting.get(&join(&parameter, "in")).is_some() {
            style(rewriting, &parameter);
            schema(rewriting, &parameter);
        }
    }
}

/// Moves the keywords of values into `schema`.
pub(super) fn schema(rewriting: &mut Rewriting<'_>, parameter: &str) {
    let schema = join(parameter, "schema");
    for keyword in KEYWORDS {
        rewriting.source.rename(&join(parameter, keyword), &join(&schema, keyword));
    }
    nested_style(rewriting, &schema);
    if rewriting.get(&schema).is_none() {
        rewriting.source.set(&schema, Value::Object(serde_json::Map::new()));
    }
}

/// Lists in lists are joined as the outer list says.
fn nested_style(rewriting: &mut Rewriting<'_>, schema: &str) {
    let mut at = schema.to_owned();
    while rewriting.get(&at).is_some() {
        rewriting.source.remove(&join(&at, "collectionFormat"));
        at = join(&at, "items");
    }
}

/// Swagger joins the items of a list with commas if it does not say how.
fn style(rewriting: &mut Rewriting<'_>, parameter: &str) {
    let format = rewriting.source.remove(&join(parameter, "collectionFormat"));
    let is_list = rewriting.text(parameter, "type").as_deref() == Some("array");
    let is_query = rewriting.text(parameter, "in").as_deref() == Some("query");
    if !is_list || !is_query {
        return;
    }
    let (style, explode) = match format.as_ref().and_then(Value::as_str) {
        Some("multi") => ("form", true),
        Some("ssv") => ("spaceDelimited", false),
        Some("pipes") => ("pipeDelimited", false),
        Some("tsv") => {
            rewriting.not_kept(parameter, "that tabs are between the items of a list: it is sent with commas");
            ("form", false)
        }
        _ => ("form", false),
    };
    rewriting.source.set(&join(parameter, "style"), style.into());
    rewriting.source.set(&join(parameter, "explode"), explode.into());
}
