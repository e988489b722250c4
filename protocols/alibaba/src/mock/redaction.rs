//! What of a request the journal and recordings do not show.

use std::borrow::Cow;

use twinspec_mock::protocol::REDACTED;

/// The parameters that every call has.
pub(super) const COMMON_PARAMETERS: &[&str] = &[
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

/// What is shown of a header that carries a secret. Of the signatures V3 and V4, who signed and what was signed may be
/// known.
pub(super) fn header(name: &str, value: &str) -> Option<Cow<'static, str>> {
    if !SECRET_HEADERS.contains(&name) {
        return None;
    }
    Some(match value.split_once("Signature=") {
        Some((before, _)) if value.starts_with("ACS3-") || value.starts_with("ACS4-") => {
            format!("{before}Signature={REDACTED}").into()
        }
        _ => REDACTED.into(),
    })
}
