use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::body_choice::Body;
use super::form::Form;
use super::lower::Lower;
use super::media::{self, Media};
use super::vendor;
use super::xml::XmlWords;
use crate::model::{BodyContent, Location, Parameter, Shape, ShapeKind, Style};
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
                let form = match self.nameless_parts(body, (name, media), &at) {
                    Some(parts) => Some(Form { fields: vec![parts], rest: None, is_whole: false }),
                    None => {
                        location(wanted, is_vendor).and_then(|location| self.form(media, body.required, location, &at))
                    }
                };
                let parameters = match &form {
                    Some(form) if !form.is_whole => form.fields.clone(),
                    form => vec![self.whole_body(body, (name, media), wanted, form.is_some(), at, pointer.clone())],
                };
                let media_type = name.clone();
                let word = media::word(name);
                if word == "related" && wanted == Media::Multipart && !is_vendor {
                    let help = "the parts are sent in the order of their names; the first one is the root";
                    self.note(&join(&content, name), "the order of the parts of a body", help);
                }
                let same = bodies.iter_mut().find(|other| other.schema == schema && other.takes(&parameters));
                let is_whole = form.as_ref().is_some_and(|form| form.is_whole);
                let (fields, rest) = match form {
                    Some(Form { fields, rest, .. }) => (fields, rest),
                    None => (parameters.clone(), None),
                };
                let sent = BodyContent { media_type: media_type.clone(), word: word.clone(), parameters: fields, rest };
                match same {
                    Some(other) => other.contents.push(sent),
                    None => {
                        let contents = if is_whole { vec![sent] } else { Vec::new() };
                        let required = body.required && !is_vendor;
                        bodies.push(Body { word, parameters, contents, media_type, schema, required });
                    }
                }
            }
        }
        bodies
    }

    fn whole_body(
        &mut self,
        body: &RequestBody,
        (name, media): (&str, &MediaType),
        kind: Media,
        is_form: bool,
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
            _ if is_form => Style::Json,
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
            nameless: false,
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
}

/// Where the members of a body travel, if not in one document.
fn location(kind: Media, is_vendor: bool) -> Option<Location> {
    match kind {
        Media::Form => Some(Location::Form),
        Media::Multipart if !is_vendor => Some(Location::Part),
        _ => None,
    }
}

fn binary(shape: &mut Shape) -> Style {
    shape.kind = ShapeKind::Binary { base64: false };
    Style::Binary
}

fn text() -> ShapeKind {
    ShapeKind::String { pattern: None, min_length: None, max_length: None, values: Vec::new(), format: None }
}
