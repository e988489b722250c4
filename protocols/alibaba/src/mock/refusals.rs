//! The errors that every operation of Alibaba Cloud can answer with.

use twinspec_mock::protocol::Refusal;

/// The codes every operation can answer with, in the words of the public error codes.
pub(super) const COMMON: &[(u16, &str, &str)] = &[
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

/// One of the gateway's own codes with the message that belongs to it.
pub(super) fn common(code: &'static str) -> Refusal {
    match COMMON.iter().find(|(_, known, _)| *known == code) {
        Some((status, code, message)) => Refusal::new(*status, *code, *message),
        None => Refusal::new(400, code, ""),
    }
}

/// A parameter that has to be there is not.
pub(super) fn missing(parameter: &str) -> Refusal {
    Refusal::new(400, format!("Missing{parameter}"), format!("{parameter} is mandatory for this action."))
}

/// The value of a parameter is none that it may have.
pub(super) fn invalid(parameter: &str) -> Refusal {
    Refusal::new(400, format!("Invalid{parameter}"), format!("Specified parameter {parameter} is not valid."))
}
