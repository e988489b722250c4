use openapiv3::{
    LinkOperation, ParameterSchemaOrContent, ReferenceOr, Response as OpenApiResponse, Responses, StatusCode,
};

use super::lower::Lower;
use super::media::Media;
use super::xml::XmlWords;
use crate::model::{Link, Response, ResponseFormat, ResponseHeader, Shape, ShapeKind, Statuses};
use crate::pointer::{self, join};

/// What an operation answers.
#[derive(Default)]
pub(super) struct Answers {
    /// To a successful call.
    pub(super) response: Response,
    /// To one too, under other statuses.
    pub(super) other_responses: Vec<Response>,
    /// To a call that fails.
    pub(super) error_responses: Vec<Response>,
}

/// A response of the document, and where it is.
type Place<'r> = (Statuses, &'r ReferenceOr<OpenApiResponse>, String);

impl Lower<'_> {
    /// What an operation answers. A vendor's documents have an error table instead of error responses.
    pub(super) fn answers(&mut self, responses: &Responses, has_vendor: bool, pointer: &str) -> Answers {
        let by_status = responses.responses.iter().map(|(status, item)| {
            let statuses = match status {
                StatusCode::Code(code) => Statuses::Code(*code),
                StatusCode::Range(range) => Statuses::Range(*range),
            };
            (statuses, item, join(pointer, &status.to_string()))
        });
        let default = responses.default.iter().map(|item| (Statuses::Default, item, format!("{pointer}/default")));
        let (mut successes, mut errors): (Vec<Place<'_>>, Vec<_>) =
            by_status.chain(default).partition(|(statuses, ..)| is_success(*statuses));
        if successes.is_empty() {
            // Without a response of success, it is the default one.
            let is_default = |(statuses, ..): &Place<'_>| *statuses == Statuses::Default;
            successes = errors.iter().position(is_default).map(|at| errors.remove(at)).into_iter().collect();
        }
        let mut successes = successes.into_iter();
        let mut answers = Answers::default();
        if let Some(place) = successes.next() {
            answers.response = self.response(place).unwrap_or_default();
        }
        if !has_vendor {
            let help = "this response is not typed";
            answers.other_responses =
                self.beside(help, |lower| successes.filter_map(|place| lower.response(place)).collect());
            answers.error_responses =
                self.beside(help, |lower| errors.into_iter().filter_map(|place| lower.response(place)).collect());
        }
        answers
    }

    /// Lowers what an operation can do without: what cannot be generated of it costs only that.
    fn beside<T>(&mut self, help: &str, lowered: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::take(&mut self.found);
        let value = lowered(self);
        let found = std::mem::replace(&mut self.found, before).into_iter();
        self.diagnostics.extend(found.map(|fault| fault.into_warning().help(help)));
        value
    }

    /// The headers of a response.
    fn response_headers(&mut self, response: &OpenApiResponse, pointer: &str) -> Vec<ResponseHeader> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.headers.get(name));
        // OpenAPI 3.0 says of `Content-Type` that it is described elsewhere.
        let headers = response.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"));
        let lowered = headers.filter_map(|(name, item)| {
            let (header, pointer) = self.resolve(item, join(pointer, name), "headers", table)?;
            let shape = match &header.format {
                ParameterSchemaOrContent::Schema(schema) => self.schema(schema, format!("{pointer}/schema")),
                ParameterSchemaOrContent::Content(_) => Shape::any(pointer),
            };
            let description = header.description.clone().unwrap_or_else(|| shape.description.clone());
            Some(ResponseHeader { name: name.clone(), required: header.required, description, shape })
        });
        lowered.collect()
    }

    /// What can be called next.
    fn links(&mut self, response: &OpenApiResponse, pointer: &str) -> Vec<Link> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.links.get(name));
        let links = response.links.iter().filter_map(|(name, item)| {
            let (link, pointer) = self.resolve(item, join(pointer, name), "links", table)?;
            let operation = match &link.operation {
                LinkOperation::OperationId(id) => id.clone(),
                LinkOperation::OperationRef(reference) => reference.clone(),
            };
            let description = link.description.clone().unwrap_or_default();
            if !self.takes_text([Some(&*description), Some(&*operation)], link.request_body.as_ref(), &pointer) {
                return None;
            }
            let parameters = link.parameters.iter().map(|(name, value)| (name.clone(), value.clone())).collect();
            Some(Link { name: name.clone(), operation, parameters, body: link.request_body.clone(), description })
        });
        links.collect()
    }

    fn response(&mut self, (statuses, item, pointer): Place<'_>) -> Option<Response> {
        let components = self.document.components.as_ref();
        let table = |name: &str| components.and_then(|components| components.responses.get(name));
        let (response, pointer) = self.resolve(item, pointer, "responses", table)?;
        if !self.takes_text([Some(&*response.description), Some(&*pointer)], None, &pointer) {
            return None;
        }
        let status = match statuses {
            Statuses::Code(code) => code,
            Statuses::Range(range) => range * 100,
            Statuses::Default => 200,
        };
        let description = response.description.clone();
        let at = format!("{pointer}/headers");
        let headers = match self.words.vendor.is_given {
            true => Vec::new(),
            false => self.beside("this header is not typed", |lower| lower.response_headers(response, &at)),
        };
        let at = format!("{pointer}/links");
        let links = self.beside("this link is not documented", |lower| lower.links(response, &at));
        let find = |wanted| response.content.iter().find(|(name, _)| Media::of(name) == wanted);
        let xml = find(Media::Xml).and_then(|(_, media)| media.example.as_ref()?.as_str());
        let found = [Media::Json, Media::Xml, Media::EventStream, Media::Sequence]
            .into_iter()
            .find_map(|wanted| Some((wanted, find(wanted)?)))
            .or_else(|| Some((Media::Bytes, response.content.iter().next()?)));
        let Some((media, (name, body))) = found else {
            return Some(Response { statuses, status, description, headers, links, ..Response::default() });
        };
        if !self.takes_text([xml], body.example.as_ref(), &pointer) {
            return None;
        }
        let at = format!("{}/schema", join(&format!("{pointer}/content"), name));
        let xml_names = (media == Media::Xml && !self.words.vendor.is_given).then(|| {
            let document = self.source.document();
            XmlWords::of(document).root(pointer::find(document, &at))
        });
        let mut shape = body.schema.as_ref().map(|schema| self.schema(schema, at));
        let structured =
            |kind: &ShapeKind| !matches!(kind, ShapeKind::String { .. } | ShapeKind::Binary { .. } | ShapeKind::Any);
        if media == Media::Bytes
            && let Some(behind) = shape.clone().map(|shape| self.expanded(shape))
            && !structured(&behind.kind)
        {
            // A component that is bytes or a text.
            shape = Some(behind);
        }
        if Media::of(name) == Media::Multipart && !self.words.vendor.is_given {
            if body.schema.is_some() {
                let at = join(&format!("{pointer}/content"), name);
                self.note(&at, format!("the parts of `{name}` in an answer"), "the body comes as the bytes that it is");
            }
            shape = Some(Shape { kind: ShapeKind::Binary { base64: false }, ..Shape::any(pointer.clone()) });
        }
        let format = match (media, shape.as_ref().map(|shape| &shape.kind)) {
            (Media::EventStream | Media::Sequence, _) => ResponseFormat::EventStream,
            (_, Some(ShapeKind::Binary { .. })) => ResponseFormat::Binary,
            (Media::Json, _) => ResponseFormat::Json,
            (Media::Xml, _) => ResponseFormat::Xml,
            // What has fields is not bytes, whatever its media type is called.
            (_, Some(kind)) if structured(kind) => ResponseFormat::Json,
            _ if Media::of(name) == Media::Text => ResponseFormat::Text,
            _ => ResponseFormat::Binary,
        };
        let has_example = matches!(format, ResponseFormat::Json | ResponseFormat::Text | ResponseFormat::EventStream);
        Some(Response {
            statuses,
            status,
            description,
            headers,
            format,
            media_type: Some(name.clone()),
            shape,
            links,
            json: body.example.clone().filter(|_| has_example),
            xml: xml.map(|text| text.trim_end().to_owned()),
            xml_names,
        })
    }
}

fn is_success(statuses: Statuses) -> bool {
    match statuses {
        Statuses::Code(code) => (200..300).contains(&code),
        Statuses::Range(range) => range == 2,
        Statuses::Default => false,
    }
}
