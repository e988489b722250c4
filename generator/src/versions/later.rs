//! What a document of OpenAPI 3.1 or 3.2 has besides schemas, in the words of OpenAPI 3.0.

use serde_json::{Value, json};

use super::rewriting::Rewriting;
use crate::pointer::join;
use crate::positions::{ADDITIONAL, Kind};

/// The dialect of schemas that every document has if it does not say so.
const DIALECTS: [&str; 3] = [
    "https://spec.openapis.org/oas/3.1/dialect/base",
    "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
    "https://json-schema.org/draft/2020-12/schema",
];

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    document(rewriting);
    info(rewriting);
    methods(rewriting);
    query_strings(rewriting);
    security_schemes(rewriting);
    media_types(rewriting);
    responses(rewriting);
}

/// A document can have webhooks only, and says which dialect its schemas are written in.
fn document(rewriting: &mut Rewriting<'_>) {
    if rewriting.get("/paths").is_none() {
        rewriting.source.set("/paths", json!({}));
    }
    if let Some(dialect) = rewriting.get("/jsonSchemaDialect").and_then(Value::as_str)
        && !DIALECTS.contains(&dialect)
    {
        rewriting.not_kept("/jsonSchemaDialect", "schemas are read as those of OpenAPI, whatever their dialect");
    }
    rewriting.source.remove("/jsonSchemaDialect");
    rewriting.source.remove("/$self");
    // Those that are used are written where they are used.
    rewriting.source.remove("/components/pathItems");
    rewriting.source.remove("/components/mediaTypes");
    if rewriting.get("/webhooks").is_some() {
        rewriting.source.rename("/webhooks", "/x-webhooks");
    }
    for tag in 0..rewriting.count("/tags") {
        for key in ["parent", "kind", "summary"] {
            rewriting.source.remove(&format!("/tags/{tag}/{key}"));
        }
    }
}

/// `info.summary` becomes the beginning of the description, and the identifier of a licence its name.
fn info(rewriting: &mut Rewriting<'_>) {
    if let Some(summary) = rewriting.source.remove("/info/summary")
        && let Some(summary) = summary.as_str()
    {
        let description = rewriting.get("/info/description").and_then(Value::as_str).unwrap_or_default();
        let whole = format!("{summary}\n\n{description}");
        rewriting.source.set("/info/description", whole.trim_end().into());
    }
    rewriting.source.remove("/info/license/identifier");
}

/// Methods that no request can have. The others stay where they are: `additionalOperations` is read as it is.
fn methods(rewriting: &mut Rewriting<'_>) {
    for path in rewriting.all(Kind::PathItem) {
        let at = join(&path, ADDITIONAL);
        for name in rewriting.names(&at) {
            let is_token = !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
            // It opens a tunnel through a proxy, whatever the path.
            if !is_token || name.eq_ignore_ascii_case("connect") {
                rewriting.not_kept(&join(&at, &name), format!("operations of the method `{name}` are not generated"));
                rewriting.source.remove(&join(&at, &name));
            }
        }
    }
}

/// Parameters that are the whole query: a form is a parameter whose members are pairs of their own.
fn query_strings(rewriting: &mut Rewriting<'_>) {
    for parameter in rewriting.all(Kind::Parameter) {
        if rewriting.text(&parameter, "in").as_deref() != Some("querystring") {
            continue;
        }
        let content = join(&parameter, "content");
        let media_types = rewriting.names(&content);
        let form = media_types.iter().find(|name| name.starts_with("application/x-www-form-urlencoded"));
        rewriting.source.set(&join(&parameter, "in"), "query".into());
        let Some(form) = form else {
            rewriting.not_kept(&parameter, "a query that is not a form is sent as a parameter of its own");
            continue;
        };
        let form = join(&content, form);
        if rewriting.get(&join(&form, "encoding")).is_some() {
            rewriting.not_kept(&join(&form, "encoding"), "the members of a query are sent as those of a form are");
        }
        rewriting.source.rename(&join(&form, "schema"), &join(&parameter, "schema"));
        rewriting.source.remove(&content);
        rewriting.source.set(&join(&parameter, "style"), "form".into());
        rewriting.source.set(&join(&parameter, "explode"), true.into());
    }
}

/// Mutual TLS is a matter of the connection, and not of what a request says.
fn security_schemes(rewriting: &mut Rewriting<'_>) {
    let at = "/components/securitySchemes";
    for name in rewriting.names(at) {
        let at = join(at, &name);
        if rewriting.text(&at, "type").as_deref() != Some("mutualTLS") {
            continue;
        }
        rewriting.source.set(&join(&at, "type"), "http".into());
        rewriting.source.set(&join(&at, "scheme"), "mutualTLS".into());
    }
}

/// `itemSchema` says what each event of a stream looks like, which `schema` says in OpenAPI 3.0.
fn media_types(rewriting: &mut Rewriting<'_>) {
    for media in rewriting.all(Kind::MediaType) {
        for key in ["itemEncoding", "prefixEncoding"] {
            rewriting.source.rename(&join(&media, key), &join(&media, &format!("x-{key}")));
        }
        let (item, schema) = (join(&media, "itemSchema"), join(&media, "schema"));
        if rewriting.get(&item).is_none() {
            continue;
        }
        if media.rsplit('/').next().is_some_and(|name| name.starts_with("multipart~1")) {
            // Each part is an item of a list.
            rewriting.source.set(&schema, json!({ "type": "array" }));
            rewriting.source.rename(&item, &format!("{schema}/items"));
            continue;
        }
        // An event of a server is an object around its data.
        let data = format!("{item}/properties/data");
        let is_event = media.ends_with("/text~1event-stream") && rewriting.get(&data).is_some();
        let content = join(&data, "contentSchema");
        let from = match (is_event, rewriting.get(&content).is_some()) {
            (true, true) => content,
            (true, false) => data,
            (false, _) => item.clone(),
        };
        rewriting.source.rename(&from, &schema);
        rewriting.source.remove(&item);
    }
}

/// The description of a response may be missing since OpenAPI 3.2.
fn responses(rewriting: &mut Rewriting<'_>) {
    for response in rewriting.all(Kind::Response) {
        let summary = rewriting.source.remove(&join(&response, "summary"));
        let description = join(&response, "description");
        if rewriting.get(&description).is_none() && rewriting.get(&join(&response, "$ref")).is_none() {
            rewriting.source.set(&description, summary.unwrap_or_else(|| "".into()));
        }
    }
}
