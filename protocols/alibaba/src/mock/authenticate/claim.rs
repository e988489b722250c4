//! What signatures have in common: what they say of themselves, and how they are refused.

use std::time::SystemTime;

use twinspec_mock::protocol::{Refusal, Request};

use crate::mock::refusals::missing;

/// What a signature says of itself, whichever it is.
pub(super) struct Claim<'a> {
    pub(super) access_key_id: &'a str,
    /// `None` if it is not well formed.
    pub(super) time: Option<SystemTime>,
    /// `None` if this signature may go without one.
    pub(super) nonce: Option<&'a str>,
}

/// The value of a header that has to be there, and the name of the parameter that it stands for.
pub(super) fn mandatory_header<'a>(
    request: &'a Request<'_>,
    header: &str,
    parameter: &str,
) -> Result<&'a str, Refusal> {
    request
        .header(header)
        .filter(|value| !value.is_empty())
        .ok_or_else(|| missing(parameter).with_hint(format!("it is sent as the header {header}")))
}

/// The refusal of a signature 1.0. aliyun-python-sdk-core takes what is between the first and the second colon, and
/// compares it with its own string to sign: nothing may follow it.
pub(super) fn v1_mismatch(string_to_sign: &str) -> Refusal {
    let message =
        format!("Specified signature is not matched with our calculation. server string to sign is:{string_to_sign}");
    mismatch(message)
}

/// The refusal of a signature. What was to be signed is all of the request.
pub(super) fn mismatch(message: String) -> Refusal {
    let mut refusal = Refusal::new(400, "SignatureDoesNotMatch", message);
    refusal.repeats_request = true;
    refusal
}
