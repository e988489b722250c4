//! The `schema` and `examples` of a response move into its `content`, and the keywords of a header into its `schema`.

use serde_json::{Map, Value};

use super::media_types::media_types;
use super::parameters;
use crate::source::join;
use crate::versions::Rewriting;

/// Rewrites all responses under a pointer, those of an operation or those that are shared.
pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, holder: &str, operation: Option<&str>) {
    let responses = rewriting.get(holder).and_then(Value::as_object).into_iter().flatten();
    let names: Vec<_> = responses.filter(|(_, response)| response.get("$ref").is_none()).collect();
    for name in names.into_iter().map(|(name, _)| name.clone()).collect::<Vec<_>>() {
        let response = join(holder, &name);
        content(rewriting, &response, operation);
        headers(rewriting, &join(&response, "headers"));
    }
}

fn content(rewriting: &mut Rewriting<'_>, response: &str, operation: Option<&str>) {
    let schema = join(response, "schema");
    let content = join(response, "content");
    let examples = match rewriting.source.remove(&join(response, "examples")) {
        Some(Value::Object(examples)) => examples,
        _ => Map::new(),
    };
    let is_file = rewriting.get(&join(&schema, "type")).is_some_and(|kind| kind == "file");
    if rewriting.get(&schema).is_some() {
        let mut media_types = media_types(rewriting, operation, "produces");
        if is_file && media_types == ["application/json"] {
            media_types = vec!["application/octet-stream".to_owned()];
        }
        for media in media_types {
            rewriting.source.copy(&schema, &format!("{}/schema", join(&content, &media)));
        }
        rewriting.source.remove(&schema);
    }
    for (media, example) in examples {
        if media.contains('/') {
            rewriting.source.set(&format!("{}/example", join(&content, &media)), example);
        }
    }
}

fn headers(rewriting: &mut Rewriting<'_>, headers: &str) {
    let names = rewriting.get(headers).and_then(Value::as_object).into_iter().flatten();
    for name in names.map(|(name, _)| name.clone()).collect::<Vec<_>>() {
        let header = join(headers, &name);
        rewriting.source.remove(&join(&header, "collectionFormat"));
        parameters::schema(rewriting, &header);
    }
}
