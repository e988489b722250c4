//! Step 7: the answer as bytes.

mod node;
mod template;
mod xml;

use http::HeaderValue;
use serde::Serialize;
use twinspec_core::ResponseFormat;

pub(crate) use template::Template;

use super::Format;
use crate::message::{Body, Response};
use crate::refusal::{AccessDeniedDetail, Refusal};
use crate::request_id::RequestId;

/// What stands in the place of what is not shown.
pub(super) const REDACTED: &str = "***";

/// What must not be shown of an answer.
pub(super) struct Hidden<'a> {
    /// Fields, by name; the empty name is all of the answer.
    pub(super) fields: &'a [&'a str],
    /// What the caller sent and nobody may see.
    pub(super) values: Vec<&'a str>,
}

/// The answer that a call is given.
pub(super) fn respond(
    answered: Result<&Template, &Refusal>,
    context: &ErrorContext<'_>,
    format: Format,
    id: RequestId,
) -> Response {
    match answered {
        Ok(template) => success(template, format, id),
        Err(refusal) => self::refusal(refusal, context, format, id),
    }
}

/// The answer of a successful call. An operation that speaks XML, bytes or events does so whatever the caller would like.
fn success(template: &Template, format: Format, id: RequestId) -> Response {
    let status = template.status();
    let (body, content_type) = match (template.format(), format) {
        _ if status == 204 => {
            return Response { status, id: Some(id), ..Response::default() };
        }
        (ResponseFormat::Events, _) => {
            let body = Body::streamed(template.events(id));
            return response(status, "text/event-stream;charset=utf-8", id, body);
        }
        (ResponseFormat::Binary, _) => (template.text().to_owned(), "application/octet-stream"),
        (ResponseFormat::Xml, _) | (_, Format::Xml) => (template.xml(id), Format::Xml.content_type()),
        (ResponseFormat::Json | ResponseFormat::Empty, Format::Json) => {
            (template.json(id), Format::Json.content_type())
        }
    };
    response(status, content_type, id, body)
}

/// What an error answer says besides the refusal.
pub(super) struct ErrorContext<'a> {
    /// The host the client called.
    pub(super) host: &'a str,
    pub(super) product: &'a str,
    /// Whether the mock stands for the China site, which has pages of its own.
    pub(super) is_china: bool,
}

/// The answer of a refused call.
fn refusal(refusal: &Refusal, context: &ErrorContext<'_>, format: Format, id: RequestId) -> Response {
    let request_id = id.to_string();
    let portal = match context.is_china {
        true => "https://api.aliyun.com",
        false => "https://api.alibabacloud.com",
    };
    let recommend = format!(
        "{portal}/troubleshoot?q={}&product={}&requestId={request_id}",
        twinspec_core::percent_encode(&refusal.code),
        twinspec_core::percent_encode(context.product),
    );
    let error = ErrorBody {
        request_id: &request_id,
        host_id: context.host,
        code: &refusal.code,
        message: &refusal.message,
        recommend: &recommend,
        access_denied_detail: refusal.access_denied.as_deref(),
    };
    let body = match format {
        // Serialising text cannot fail.
        Format::Json => serde_json::to_string(&error).unwrap_or_default(),
        Format::Xml => error.xml(),
    };
    let mut response = response(refusal.status, format.content_type(), id, body);
    if let Some(retry_after) = refusal.retry_after {
        let milliseconds = u64::try_from(retry_after.as_millis()).unwrap_or(u64::MAX);
        // How long a throttled caller is to wait.
        response.further.push(("x-acs-retry-after", milliseconds.into()));
    }
    if let Some(hint) = &refusal.hint
        && let Ok(hint) = HeaderValue::from_bytes(hint.as_bytes())
    {
        // What the message does not tell, for whoever looks for the reason.
        response.further.push(("x-mock-hint", hint));
    }
    response
}

/// The members of an error answer, in the order the service sends them.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct ErrorBody<'a> {
    request_id: &'a str,
    host_id: &'a str,
    code: &'a str,
    message: &'a str,
    recommend: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    access_denied_detail: Option<&'a AccessDeniedDetail>,
}

impl ErrorBody<'_> {
    fn xml(&self) -> String {
        let mut document = xml::Document::new("Error");
        document.text("RequestId", self.request_id);
        document.text("HostId", self.host_id);
        document.text("Code", self.code);
        document.text("Message", self.message);
        document.cdata("Recommend", self.recommend);
        if let Some(detail) = self.access_denied_detail {
            document.open("AccessDeniedDetail");
            detail.members().into_iter().for_each(|(name, value)| document.text(name, value));
            document.close("AccessDeniedDetail");
        }
        document.finish()
    }
}

fn response(status: u16, content_type: &'static str, id: RequestId, body: impl Into<Body>) -> Response {
    Response { status, content_type: Some(content_type), id: Some(id), further: Vec::new(), body: body.into() }
}
