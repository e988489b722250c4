use openapiv3::{
    MediaType, Parameter as OpenApiParameter, ParameterData, ParameterSchemaOrContent, RequestBody, Schema,
};
use openapiv3::{ReferenceOr, SchemaKind, Type};
use serde_json::Value;

use super::Lower;
use crate::model::{Location, Parameter, Shape, Style};
use crate::source::join;

impl Lower<'_> {
    /// A list of `parameters`, references followed.
    pub(super) fn parameters(&mut self, list: &[ReferenceOr<OpenApiParameter>], pointer: &str) -> Vec<Parameter> {
        let components = self.document.components.as_ref();
        let mut parameters = Vec::new();
        for (index, item) in list.iter().enumerate() {
            let table = |name: &str| components.and_then(|components| components.parameters.get(name));
            let Some((parameter, pointer)) = self.resolve(item, format!("{pointer}/{index}"), "parameters", table)
            else {
                continue;
            };
            let location = match parameter {
                OpenApiParameter::Query { .. } => Location::Query,
                OpenApiParameter::Header { .. } => Location::Header,
                OpenApiParameter::Path { .. } => Location::Path,
                OpenApiParameter::Cookie { .. } => {
                    self.unsupported(&pointer, "a parameter in a cookie");
                    continue;
                }
            };
            parameters.push(self.parameter(parameter.parameter_data_ref(), location, pointer));
        }
        parameters
    }

    fn parameter(&mut self, data: &ParameterData, location: Location, origin: String) -> Parameter {
        let shape = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => self.schema(schema, format!("{origin}/schema")),
            ParameterSchemaOrContent::Content(_) => {
                self.unsupported(&format!("{origin}/content"), "a parameter described by `content`");
                Shape::any(origin.clone())
            }
        };
        let style = self.extension(data.extensions.get("x-acs-style"), &join(&origin, "x-acs-style"));
        let sensitive = data.extensions.get("x-acs-sensitive").and_then(Value::as_bool).unwrap_or(false);
        Parameter {
            name: data.name.clone(),
            location,
            style: style.unwrap_or_default(),
            required: data.required,
            sensitive,
            deprecated: data.deprecated.unwrap_or(false) || shape.deprecated,
            description: data.description.clone().unwrap_or_else(|| shape.description.clone()),
            example: data.example.clone().or_else(|| shape.example.clone()),
            shape,
            origin,
        }
    }

    /// The parameters that a request body stands for: the properties of a form, or the body itself.
    pub(super) fn body_parameters(&mut self, body: &ReferenceOr<RequestBody>, pointer: String) -> Vec<Parameter> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.request_bodies.get(name));
        let Some((body, pointer)) = self.resolve(body, pointer, "requestBodies", table) else { return Vec::new() };
        let content = format!("{pointer}/content");
        let media = |name: &str| body.content.get(name).map(|media| (media, join(&content, name)));
        if let Some((form, pointer)) = media("application/x-www-form-urlencoded") {
            return self.form_parameters(form, pointer);
        }
        let Some((json, media_pointer)) = media("application/json") else {
            self.unsupported(&content, "a request body that is neither JSON nor a form");
            return Vec::new();
        };
        let shape = match &json.schema {
            Some(schema) => self.schema(schema, format!("{media_pointer}/schema")),
            None => Shape::any(media_pointer.clone()),
        };
        vec![Parameter {
            name: body.extensions.get("x-acs-body-name").and_then(Value::as_str).unwrap_or("body").to_owned(),
            location: Location::Body,
            style: Style::Json,
            required: body.required,
            sensitive: false,
            deprecated: shape.deprecated,
            description: body.description.clone().unwrap_or_else(|| shape.description.clone()),
            example: json.example.clone().or_else(|| shape.example.clone()),
            shape,
            origin: pointer,
        }]
    }

    fn form_parameters(&mut self, form: &MediaType, pointer: String) -> Vec<Parameter> {
        let object = match &form.schema {
            Some(ReferenceOr::Item(Schema { schema_kind: SchemaKind::Type(Type::Object(object)), .. })) => object,
            _ => {
                self.unsupported(&pointer, "a form whose schema is not an object with properties");
                return Vec::new();
            }
        };
        let mut parameters = Vec::new();
        for (name, schema) in &object.properties {
            let origin = join(&format!("{pointer}/schema/properties"), name);
            let style = match schema {
                ReferenceOr::Item(schema) => {
                    let style = schema.schema_data.extensions.get("x-acs-style");
                    self.extension(style, &join(&origin, "x-acs-style"))
                }
                ReferenceOr::Reference { .. } => None,
            };
            let shape = self.schema(&schema.clone().unbox(), origin.clone());
            parameters.push(Parameter {
                name: name.clone(),
                location: Location::Form,
                style: style.unwrap_or_default(),
                required: object.required.contains(name),
                sensitive: false,
                deprecated: shape.deprecated,
                description: shape.description.clone(),
                example: shape.example.clone(),
                shape,
                origin,
            });
        }
        parameters
    }
}
