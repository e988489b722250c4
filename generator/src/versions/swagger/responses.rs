//! The `schema` and `examples` of a response move into its `content`, and the keywords of a header into its `schema`.

use serde_json::{Map, Value};

use super::media_types::media_types;
use super::parameters;
use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

/// Rewrites all responses under a pointer, those of an operation or those that are shared.
pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, holder: &str, operation: Option<&str>) {
    for name in rewriting.names(holder) {
        let response = join(holder, &name);
        if rewriting.get(&join(&response, "$ref")).is_none() {
            content(rewriting, &response, operation);
            headers(rewriting, &join(&response, "headers"));
        }
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
    for name in rewriting.names(headers) {
        let header = join(headers, &name);
        rewriting.source.remove(&join(&header, "collectionFormat"));
        parameters::schema(rewriting, &header);
    }
}
