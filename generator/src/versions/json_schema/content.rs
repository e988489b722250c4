//! `contentEncoding: base64` is the `format: byte` of OpenAPI 3.0; `binary`, or a `contentMediaType` without an encoding, is the
//! `format: binary`.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, schema: &str) {
    let encoding = rewriting.source.remove(&join(schema, "contentEncoding"));
    let media = rewriting.source.remove(&join(schema, "contentMediaType"));
    rewriting.source.remove(&join(schema, "contentSchema"));
    let format = match (encoding.as_ref().and_then(Value::as_str), media.as_ref().and_then(Value::as_str)) {
        (Some("base64" | "base64url"), _) => "byte",
        (Some("binary"), _) => "binary",
        (None, Some(media)) if !media.starts_with("text/") && !media.ends_with("json") => "binary",
        _ => return,
    };
    let at = join(schema, "format");
    if rewriting.get(&at).is_none() {
        rewriting.source.set(&at, format.into());
    }
    let kind = join(schema, "type");
    if rewriting.get(&kind).is_none() {
        rewriting.source.set(&kind, "string".into());
    }
}
