use openapiv3::{Parameter as OpenApiParameter, ParameterData, ParameterSchemaOrContent, ReferenceOr};

use super::lower::Lower;
use super::media::Media;
use super::style::{self, Written};
use crate::model::{Location, Parameter, Shape, ShapeKind, Style};
use crate::pointer::join;
use crate::vocabulary::At;

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
                // OpenAPI: such parameters are ignored, since the protocol sets these headers.
                OpenApiParameter::Header { parameter_data, .. } if is_reserved_header(&parameter_data.name) => continue,
                OpenApiParameter::Header { .. } => Location::Header,
                OpenApiParameter::Path { .. } => Location::Path,
                OpenApiParameter::Cookie { .. } => Location::Cookie,
            };
            let data = parameter.parameter_data_ref();
            let texts = [Some(&*data.name), data.description.as_deref(), Some(&*pointer)];
            if !self.takes_text(texts, data.example.as_ref(), &pointer) {
                return parameters;
            }
            let mut lowered = self.parameter(data, location, pointer);
            if !self.words.vendor.is_given && matches!(data.format, ParameterSchemaOrContent::Schema(_)) {
                let Written { style, explode, allow_reserved } = style::of(parameter);
                // A scalar has nothing that could be separate.
                let explode = explode && !is_scalar(&self.expanded(lowered.shape.clone()));
                lowered = Parameter { style, explode, allow_reserved, ..lowered };
            }
            parameters.push(lowered);
        }
        parameters
    }

    fn parameter(&mut self, data: &ParameterData, location: Location, origin: String) -> Parameter {
        let (schema, at, content) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (Some(schema), format!("{origin}/schema"), None),
            ParameterSchemaOrContent::Content(content) => {
                let at = format!("{origin}/content");
                match content.iter().next() {
                    Some((name, media)) => {
                        (media.schema.as_ref(), format!("{}/schema", join(&at, name)), Some((name, media)))
                    }
                    None => (None, at, None),
                }
            }
        };
        let shape = schema.map_or_else(|| Shape::any(at.clone()), |schema| self.schema(schema, at.clone()));
        let default = match schema {
            Some(ReferenceOr::Item(schema)) => schema.schema_data.default.clone(),
            _ => None,
        };
        let words = self.described(|key| data.extensions.get(key), &origin);
        let of_content = content.map(|(name, _)| match Media::of(name) {
            Media::Json => Style::Json,
            _ if matches!(shape.kind, ShapeKind::String { .. }) => Style::Simple,
            _ => {
                self.note(&at, "a parameter whose `content` is not JSON", "a value that is not a text is sent as JSON");
                Style::Json
            }
        });
        let style = words.style.or(of_content);
        Parameter {
            name: data.name.clone(),
            location,
            style: style.unwrap_or_default(),
            explode: false,
            allow_reserved: false,
            media_type: None,
            xml: None,
            nameless: false,
            required: data.required,
            sensitive: words.sensitive,
            deprecated: data.deprecated.unwrap_or(false) || shape.deprecated,
            description: data.description.clone().unwrap_or_else(|| shape.description.clone()),
            default,
            example: data.example.clone().or_else(|| content?.1.example.clone()).or_else(|| shape.example.clone()),
            shape,
            origin,
        }
    }

    /// Variables of the endpoint.
    pub(super) fn host_parameters(&mut self, list: &[At<ParameterData>]) -> Vec<Parameter> {
        list.iter().map(|At { at, node: data }| self.parameter(data, Location::Host, at.clone())).collect()
    }
}

fn is_scalar(shape: &Shape) -> bool {
    use ShapeKind::{Binary, Boolean, Integer, Number, String};
    matches!(shape.kind, String { .. } | Binary { .. } | Integer { .. } | Number { .. } | Boolean)
}

fn is_reserved_header(name: &str) -> bool {
    ["accept", "authorization", "content-type"].iter().any(|reserved| name.eq_ignore_ascii_case(reserved))
}
