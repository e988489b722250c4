//! The answer to a call, as the document describes it.

use std::sync::Arc;

use http::HeaderValue;
use serde_json::Value;
use twinspec_core::{ResponseFormat, Sequence, xml};
use twinspec_schemas::{Schema, Spot, Wish};

use super::accept::{self, is_json, is_xml};
use super::loaded::{LoadedContent, LoadedResponse};
use super::{Contract, accept::essence, pages};
use crate::Operation;
use crate::gateway::forced::{Preference, no_such_outcome};
use crate::gateway::request::Request;
use crate::gateway::template::{Made, Template};
use crate::refusal::{Reason, Refusal, Refusals};
use crate::state::text;

/// What an answer is made with.
#[derive(Clone, Copy)]
pub(in crate::gateway) struct Asked<'a> {
    pub(in crate::gateway) refusals: &'a dyn Refusals,
    pub(in crate::gateway) operation: &'static Operation,
    pub(in crate::gateway) request: &'a Request<'a>,
    pub(in crate::gateway) preference: &'a Preference,
    /// What the call made or found, if it is known.
    pub(in crate::gateway) thing: Option<&'a Value>,
    /// The seed of what is always the same.
    pub(in crate::gateway) seed: u64,
    /// The seed of this call.
    pub(in crate::gateway) call: u64,
}

impl Contract {
    /// The answer that the header `Prefer` names; `None` if it names none that is described.
    pub(in crate::gateway) fn preferred(&self, asked: Asked<'_>) -> Option<Result<Arc<Template>, Refusal>> {
        let Preference { code, example, .. } = asked.preference;
        let has_example = |response: &&LoadedResponse| {
            let examples = response.contents.iter().flat_map(|content| content.described.examples);
            example.is_none() || examples.into_iter().any(|(name, _)| Some(*name) == example.as_deref())
        };
        match (code, example) {
            (Some(code), _) => {
                let status = code.parse().ok()?;
                let response = self.response_of(status).filter(has_example)?;
                Some(self.answer(response, status, asked))
            }
            (None, Some(_)) => {
                let usual = self.response_of(asked.operation.status).filter(has_example);
                let response = usual.or_else(|| self.loaded().responses.iter().find(has_example))?;
                Some(self.answer(response, number(response.described.statuses, asked.operation.status), asked))
            }
            (None, None) => None,
        }
    }

    /// The answer to a call that succeeds.
    pub(in crate::gateway) fn success(&self, asked: Asked<'_>) -> Result<Arc<Template>, Refusal> {
        let status = asked.operation.status;
        // Of a document that describes no success, the first answer that it describes.
        let mut others = self.loaded().responses.iter();
        // What only informs is no answer.
        let first = || others.find(|response| !response.described.statuses.starts_with('1'));
        match self.response_of(status).or_else(first) {
            Some(response) => self.answer(response, number(response.described.statuses, status), asked),
            None => Ok(Arc::new(Template::empty(status, Vec::new()))),
        }
    }

    /// The answer to a call whose body comes from the state. What of it does not fit the document is made to.
    pub(in crate::gateway) fn own(&self, value: &Value, asked: Asked<'_>) -> Result<Arc<Template>, Refusal> {
        let status = asked.operation.status;
        let Some(response) = self.response_of(status) else { return Ok(Arc::new(Template::empty(status, Vec::new()))) };
        let headers = headers(response, Asked { thing: Some(value), ..asked });
        let Some(content) = content(response, status, asked)? else {
            return Ok(Arc::new(Template::empty(status, headers)));
        };
        let fitted = match content.schema.is_valid(value) {
            true => None,
            false => content.schema.sample(&Wish { like: Some(value), ..Wish::seeded(asked.seed) }),
        };
        let value = fitted.unwrap_or_else(|| value.clone());
        Ok(Arc::new(template(content, value, status, headers, asked.operation)))
    }

    /// The response of a status: its own, that of its range, or that of all others.
    pub(super) fn response_of(&self, status: u16) -> Option<&LoadedResponse> {
        let statuses = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
        let of = |statuses: String| {
            self.loaded().responses.iter().find(move |response| response.described.statuses == statuses)
        };
        statuses.into_iter().find_map(of)
    }

    /// What the JSON of an answer has to be at a path.
    pub(in crate::gateway) fn answered_at(&self, status: u16, path: &[&str]) -> Option<Schema> {
        let mut contents = self.response_of(status)?.contents.iter();
        let whole = &contents.find(|content| is_json(content.described.media_type))?.schema;
        path.iter().try_fold(whole.beside(whole.value().clone()), |schema, name| schema.property(name))
    }

    fn answer(&self, response: &LoadedResponse, status: u16, asked: Asked<'_>) -> Result<Arc<Template>, Refusal> {
        let headers = || headers(response, asked);
        let Some(content) = content(response, status, asked)? else {
            return Ok(Arc::new(Template::empty(status, headers())));
        };
        let make = |value| Arc::new(template(content, value, status, headers(), asked.operation));
        if let Some(name) = &asked.preference.example {
            let named = content.described.examples.iter().find(|(other, _)| other == name);
            let value = named.and_then(|(_, text)| serde_json::from_str(text).ok());
            return value.map(make).ok_or_else(|| no_such_outcome(asked.operation));
        }
        if asked.preference.dynamic {
            let value = content.schema.sample(&Wish::any(asked.call));
            return Ok(make(value.unwrap_or_default()));
        }
        if let Some(pages) = &self.described.pages {
            return Ok(make(pages::only(pages, asked.request, &content.schema, usual(content, asked.seed))));
        }
        let usual = content.usual.get_or_init(|| make(usual(content, asked.seed)));
        // The response of several statuses is made for the one that was asked for first.
        Ok(if usual.status() == status { usual.clone() } else { make(self::usual(content, asked.seed)) })
    }
}

/// The body of an answer in the media type that the client likes most; `None` if it has no body.
fn content<'r>(
    response: &'r LoadedResponse,
    status: u16,
    asked: Asked<'_>,
) -> Result<Option<&'r LoadedContent>, Refusal> {
    if response.contents.is_empty() || matches!(status, 204 | 304) {
        return Ok(None);
    }
    if let Some(stream) = response.contents.iter().find(|content| is_event_stream(content.described.media_type))
        && wants_stream(asked.request)
    {
        return Ok(Some(stream));
    }
    let types = || response.contents.iter().map(|content| content.described.media_type);
    let chosen = accept::preferred(asked.request.header("accept"), types());
    match chosen.and_then(|at| response.contents.get(at)) {
        Some(content) => Ok(Some(content)),
        None => {
            let hint = format!("the answer can be {}", types().collect::<Vec<_>>().join(", "));
            Err(asked.refusals.refusal(Reason::NotAcceptable).with_hint(hint))
        }
    }
}

/// Whether a body asks for its answer as a stream: many APIs that answer either way have a member for that, and their clients
/// say nothing of it in `Accept`.
fn wants_stream(request: &Request<'_>) -> bool {
    let body: Option<Value> = serde_json::from_slice(request.body).ok();
    body.and_then(|body| body.get("stream")?.as_bool()).unwrap_or(false)
}

/// An example that fits, or else a value that does.
pub(super) fn usual(content: &LoadedContent, seed: u64) -> Value {
    let is_stream = is_event_stream(content.described.media_type);
    let examples = content.described.examples.iter().filter_map(|(_, text)| serde_json::from_str::<Value>(text).ok());
    let fits = |example: &Value| match example {
        Value::Array(events) if is_stream => events.iter().all(|event| content.schema.is_valid(event)),
        example => content.schema.is_valid(example),
    };
    // A document can have its examples as they are written on the wire.
    let is_text = !is_json(content.described.media_type) && !is_stream;
    let mut examples = examples.filter(|example| fits(example) || (is_text && example.is_string()));
    examples.next().or_else(|| content.schema.sample(&Wish::seeded(seed))).unwrap_or_default()
}

pub(super) fn template(
    content: &LoadedContent,
    value: Value,
    status: u16,
    headers: Vec<(&'static str, HeaderValue)>,
    operation: &Operation,
) -> Template {
    let media_type = content.described.media_type;
    let format = match essence(media_type) {
        _ if is_json(media_type) => ResponseFormat::Json,
        _ if is_xml(media_type) && (value.is_object() || value.is_array()) => ResponseFormat::Xml,
        _ if is_event_stream(media_type) => ResponseFormat::Events,
        "*/*" if !value.is_string() => ResponseFormat::Json,
        text if text.starts_with("text/") => ResponseFormat::Text,
        _ => ResponseFormat::Binary,
    };
    let reference = content.schema.value().get("$ref").and_then(Value::as_str);
    let root = reference.map_or(operation.described.name, |reference| reference.rsplit('/').next().unwrap_or_default());
    let document = (format == ResponseFormat::Xml)
        .then(|| xml::write(&value, content.described.xml.unwrap_or_default(), operation.described.api.xml, root))
        .flatten();
    Template::made(Made { root, content_type: concrete(media_type, format), status, format, headers, document }, &value)
}

/// A media type that is not a range.
fn concrete(media_type: &'static str, format: ResponseFormat) -> &'static str {
    match (essence(media_type), format) {
        (range, ResponseFormat::Json) if range.contains('*') => "application/json",
        ("text/*", _) => "text/plain; charset=utf-8",
        ("image/*", _) => "image/png",
        (range, _) if range.contains('*') => "application/octet-stream",
        ("text/plain", _) => "text/plain; charset=utf-8",
        ("text/event-stream", _) => "text/event-stream;charset=utf-8",
        _ => media_type,
    }
}

fn is_event_stream(media_type: &str) -> bool {
    Sequence::of(media_type).is_some()
}

/// One of the statuses that a response is for.
pub(super) fn number(statuses: &str, usual: u16) -> u16 {
    match statuses.split_once("XX") {
        Some((range, _)) => {
            range.parse::<u16>().map_or(usual, |range| if usual / 100 == range { usual } else { range * 100 })
        }
        None => statuses.parse().unwrap_or(usual),
    }
}

/// The headers that are described, with values that fit.
pub(super) fn headers(response: &LoadedResponse, asked: Asked<'_>) -> Vec<(&'static str, HeaderValue)> {
    let made = response.headers.iter().filter_map(|(name, schema)| {
        let value = header_value(name, schema, asked)?;
        Some((*name, HeaderValue::from_str(&value).ok()?))
    });
    made.collect()
}

fn header_value(name: &'static str, schema: &Schema, asked: Asked<'_>) -> Option<String> {
    let place = asked.request.path.trim_end_matches('/');
    let id = asked.thing.and_then(|thing| thing.get("id")).filter(|id| id.is_string() || id.is_number());
    let id = id.map_or_else(|| "1".to_owned(), |id| text(id).into_owned());
    if name == "link" && asked.operation.behaviour.list.as_ref().is_some_and(|list| list.slice.is_some()) {
        // The last page has none.
        return asked.request.next_page().map(|next| format!("<{next}>; rel=\"next\""));
    }
    let pages = asked.operation.contract.as_ref().and_then(|contract| contract.pages.as_ref());
    // What is not remembered has one page.
    if name == "link" && pages.is_some_and(|pages| pages.link) {
        return None;
    }
    let suggest = |spot: &Spot<'_>| -> Vec<Value> {
        match name {
            _ if spot.depth > 0 => Vec::new(),
            "location" => vec![format!("{place}/{id}").into(), format!("http://localhost{place}/{id}").into()],
            "link" => vec![format!("<{place}>; rel=\"first\"").into()],
            "retry-after" => vec![1.into(), "1".into()],
            _ if name.contains("limit") && !name.contains("remaining") => vec![1000.into(), "1000".into()],
            _ if name.contains("remaining") => vec![999.into(), "999".into()],
            "content-disposition" => vec!["attachment".into()],
            _ => Vec::new(),
        }
    };
    let seed = if asked.preference.dynamic { asked.call } else { asked.seed };
    let value = schema.sample(&Wish { suggest: Some(&suggest), ..Wish::seeded(seed) })?;
    let text = match &value {
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join(","),
        value => text(value).into_owned(),
    };
    // A schema without a word says nothing of what a header can be.
    Some(if text.starts_with('{') { "example".to_owned() } else { text })
}
