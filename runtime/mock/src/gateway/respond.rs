//! The answer as bytes.

use http::HeaderValue;
use twinspec_core::{Api, ResponseFormat};

use super::format::Format;
use super::protocol::{ErrorAnswer, ErrorContext, Protocol};
use super::template::Template;
use crate::Site;
use crate::message::{Body, RequestId, Response};
use crate::refusal::Refusal;

/// What an answer says besides the success or the refusal.
pub(super) struct Context<'a> {
    pub(super) protocol: &'a dyn Protocol,
    pub(super) host: &'a str,
    pub(super) api: Option<&'static Api>,
    pub(super) site: Option<&'static Site>,
    pub(super) format: Format,
    pub(super) id: RequestId,
    /// The body of a refusal, if the document of its operation has one.
    pub(super) worded: Option<&'a Template>,
}

/// The answer that a call is given.
pub(super) fn respond(answered: Result<&Template, &Refusal>, context: &Context<'_>) -> Response {
    match answered {
        Ok(template) => success(template, context),
        Err(refusal) => self::refusal(refusal, context),
    }
}

/// The answer of a successful call. An operation that speaks XML, bytes or events does so whatever the caller would like.
fn success(template: &Template, context: &Context<'_>) -> Response {
    let Context { protocol, format, id, .. } = *context;
    let status = template.status();
    if let Some(made) = template.made_response(id) {
        return made;
    }
    let (body, content_type) = match (template.format(), format) {
        _ if status == 204 => {
            return Response { status, id: Some(id), ..Response::default() };
        }
        (ResponseFormat::Events, _) => {
            let body = Body::streamed(template.events(id));
            return response(status, "text/event-stream;charset=utf-8", id, body);
        }
        (ResponseFormat::Text, _) => (template.text().to_owned(), "text/plain; charset=utf-8"),
        (ResponseFormat::Binary, _) => (template.text().to_owned(), "application/octet-stream"),
        (ResponseFormat::Xml, _) | (_, Format::Xml) => (template.xml(id), protocol.content_type(Format::Xml)),
        (ResponseFormat::Json | ResponseFormat::Any | ResponseFormat::Empty, Format::Json) => {
            (template.json(id), protocol.content_type(Format::Json))
        }
    };
    response(status, content_type, id, body)
}

/// The answer of a refused call.
fn refusal(refusal: &Refusal, context: &Context<'_>) -> Response {
    let Context { protocol, host, api, site, format, id, worded } = *context;
    if let Some(mut response) = worded.and_then(|template| template.made_response(id)) {
        response.further.extend(refusal.headers.iter().cloned());
        response.further.push(("x-mock-hint", hint_value(refusal.hint.as_deref().unwrap_or(&refusal.message))));
        return response;
    }
    let ErrorAnswer { content_type, body, headers } =
        protocol.error(&ErrorContext { refusal, host, api, site, format, id });
    let mut response = response(refusal.status, content_type, id, body);
    response.further = headers;
    response.further.extend(refusal.headers.iter().cloned());
    if let Some(hint) = &refusal.hint {
        // What the message does not tell, for whoever looks for the reason.
        response.further.push(("x-mock-hint", hint_value(hint)));
    }
    response
}

/// No hint is longer in a header: clients have limits.
const LONGEST_HINT: usize = 2_000;

/// A hint as a header can carry it.
pub(super) fn hint_value(hint: &str) -> HeaderValue {
    let bytes: Vec<u8> =
        hint.bytes().take(LONGEST_HINT).map(|byte| if byte < b' ' || byte == 0x7F { b' ' } else { byte }).collect();
    HeaderValue::from_bytes(&bytes).unwrap_or_else(|_| HeaderValue::from_static("the request was refused"))
}

fn response(status: u16, content_type: &'static str, id: RequestId, body: impl Into<Body>) -> Response {
    Response { status, content_type: Some(content_type), id: Some(id), body: body.into(), ..Response::default() }
}
