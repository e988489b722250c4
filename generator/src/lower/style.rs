use openapiv3::{Parameter as OpenApiParameter, PathStyle, QueryStyle};
use serde_json::Value;

use super::media::Media;
use super::part::Content;
use crate::model::{Shape, ShapeKind, Style};

/// How lists and objects become text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) style: Style,
    pub(super) explode: bool,
    pub(super) allow_reserved: bool,
}

impl Written {
    fn new(style: Style, explode: bool) -> Self {
        Written { style, explode, allow_reserved: false }
    }
}

/// What a parameter says of it (OpenAPI 3.0.3, 4.7.12.1).
pub(super) fn of(parameter: &OpenApiParameter) -> Written {
    let explode = |usual: bool| parameter.parameter_data_ref().explode.unwrap_or(usual);
    match parameter {
        OpenApiParameter::Query { style, allow_reserved, .. } => {
            let written = in_query(style, explode(matches!(style, QueryStyle::Form | QueryStyle::DeepObject)));
            Written { allow_reserved: *allow_reserved, ..written }
        }
        OpenApiParameter::Header { .. } => Written::new(Style::Simple, explode(false)),
        OpenApiParameter::Cookie { .. } => Written::new(Style::Form, explode(true)),
        OpenApiParameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => Style::Simple,
                PathStyle::Label => Style::Label,
                PathStyle::Matrix => Style::Matrix,
            };
            Written::new(style, explode(false))
        }
    }
}

fn in_query(style: &QueryStyle, explode: bool) -> Written {
    let style = match style {
        QueryStyle::Form => Style::Form,
        QueryStyle::SpaceDelimited => Style::SpaceDelimited,
        QueryStyle::PipeDelimited => Style::PipeDelimited,
        QueryStyle::DeepObject => Style::DeepObject,
    };
    Written::new(style, explode)
}

/// What an encoding says of a field of a form (OpenAPI 3.0.4, 4.8.15): its style, or else its media type, or else what is
/// usual for its shape.
pub(super) fn of_field(encoding: Option<&Value>, shape: &Shape) -> Written {
    let media_type = encoding.and_then(|encoding| encoding.get("contentType")).and_then(Value::as_str);
    styled(encoding).unwrap_or_else(|| match (media_type.map(Media::of), &shape.kind) {
        // Of any value, an object must not become fields of other names.
        (Some(Media::Json), _) | (None, ShapeKind::Object { .. } | ShapeKind::Map { .. } | ShapeKind::Any) => {
            Written::new(Style::Json, false)
        }
        _ => Written::new(Style::Form, true),
    })
}

/// The style of an encoding, if it has one.
fn styled(encoding: Option<&Value>) -> Option<Written> {
    let said = |key: &str| encoding.and_then(|encoding| encoding.get(key));
    let explode = said("explode").and_then(Value::as_bool);
    let allow_reserved = said("allowReserved").and_then(Value::as_bool);
    let style = said("style").and_then(|style| serde_json::from_value::<QueryStyle>(style.clone()).ok());
    if style.is_none() && explode.is_none() && allow_reserved.is_none() {
        return None;
    }
    let style = style.unwrap_or(QueryStyle::Form);
    let explode = explode.unwrap_or(matches!(style, QueryStyle::Form | QueryStyle::DeepObject));
    Some(Written { allow_reserved: allow_reserved.unwrap_or(false), ..in_query(&style, explode) })
}

/// Whether an encoding says that a part is neither text nor a document: from OpenAPI 3.1 on, the schema of a file says nothing
/// (3.1.1, 4.8.14.3).
pub(super) fn says_bytes(encoding: Option<&Value>) -> bool {
    let said = encoding.and_then(|encoding| encoding.get("contentType")).and_then(Value::as_str);
    said.is_some_and(|said| said.split(',').all(|one| Media::of(one) == Media::Bytes && one.trim() != "*/*"))
}

/// What an encoding says of a part of a body, and its media type if it says one. A list is a part for each item, unless it is
/// sent as JSON.
pub(super) fn of_part(encoding: Option<&Value>, content: Content, is_list: bool) -> (Written, Option<String>) {
    // OpenAPI 3.1.1, 4.8.15.2: the style comes before the media type. What earlier versions say of it is for other bodies, but
    // services that write it mean it.
    if let Some(written) = styled(encoding).filter(|_| content != Content::Files) {
        return (written, None);
    }
    let said = encoding.and_then(|encoding| encoding.get("contentType")).and_then(Value::as_str);
    if content == Content::Files {
        // Which of a choice a file has is up to the caller.
        return (Written::new(Style::Binary, is_list), said.map(str::to_owned));
    }
    // Of a choice, any will do; a range is not a media type.
    let named = said.and_then(|said| said.split(',').map(str::trim).find(|media| !media.contains('*')));
    let is_json = named.is_some_and(|named| Media::of(named) == Media::Json);
    let style = match content {
        _ if is_json => Style::Json,
        Content::Other if named.is_none() => Style::Json,
        Content::Files | Content::Texts | Content::Other => Style::Text,
    };
    let is_separate = is_list && !is_json;
    (Written::new(style, is_separate), named.map(str::to_owned))
}
