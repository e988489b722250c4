//! What is shown of a call.

use std::collections::BTreeMap;

use twinspec_core::{Location, Parameter, time};

use super::flat::rest;
use super::pair::Pair;
use super::path_template::path_of;
use super::protocol::Protocol;
use super::request::Request;
use super::template::{Hidden, REDACTED, Template};
use crate::message::RequestHead;
use crate::refusal::Refusal;
use crate::state::{Entry, Outcome};
use crate::{Call, Operation, Webhook};

/// The call that an entry of the journal is about.
pub(super) fn of_entry(protocol: &dyn Protocol, entry: &Entry) -> Option<Call> {
    let (head, body) = entry.request.read()?;
    if let Some(webhook) = entry.outcome.webhook {
        return Some(sent(protocol, webhook, (&head, body), &entry.outcome));
    }
    let mut request = Request::new(&head, body);
    if let Some(operation) = entry.outcome.operation {
        request.bind(protocol, operation.described);
    }
    Some(call(protocol, &request, &entry.outcome))
}

/// A request that the mock has sent itself.
fn sent(
    protocol: &dyn Protocol,
    webhook: &'static Webhook,
    (head, body): (&RequestHead, &[u8]),
    outcome: &Outcome,
) -> Call {
    let request = Request::new(head, body);
    let url = head.text().lines().next().and_then(|line| line.split_once(' ')).map_or("", |(_, url)| url);
    Call {
        path: url.to_owned(),
        body: Some(String::from_utf8_lossy(body).into_owned()),
        webhook: Some(webhook.name.to_owned()),
        operation: None,
        parameters: BTreeMap::new(),
        ..call(protocol, &request, outcome)
    }
}

pub(super) fn call(protocol: &dyn Protocol, request: &Request<'_>, outcome: &Outcome) -> Call {
    let operation = outcome.operation;
    Call {
        time: time::format(outcome.time),
        method: request.method.to_owned(),
        path: path(request, operation),
        headers: headers(protocol, request, operation),
        body: body(request, operation),
        product: operation.map(|operation| operation.described.api.name.to_owned()),
        version: operation.map(|operation| operation.described.api.version.to_owned()),
        operation: match operation {
            Some(operation) => Some(operation.described.name.to_owned()),
            None => protocol.called(request).map(str::to_owned),
        },
        parameters: parameters(protocol, request.parameters(), operation),
        account: outcome.account.as_deref().map(str::to_owned),
        status: outcome.status,
        webhook: None,
        code: outcome.code.clone(),
        hint: outcome.hint.clone(),
        fault: outcome.fault.map(|fault| fault.to_string()),
        request_id: outcome.request_id.to_string(),
    }
}

/// A path with a sensitive variable in it is shown as it is described.
fn path(request: &Request<'_>, operation: Option<&Operation>) -> String {
    let described = operation.map(|operation| operation.described);
    let hides = |parameter: &Parameter| parameter.sensitive && parameter.location == Location::Path;
    let described = described.filter(|described| described.parameters.iter().any(hides));
    described.map_or(request.path, |described| path_of(described.path)).to_owned()
}

/// What is shown of an answer: neither the fields that the operation calls sensitive, nor what the request hides.
pub(super) fn answer(
    protocol: &dyn Protocol,
    answered: Result<&Template, &Refusal>,
    request: &Request<'_>,
    operation: Option<&Operation>,
) -> Result<Template, Refusal> {
    match (answered, operation) {
        (Ok(template), Some(operation)) => {
            let pairs = request.parameters().iter();
            let values =
                pairs.filter(|(name, _)| shown_as(protocol, name, operation.described.parameters) == Shown::Redacted);
            let hidden = Hidden {
                fields: operation.behaviour.sensitive,
                values: values.map(|(_, value)| value.as_ref()).collect(),
            };
            Ok(template.redacted(protocol.ids().members, &hidden))
        }
        (Ok(template), None) => {
            Ok(template.redacted(protocol.ids().members, &Hidden { fields: &[""], values: Vec::new() }))
        }
        (Err(refusal), _) => {
            let mut refusal = refusal.clone();
            if refusal.repeats_request {
                refusal.message = REDACTED.into();
            }
            Err(refusal)
        }
    }
}

/// Whether the value of a parameter is shown.
#[derive(PartialEq, Eq)]
enum Shown {
    Whole,
    Redacted,
    /// Every call has it.
    Nowhere,
}

/// A value is shown only if the operation describes its parameter and does not call it sensitive: a
/// misspelt name may carry what is.
fn shown_as(protocol: &dyn Protocol, name: &str, described: &[Parameter]) -> Shown {
    match described.iter().find(|parameter| name == parameter.name || rest(name, parameter.name).is_some()) {
        Some(parameter) if !parameter.sensitive => Shown::Whole,
        None if protocol.is_common_parameter(name) => Shown::Nowhere,
        _ => Shown::Redacted,
    }
}

fn parameters(protocol: &dyn Protocol, pairs: &[Pair<'_>], operation: Option<&Operation>) -> BTreeMap<String, String> {
    let described = operation.map_or(&[][..], |operation| operation.described.parameters);
    let mut shown = BTreeMap::new();
    for (name, value) in pairs {
        let value = match shown_as(protocol, name, described) {
            Shown::Whole => value.as_ref(),
            Shown::Redacted => REDACTED,
            Shown::Nowhere => continue,
        };
        shown.entry(name.clone().into_owned()).or_insert_with(|| value.to_owned());
    }
    shown
}

fn headers(protocol: &dyn Protocol, request: &Request<'_>, operation: Option<&Operation>) -> Vec<(String, String)> {
    let described = operation.map_or(&[][..], |operation| operation.described.parameters);
    let is_sensitive =
        |name: &str| described.iter().any(|parameter| parameter.sensitive && parameter.name.eq_ignore_ascii_case(name));
    let shown = request.headers().iter().map(|(name, value)| {
        let redacted = protocol.redacted_header(name, value);
        let shown = match redacted {
            None if is_sensitive(name) => REDACTED.to_owned(),
            None => (*value).to_owned(),
            Some(redacted) => redacted.into_owned(),
        };
        ((*name).to_owned(), shown)
    });
    shown.collect()
}

fn body(request: &Request<'_>, operation: Option<&Operation>) -> Option<String> {
    let parameters = operation.map_or(&[][..], |operation| operation.described.parameters);
    let described = parameters.iter().find(|parameter| parameter.location == Location::Body)?;
    if request.body.is_empty() {
        return None;
    }
    Some(match described.sensitive {
        true => REDACTED.to_owned(),
        false => String::from_utf8_lossy(request.body).into_owned(),
    })
}
