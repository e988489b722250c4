use openapiv3::{Responses, StatusCode};

use super::Lower;
use super::media::Media;
use crate::model::{Response, ResponseFormat, ShapeKind};
use crate::source::join;

impl Lower<'_> {
    /// What a successful call answers: the first response with a status of 2xx.
    pub(super) fn response(&mut self, responses: &Responses, pointer: &str) -> Response {
        let components = self.document.components.as_ref();
        let success = responses.responses.iter().find(|(status, _)| match status {
            StatusCode::Code(code) => (200..300).contains(code),
            StatusCode::Range(range) => *range == 2,
        });
        let (status, item, pointer) = match (success, &responses.default) {
            (Some((StatusCode::Code(code), item)), _) => (*code, item, join(pointer, &code.to_string())),
            (Some((range, item)), _) => (200, item, join(pointer, &range.to_string())),
            (None, Some(item)) => (200, item, format!("{pointer}/default")),
            (None, None) => return Response::default(),
        };
        let table = |name: &str| components.and_then(|components| components.responses.get(name));
        let Some((response, pointer)) = self.resolve(item, pointer, "responses", table) else {
            return Response::default();
        };
        let find = |wanted| response.content.iter().find(|(name, _)| Media::of(name) == wanted);
        let xml = find(Media::Xml).and_then(|(_, media)| media.example.as_ref()?.as_str());
        let found = [Media::Json, Media::Xml, Media::EventStream]
            .into_iter()
            .find_map(|wanted| Some((wanted, find(wanted)?)))
            .or_else(|| Some((Media::Bytes, response.content.iter().next()?)));
        let Some((media, (name, body))) = found else {
            return Response { status, description: response.description.clone(), ..Response::default() };
        };
        let at = format!("{}/schema", join(&format!("{pointer}/content"), name));
        let shape = body.schema.as_ref().map(|schema| self.schema(schema, at));
        let structured =
            |kind: &ShapeKind| !matches!(kind, ShapeKind::String { .. } | ShapeKind::Binary | ShapeKind::Any);
        let format = match (media, shape.as_ref().map(|shape| &shape.kind)) {
            (Media::EventStream, _) => ResponseFormat::EventStream,
            (_, Some(ShapeKind::Binary)) => ResponseFormat::Binary,
            (Media::Json, _) => ResponseFormat::Json,
            (Media::Xml, _) => ResponseFormat::Xml,
            // What has fields is not bytes, whatever its media type is called.
            (_, Some(kind)) if structured(kind) => ResponseFormat::Json,
            _ => ResponseFormat::Binary,
        };
        let example =
            body.example.clone().filter(|_| matches!(format, ResponseFormat::Json | ResponseFormat::EventStream));
        Response {
            status,
            description: response.description.clone(),
            format,
            shape,
            json: example,
            xml: xml.map(|text| text.trim_end().to_owned()),
        }
    }
}
