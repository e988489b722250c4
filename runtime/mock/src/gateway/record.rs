//! What the journal keeps of a call.

use std::collections::BTreeMap;

use super::parameters::rest;
use super::request::Pair;
use crate::Operation;
use crate::accounts::AccountId;
use crate::refusal::Refusal;
use crate::request_id::RequestId;
use crate::state::Call;

/// What stands in the place of a value that is not shown.
const REDACTED: &str = "***";

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

/// How far a call came.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// The operation as the caller named it.
    pub(super) action: Option<String>,
    pub(super) operation: Option<&'static Operation>,
    pub(super) account: Option<AccountId>,
}

pub(super) fn record(pairs: &[Pair<'_>], progress: Progress, refusal: Option<&Refusal>, id: RequestId) -> Call {
    Call {
        parameters: parameters(pairs, progress.operation),
        operation: progress.action,
        account: progress.account.map(|account| account.to_string()),
        status: refusal.map_or(200, |refusal| refusal.status),
        code: refusal.map(|refusal| refusal.code.to_string()),
        hint: refusal.and_then(|refusal| refusal.hint.clone()),
        request_id: id.to_string(),
    }
}

/// A value is shown only if the operation describes its parameter and does not call it sensitive: a
/// misspelt name may carry what is.
fn parameters(pairs: &[Pair<'_>], operation: Option<&Operation>) -> BTreeMap<String, String> {
    let described = operation.map_or(&[][..], |operation| operation.operation.parameters);
    let mut shown = BTreeMap::new();
    for (name, value) in pairs {
        let parameter =
            described.iter().find(|parameter| name == parameter.name || rest(name, parameter.name).is_some());
        let value = match parameter {
            Some(parameter) if !parameter.sensitive => value.as_ref(),
            None if COMMON.contains(&name.as_ref()) => continue,
            _ => REDACTED,
        };
        shown.entry(name.clone().into_owned()).or_insert_with(|| value.to_owned());
    }
    shown
}
