//! What a request sends: a form, or one body.

use super::parameter::Parameters;
use super::schema::Schema;
use crate::Data;
use crate::kind::Kind;
use crate::object::Object;

const FORM: &str = "application/x-www-form-urlencoded";

/// The request body of an operation that takes the media types `consumes`.
pub(super) fn request_body(parameters: &mut Parameters, consumes: &[String]) -> Option<Data> {
    if let Some((name, schema)) = parameters.body.take() {
        return Some(body(&name, schema, consumes));
    }
    if parameters.form.is_empty() {
        return None;
    }
    Some(form(std::mem::take(&mut parameters.form)))
}

fn form(fields: Vec<(String, Schema, Option<&'static str>)>) -> Data {
    let mut required = Vec::new();
    let mut properties = Object::new();
    for (name, mut schema, style) in fields {
        if schema.required {
            required.push(name.clone());
        }
        if let Some(style) = style {
            schema.keyword("x-acs-style", style);
        }
        properties.put(&name, schema.into_data());
    }
    let mut schema = Object::new();
    schema.put("type", "object");
    let any_required = !required.is_empty();
    schema.put_filled("required", required);
    schema.put("properties", properties);
    let mut body = Object::new();
    body.put_flag("required", any_required);
    body.put("content", Data::one(FORM, Data::one("schema", schema)));
    body.into()
}

fn body(name: &str, mut schema: Schema, consumes: &[String]) -> Data {
    let takes = |media: &str| consumes.iter().any(|consumed| consumed == media);
    let media = if schema.is_binary() || (schema.kind == Kind::String && takes("application/octet-stream")) {
        "application/octet-stream"
    } else if takes("application/xml") && !takes("application/json") {
        "application/xml"
    } else {
        "application/json"
    };
    let mut body = Object::new();
    body.put_some("description", schema.description.take());
    body.put_flag("required", schema.required);
    if name != "body" {
        body.put("x-twin-body-name", name);
    }
    let mut content = Object::new();
    let example = schema.example.take();
    content.put("schema", schema.into_data());
    content.put_some("example", example);
    body.put("content", Data::one(media, content));
    body.into()
}
