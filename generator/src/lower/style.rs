use std::collections::BTreeMap;

use openapiv3::{HeaderStyle, Parameter as OpenApiParameter, PathStyle, QueryStyle};

use super::Lower;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Location, Parameter, Shape, ShapeKind, Style};

/// How lists and objects travel as OpenAPI says it (3.0.3, 4.7.12.2); `None` for a style that a client cannot write yet.
pub(super) fn of(parameter: &OpenApiParameter) -> Option<Style> {
    match parameter {
        OpenApiParameter::Query { style, parameter_data, .. } => {
            let explode = parameter_data.explode.unwrap_or(matches!(style, QueryStyle::Form));
            match style {
                _ if explode => None,
                QueryStyle::Form => Some(Style::Simple),
                QueryStyle::SpaceDelimited => Some(Style::SpaceDelimited),
                QueryStyle::PipeDelimited => Some(Style::PipeDelimited),
                QueryStyle::DeepObject => None,
            }
        }
        OpenApiParameter::Header { style: HeaderStyle::Simple, .. } => Some(Style::Simple),
        OpenApiParameter::Path { style: PathStyle::Simple, .. } => Some(Style::Simple),
        OpenApiParameter::Path { .. } | OpenApiParameter::Cookie { .. } => None,
    }
}

impl Lower<'_> {
    /// Warns of lists and objects whose style a client cannot write yet: what is sent is not what the document says.
    pub(super) fn unwritten_styles(&mut self, parameters: &[Parameter], shapes: &BTreeMap<String, Shape>) {
        let is_list_or_object = |parameter: &&Parameter| {
            let kind = parameter.shape.behind(shapes).map(|shape| &shape.kind);
            let is_list = matches!(kind, Some(ShapeKind::Array { .. }));
            let is_object = matches!(kind, Some(ShapeKind::Object { .. } | ShapeKind::Map { .. }));
            let is_placed = matches!(parameter.location, Location::Query | Location::Header | Location::Path);
            is_placed && ((is_object && parameter.style != Style::Json) || (is_list && parameter.style == Style::Flat))
        };
        for parameter in parameters.iter().filter(is_list_or_object) {
            let Parameter { name, origin, .. } = parameter;
            self.diagnostics.push(
                Diagnostic::warning(
                    Code::Unsupported,
                    format!("`{name}` is not sent in the style that the document declares"),
                )
                .at(self.source.span(origin), "the client cannot write this style yet")
                .help(format!("a list or an object is sent as `{name}.1=…` or `{name}.key=…`")),
            );
        }
    }
}
