use openapiv3::{MediaType, ReferenceOr, RequestBody};

use super::Lower;
use super::media::Media;
use crate::model::{Field, Location, Parameter, Shape, ShapeKind, Style};
use crate::source::join;
use crate::vocabulary::body_name;

impl Lower<'_> {
    /// The parameters that a request body stands for: the properties of a form, or the body itself.
    pub(super) fn body_parameters(&mut self, body: &ReferenceOr<RequestBody>, pointer: String) -> Vec<Parameter> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.request_bodies.get(name));
        let Some((body, pointer)) = self.resolve(body, pointer, "requestBodies", table) else { return Vec::new() };
        let content = format!("{pointer}/content");
        for wanted in [Media::Form, Media::Json, Media::Xml, Media::Bytes, Media::Multipart] {
            if let Some((name, media)) = body.content.iter().find(|(name, _)| Media::of(name) == wanted) {
                let at = join(&content, name);
                return match wanted {
                    Media::Form => self.form_parameters(media, at),
                    _ => vec![self.whole_body(body, media, wanted, at, pointer)],
                };
            }
        }
        Vec::new()
    }

    fn whole_body(
        &mut self,
        body: &RequestBody,
        media: &MediaType,
        kind: Media,
        media_pointer: String,
        pointer: String,
    ) -> Parameter {
        let mut shape = match &media.schema {
            Some(schema) => self.schema(schema, format!("{media_pointer}/schema")),
            None => Shape::any(media_pointer.clone()),
        };
        let style = match (kind, &shape.kind) {
            (_, ShapeKind::Binary) => Style::Binary,
            (Media::Multipart, _) | (Media::Bytes, ShapeKind::String { .. } | ShapeKind::Any) => {
                shape.kind = ShapeKind::Binary;
                Style::Binary
            }
            (Media::Xml, _) => Style::Xml,
            _ => Style::Json,
        };
        Parameter {
            name: body_name(|key| body.extensions.get(key)).to_owned(),
            location: Location::Body,
            style,
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

    fn form_parameters(&mut self, form: &MediaType, pointer: String) -> Vec<Parameter> {
        let Some(schema) = &form.schema else { return Vec::new() };
        let shape = self.schema(schema, format!("{pointer}/schema"));
        let shape = self.expanded(shape);
        let ShapeKind::Object { fields, .. } = shape.kind else {
            self.note(&pointer, "a form whose schema is not an object with properties", "it is sent empty");
            return Vec::new();
        };
        let mut parameters = Vec::new();
        for Field { name, required, shape } in fields {
            let source = self.source;
            let schema = source.document().pointer(&shape.origin);
            let style = self.described(|key| schema?.get(key), &shape.origin).style;
            parameters.push(Parameter {
                name,
                location: Location::Form,
                style: style.unwrap_or_default(),
                required,
                sensitive: shape.sensitive,
                deprecated: shape.deprecated,
                description: shape.description.clone(),
                default: schema.and_then(|schema| schema.get("default")).cloned(),
                example: shape.example.clone(),
                origin: shape.origin.clone(),
                shape,
            });
        }
        parameters
    }
}
