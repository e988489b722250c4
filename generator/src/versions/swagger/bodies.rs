//! Parameters `in: body` and `in: formData` become the `requestBody`.

use serde_json::{Value, json};

use super::media_types::media_types;
use super::parameters;
use super::places::is_body;
use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// Replaces references to shared parameters that are bodies or fields of a form by these.
pub(super) fn include_shared(rewriting: &mut Rewriting<'_>, holder: &str) {
    let list = join(holder, "parameters");
    for index in 0..rewriting.count(&list) {
        let at = format!("{list}/{index}");
        if let Some(shared) = rewriting.target(&at).filter(|shared| is_body(rewriting, shared)) {
            rewriting.source.copy(&shared, &at);
        }
    }
}

/// Gives an operation the bodies that its path has for all operations.
pub(super) fn inherit(rewriting: &mut Rewriting<'_>, operation: &str) {
    let Some((path, _)) = operation.rsplit_once('/') else { return };
    let list = join(path, "parameters");
    for index in 0..rewriting.count(&list) {
        let at = format!("{list}/{index}");
        if is_body(rewriting, &at) {
            let own = join(operation, "parameters");
            let next = rewriting.source.end_of(&own);
            rewriting.source.copy(&at, &next);
        }
    }
}

/// Moves the body of an operation out of its parameters.
pub(super) fn rewrite(rewriting: &mut Rewriting<'_>, operation: &str) {
    let list = join(operation, "parameters");
    let body = join(operation, "requestBody");
    let media_types = media_types(rewriting, Some(operation), "consumes");
    let mut fields = Vec::new();
    // From the end, since what is taken out moves the rest.
    for index in (0..rewriting.count(&list)).rev() {
        let at = format!("{list}/{index}");
        match rewriting.text(&at, "in").as_deref() {
            Some("body") => {
                whole(rewriting, &at, &body, &media_types);
                rewriting.source.remove(&at);
            }
            Some("formData") => {
                fields.push(field(rewriting, &at, &body));
                rewriting.source.remove(&at);
            }
            _ => {}
        }
    }
    if !fields.is_empty() {
        form(rewriting, &body, &fields, &media_types);
    }
}

fn whole(rewriting: &mut Rewriting<'_>, parameter: &str, body: &str, media_types: &[String]) {
    for media in media_types {
        rewriting.source.copy(&join(parameter, "schema"), &format!("{}/schema", join(&join(body, "content"), media)));
    }
    for key in ["description", "required"] {
        rewriting.source.copy(&join(parameter, key), &join(body, key));
    }
    if let Some(name) = rewriting.text(parameter, "name").filter(|name| !name.is_empty()) {
        rewriting.source.set(&join(body, "x-twin-body-name"), name.into());
    }
}

/// A field of a form, on its way.
struct FormField {
    name: String,
    required: bool,
    is_file: bool,
    /// Where its schema is in the meantime.
    schema: String,
}

fn field(rewriting: &mut Rewriting<'_>, parameter: &str, body: &str) -> FormField {
    let name = rewriting.text(parameter, "name").unwrap_or_default();
    let required = rewriting.get(&join(parameter, "required")) == Some(&Value::Bool(true));
    let is_file = rewriting.text(parameter, "type").as_deref() == Some("file");
    parameters::schema(rewriting, parameter);
    let schema = join(&join(body, "(fields)"), &name);
    rewriting.source.rename(&join(parameter, "schema"), &schema);
    rewriting.source.rename(&join(parameter, "description"), &join(&schema, "description"));
    FormField { name, required, is_file, schema }
}

fn form(rewriting: &mut Rewriting<'_>, body: &str, fields: &[FormField], media_types: &[String]) {
    let has_file = fields.iter().any(|field| field.is_file);
    let named = media_types.iter().find(|media| media.starts_with("multipart/") || *media == FORM);
    let media = match named {
        _ if has_file => MULTIPART,
        Some(media) => media,
        None => FORM,
    };
    let schema = format!("{}/schema", join(&join(body, "content"), media));
    rewriting.source.set(&schema, json!({ "type": "object" }));
    for field in fields {
        rewriting.source.rename(&field.schema, &join(&join(&schema, "properties"), &field.name));
    }
    rewriting.source.remove(&join(body, "(fields)"));
    let required: Vec<Value> =
        fields.iter().rev().filter(|field| field.required).map(|field| field.name.as_str().into()).collect();
    if !required.is_empty() {
        rewriting.source.set(&join(&schema, "required"), required.into());
        rewriting.source.set(&join(body, "required"), true.into());
    }
}
