//! What is shown of a call.

use std::collections::BTreeMap;

use twinspec_core::{Location, Parameter, time};

use super::flat::rest;
use super::path_template::path_of;
use super::request::Pair;
use super::respond::{Hidden, REDACTED, Template};
use super::{Request, Scheme, route};
use crate::refusal::Refusal;
use crate::state::{Entry, Outcome};
use crate::{Call, Operation};

/// The parameters that every call has.
const COMMON: &[&str] = &[
    "AccessKeyId",
    "Action",
    "BearerToken",
    "Format",
    "SecurityToken",
    "Signature",
    "SignatureMethod",
    "SignatureNonce",
    "SignatureType",
    "SignatureVersion",
    "TimeStamp",
    "Timestamp",
    "Version",
];

/// Headers that carry a secret or a proof of one.
const SECRET_HEADERS: &[&str] = &[
    "authorization",
    "cookie",
    "proxy-authorization",
    "x-acs-bearer-token",
    "x-acs-security-token",
    "x-acs-zero-trust-idtoken",
];

/// The call that an entry of the journal is about.
pub(super) fn of_entry(entry: &Entry) -> Option<Call> {
    let (head, body) = entry.request.read()?;
    let mut request = Request::new(&head, body);
    if let Some(operation) = entry.outcome.operation {
        request.bind(operation.described);
    }
    Some(call(&request, &entry.outcome))
}

pub(super) fn call(request: &Request<'_>, outcome: &Outcome) -> Call {
    let operation = outcome.operation;
    Call {
        time: time::format(outcome.time),
        method: request.method.to_owned(),
        path: path(request, operation),
        headers: headers(request, operation),
        body: body(request, operation),
        product: operation.map(|operation| operation.described.api.name.to_owned()),
        version: operation.map(|operation| operation.described.api.version.to_owned()),
        operation: match operation {
            Some(operation) => Some(operation.described.name.to_owned()),
            None => route::action(request, Scheme::of(request)).map(str::to_owned),
        },
        parameters: parameters(request.parameters(), operation),
        account: outcome.account.as_deref().map(str::to_owned),
        status: outcome.status,
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
    answered: Result<&Template, &Refusal>,
    request: &Request<'_>,
    operation: Option<&Operation>,
) -> Result<Template, Refusal> {
    match (answered, operation) {
        (Ok(template), Some(operation)) => {
            let pairs = request.parameters().iter();
            let values = pairs.filter(|(name, _)| shown_as(name, operation.described.parameters) == Shown::Redacted);
            let hidden = Hidden {
                fields: operation.behaviour.sensitive,
                values: values.map(|(_, value)| value.as_ref()).collect(),
            };
            Ok(template.redacted(operation.described.name, &hidden))
        }
        (Ok(template), None) => Ok(template.redacted("", &Hidden { fields: &[""], values: Vec::new() })),
        (Err(refusal), _) => {
            let mut refusal = refusal.clone();
            // What was to be signed is all of the request.
            if refusal.code == "SignatureDoesNotMatch" {
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
fn shown_as(name: &str, described: &[Parameter]) -> Shown {
    match described.iter().find(|parameter| name == parameter.name || rest(name, parameter.name).is_some()) {
        Some(parameter) if !parameter.sensitive => Shown::Whole,
        None if COMMON.contains(&name) => Shown::Nowhere,
        _ => Shown::Redacted,
    }
}

fn parameters(pairs: &[Pair<'_>], operation: Option<&Operation>) -> BTreeMap<String, String> {
    let described = operation.map_or(&[][..], |operation| operation.described.parameters);
    let mut shown = BTreeMap::new();
    for (name, value) in pairs {
        let value = match shown_as(name, described) {
            Shown::Whole => value.as_ref(),
            Shown::Redacted => REDACTED,
            Shown::Nowhere => continue,
        };
        shown.entry(name.clone().into_owned()).or_insert_with(|| value.to_owned());
    }
    shown
}

fn headers(request: &Request<'_>, operation: Option<&Operation>) -> Vec<(String, String)> {
    let described = operation.map_or(&[][..], |operation| operation.described.parameters);
    let is_sensitive = |name: &str| {
        SECRET_HEADERS.contains(&name)
            || described.iter().any(|parameter| parameter.sensitive && parameter.name.eq_ignore_ascii_case(name))
    };
    let shown = request.headers().iter().map(|(name, value)| {
        let value = if is_sensitive(name) { redacted(value) } else { (*value).to_owned() };
        ((*name).to_owned(), value)
    });
    shown.collect()
}

/// Of the signatures V3 and V4, who signed and what was signed may be known.
fn redacted(value: &str) -> String {
    match value.split_once("Signature=") {
        Some((before, _)) if value.starts_with("ACS3-") || value.starts_with("ACS4-") => {
            format!("{before}Signature={REDACTED}")
        }
        _ => REDACTED.to_owned(),
    }
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
