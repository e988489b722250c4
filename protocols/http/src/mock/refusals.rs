//! The errors that every operation of an HTTP API can answer with.

use twinspec_mock::protocol::Refusal;

/// The statuses that HTTP itself knows, with a code for each.
pub(super) const COMMON: &[(u16, &str, &str)] = &[
    (400, "BadRequest", "The request is not valid."),
    (401, "Unauthorized", "The request lacks credentials that the operation requires."),
    (403, "Forbidden", "The credentials do not permit the operation."),
    (404, "NotFound", "There is nothing at this path."),
    (405, "MethodNotAllowed", "There is something at this path, but not with this method."),
    (406, "NotAcceptable", "The operation has no answer that the request accepts."),
    (415, "UnsupportedMediaType", "The operation does not take a body of this media type."),
    (429, "TooManyRequests", "Too many requests were sent."),
    (500, "InternalError", "The server failed to answer the request."),
    (502, "BadGateway", "The server got no valid answer from another one."),
    (503, "ServiceUnavailable", "The server is not ready to answer the request."),
    (504, "GatewayTimeout", "The server got no answer from another one in time."),
];

/// One of these by its code.
pub(super) fn common(code: &'static str) -> Refusal {
    match COMMON.iter().find(|(_, known, _)| *known == code) {
        Some((status, code, message)) => Refusal::new(*status, *code, *message),
        None => Refusal::new(500, code, ""),
    }
}

/// A parameter that has to be there is not.
pub(super) fn missing(parameter: &str) -> Refusal {
    Refusal::new(400, "MissingParameter", format!("The parameter `{parameter}` is required."))
}

/// The value of a parameter is none that it may have.
pub(super) fn invalid(parameter: &str) -> Refusal {
    Refusal::new(400, "InvalidParameter", format!("The value of the parameter `{parameter}` is not valid."))
}
