use openapiv3::{MediaType, ReferenceOr, RequestBody};
use serde_json::Value;

use super::body_choice::Body;
use super::lower::Lower;
use super::media::{self, Media};
use super::part::{self, Content};
use super::schema::Members;
use super::style::{self, Written};
use super::vendor;
use super::xml::XmlWords;
use crate::model::{BodyContent, Field, Location, Parameter, Shape, ShapeKind, Style};
use crate::pointer::{find, join};
use crate::vocabulary::body_name;

/// Of several media types the first of these kinds is sent: what types say the most of.
const PREFERRED: [Media; 7] =
    [Media::Json, Media::Sequence, Media::Multipart, Media::Form, Media::Xml, Media::Text, Media::Bytes];

impl<'d> Lower<'d> {
    /// What a request body can be. Media types with the same schema are one, unless they have files.
    pub(super) fn bodies(&mut self, body: &ReferenceOr<RequestBody>, pointer: String) -> Vec<Body<'d>> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.request_bodies.get(name));
        let Some((body, pointer)) = self.resolve(body, pointer, "requestBodies", table) else { return Vec::new() };
        if !self.takes_text([body.description.as_deref(), Some(&*pointer)], None, &pointer) {
            return Vec::new();
        }
        let content = format!("{pointer}/content");
        let is_vendor = self.words.vendor.is_given;
        let preferred = if is_vendor { &vendor::PREFERRED[..] } else { &PREFERRED };
        let source = self.source;
        let mut bodies: Vec<Body<'d>> = Vec::new();
        for name in body.content.keys().filter(|name| Media::of(name) == Media::EventStream) {
            self.note(&join(&content, name), "a request body that is a stream of events", "it cannot be sent");
        }
        for wanted in preferred.iter().copied() {
            for (name, media) in body.content.iter().filter(|(name, _)| Media::of(name) == wanted) {
                let at = join(&content, name);
                // What comes second is not known of a range.
                if !bodies.is_empty() && (is_vendor || name.contains('*')) {
                    if !is_vendor {
                        let help = "a body is sent under one of the media types that are named beside it";
                        self.note(&at, format!("`{name}` beside other media types"), help);
                    }
                    continue;
                }
                let schema = find(source.document(), &join(&at, "schema"));
                let parameters = self.parameters_of(body, (name, media), wanted, at, &pointer);
                let media_type = name.clone();
                let word = media::word(name);
                if word == "related" && wanted == Media::Multipart && !is_vendor {
                    let help = "the parts are sent in the order of their names; the first one is the root";
                    self.note(&join(&content, name), "the order of the parts of a body", help);
                }
                let same = bodies.iter_mut().find(|other| other.schema == schema && other.takes(&parameters));
                match same {
                    Some(other) => other.contents.push(BodyContent { media_type, word, parameters }),
                    None => {
                        let contents = Vec::new();
                        let required = body.required && !is_vendor;
                        bodies.push(Body { word, parameters, contents, media_type, schema, required });
                    }
                }
            }
        }
        bodies
    }

    fn parameters_of(
        &mut self,
        body: &RequestBody,
        (name, media): (&str, &MediaType),
        kind: Media,
        at: String,
        pointer: &str,
    ) -> Vec<Parameter> {
        let location = match kind {
            Media::Form => Some(Location::Form),
            Media::Multipart if !self.words.vendor.is_given => Some(Location::Part),
            _ => None,
        };
        if location.is_some() && !body.required && self.is_empty(&at) {
            return Vec::new();
        }
        if let Some(fields) = location.and_then(|location| self.fields(media, location, at.clone())) {
            return fields;
        }
        vec![self.whole_body(body, (name, media), kind, at, pointer.to_owned())]
    }

    fn whole_body(
        &mut self,
        body: &RequestBody,
        (name, media): (&str, &MediaType),
        kind: Media,
        media_pointer: String,
        pointer: String,
    ) -> Parameter {
        self.takes_text([], media.example.as_ref(), &pointer);
        let mut shape = match &media.schema {
            Some(schema) => self.schema(schema, format!("{media_pointer}/schema")),
            None => Shape::any(media_pointer.clone()),
        };
        let is_vendor = self.words.vendor.is_given;
        if kind == Media::Sequence {
            // The schema is that of an item.
            let list = Shape { example: None, ..Shape::any(shape.origin.clone()) };
            let kind = ShapeKind::Array { items: Box::new(shape), min_items: None, max_items: None };
            shape = Shape { kind, ..list };
        }
        let is_text = matches!(shape.kind, ShapeKind::String { .. } | ShapeKind::Any);
        let style = match kind {
            _ if matches!(shape.kind, ShapeKind::Binary { .. }) => Style::Binary,
            Media::Text if is_text && !is_vendor => {
                shape.kind = text();
                Style::Text
            }
            Media::Multipart | Media::Form => binary(&mut shape),
            Media::Bytes | Media::Text if is_text => binary(&mut shape),
            Media::Xml => Style::Xml,
            _ => Style::Json,
        };
        let xml = (style == Style::Xml && !is_vendor).then(|| {
            let document = self.source.document();
            XmlWords::of(document).root(find(document, &join(&media_pointer, "schema")))
        });
        let media_type = match name {
            _ if is_vendor => None,
            range if range.contains('*') && style == Style::Json => Some("application/json"),
            name => Some(name),
        };
        Parameter {
            name: body_name(|key| body.extensions.get(key)).to_owned(),
            location: Location::Body,
            style,
            explode: false,
            allow_reserved: false,
            media_type: media_type.map(str::to_owned),
            xml,
            required: body.required,
            sensitive: shape.sensitive,
            deprecated: shape.deprecated,
            description: body.description.clone().unwrap_or_else(|| shape.description.clone()),
            default: None,
            example: media.example.clone().or_else(|| shape.example.clone()),
            shape,
            origin: pointer,
        }
    }

    /// Whether a form has no members at all.
    fn is_empty(&self, media: &str) -> bool {
        let schema = self.source.document().pointer(&join(media, "schema")).and_then(Value::as_object);
        schema.is_some_and(|schema| {
            let has_properties = schema.get("properties").and_then(Value::as_object).is_some_and(|all| !all.is_empty());
            schema.get("additionalProperties") == Some(&Value::Bool(false))
                && !has_properties
                && !["$ref", "allOf", "oneOf", "anyOf", "patternProperties"].iter().any(|key| schema.contains_key(*key))
        })
    }

    /// The properties of a form, or of a body of several parts; nothing if its schema is not an object.
    fn fields(&mut self, form: &MediaType, location: Location, pointer: String) -> Option<Vec<Parameter>> {
        let shape = self.schema(form.schema.as_ref()?, format!("{pointer}/schema"));
        let Some(Members { fields, of_several }) = self.members(shape) else {
            self.note(
                &pointer,
                "a form whose schema is not an object with properties",
                "the body is sent as the bytes that it is given",
            );
            return None;
        };
        if of_several {
            self.note(&pointer, "which members of a form go together", "each can be set, whatever others are");
        }
        let source = self.source;
        let encodings = find(source.document(), &pointer).and_then(|media| media.get("encoding"));
        let mut parameters = Vec::new();
        for Field { name, required, mut shape } in fields {
            let schema = find(source.document(), &shape.origin);
            let encoding = encodings.and_then(|encodings| encodings.get(&name));
            let own = self.described(|key| schema?.get(key), &shape.origin).style;
            let expanded = self.expanded(shape.clone());
            let (written, media_type) = match location {
                _ if self.words.vendor.is_given => {
                    let style = own.unwrap_or_default();
                    (Written { style, explode: false, allow_reserved: false }, None)
                }
                Location::Part => {
                    let (content, is_list) = self.part(&expanded);
                    if content == Content::Files {
                        shape = part::files(expanded, is_list);
                    }
                    style::of_part(encoding, content, is_list)
                }
                _ => (style::of_field(encoding, &expanded), None),
            };
            parameters.push(Parameter {
                name,
                location,
                style: written.style,
                explode: written.explode,
                allow_reserved: written.allow_reserved,
                media_type,
                xml: None,
                required,
                sensitive: shape.sensitive,
                deprecated: shape.deprecated,
                description: shape.description.clone(),
                default: schema.and_then(|schema: &Value| schema.get("default")).cloned(),
                example: shape.example.clone(),
                origin: shape.origin.clone(),
                shape,
            });
        }
        Some(parameters)
    }
}

fn binary(shape: &mut Shape) -> Style {
    shape.kind = ShapeKind::Binary { base64: false };
    Style::Binary
}

fn text() -> ShapeKind {
    ShapeKind::String { pattern: None, min_length: None, max_length: None, values: Vec::new(), format: None }
}
