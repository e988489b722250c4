//! Why a call gets no success: a row of the operation's error table, or one of the gateway's own codes.

mod access_denied;
mod by_code;

use std::borrow::Cow;
use std::time::Duration;

use twinspec_core::ErrorRow;

pub(crate) use access_denied::AccessDeniedDetail;
pub(crate) use by_code::by_code;

use crate::Operation;

/// An error answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: Cow<'static, str>,
    pub(crate) message: Cow<'static, str>,
    /// More than the service tells, in a header of its own, so that the message stays word for word.
    pub(crate) hint: Option<String>,
    /// When the caller is told to come again.
    pub(crate) retry_after: Option<Duration>,
    /// What RAM says, if it is the one who refuses.
    pub(crate) access_denied: Option<Box<AccessDeniedDetail>>,
}

/// The codes every operation can answer with, in the words of the public error codes.
const COMMON: &[(u16, &str, &str)] = &[
    (404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method."),
    (400, "InvalidVersion", "Specified parameter Version is not valid."),
    (400, "InvalidParameter.Format", "Specified parameter format is not valid."),
    (404, "InvalidAccessKeyId.NotFound", "Specified access key is not found."),
    (400, "InvalidAccessKeyId.Inactive", "Specified access key is disabled."),
    (400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted."),
    (400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired."),
    (400, "SignatureNonceUsed", "Specified signature nonce was used already."),
    (
        400,
        "SignatureDoesNotMatch",
        "Specified signature is not matched with our calculation. server string to sign is:",
    ),
    (400, "IncompleteSignature", "The request signature does not conform to Aliyun standards."),
    (400, "InvalidSignatureMethod", "Specified signature method is not valid."),
    (400, "MissingSecurityToken", "SecurityToken is mandatory for this action."),
    (400, "InvalidSecurityToken.Malformed", "Specified SecurityToken is malformed."),
    (400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey."),
    (400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired."),
    (403, "NoPermission", "You are not authorized to do this action. You should be authorized by RAM."),
    (
        403,
        "Forbidden.RAM",
        "User not authorized to operate on the specified resource, or this API doesn't support RAM.",
    ),
    (400, "Throttling", "Request was denied due to request throttling."),
    (400, "Throttling.User", "Request was denied due to user flow control."),
    (400, "Throttling.Api", "Request was denied due to api flow control."),
    (500, "InternalError", "The request processing has failed due to some unknown error."),
    (503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
    (
        400,
        "IdempotentParameterMismatch",
        "The request uses the same client token as a previous, but non-identical request.",
    ),
];

impl Refusal {
    pub(crate) fn row(row: &ErrorRow) -> Self {
        Refusal::new(row.status, row.code, row.message)
    }

    pub(crate) fn new(status: u16, code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Refusal {
            status,
            code: code.into(),
            message: message.into(),
            hint: None,
            retry_after: None,
            access_denied: None,
        }
    }

    /// One of the gateway's own codes with the message that belongs to it.
    pub(crate) fn common(code: &'static str) -> Self {
        match COMMON.iter().find(|(_, known, _)| *known == code) {
            Some((status, code, message)) => Refusal::new(*status, *code, *message),
            None => Refusal::new(400, code, ""),
        }
    }

    /// A parameter that has to be there is not.
    pub(crate) fn missing(parameter: &str) -> Self {
        Refusal::new(400, format!("Missing{parameter}"), format!("{parameter} is mandatory for this action."))
    }

    /// The value of a parameter is none that it may have.
    pub(crate) fn invalid(parameter: &str) -> Self {
        Refusal::new(400, format!("Invalid{parameter}"), format!("Specified parameter {parameter} is not valid."))
    }

    pub(crate) fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// All the error answers an operation can give: its table, then those of the gateway, then those that
/// name one of its parameters.
pub(crate) fn refusals_of(operation: &'static Operation) -> impl Iterator<Item = Refusal> {
    let table = operation.described.errors.iter().map(Refusal::row);
    let common = COMMON.iter().map(|(status, code, message)| Refusal::new(*status, *code, *message));
    let parameters = operation.described.parameters.iter();
    let of_parameters =
        parameters.flat_map(|parameter| [Refusal::missing(parameter.name), Refusal::invalid(parameter.name)]);
    table.chain(common).chain(of_parameters)
}
