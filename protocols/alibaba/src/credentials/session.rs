//! The credentials of a session, as services and programs write them down.

use crate::Credentials;
use twinspec_core::time;

use super::CredentialsError;
use super::json::Object;

/// Reads `AccessKeyId`, `AccessKeySecret`, `SecurityToken` and `Expiration`, which all have to be there.
pub(super) fn session(object: &mut Object, provider: impl Into<String>) -> Result<Credentials, CredentialsError> {
    let id = object.required_plain("AccessKeyId")?;
    let mut secret = object.required("AccessKeySecret")?;
    let mut token = object.required("SecurityToken")?;
    let expiration = object.required_plain("Expiration")?;
    let expiration = time::parse(&expiration).ok_or_else(|| not_a_time("Expiration", object.place()))?;
    Ok(Credentials::new(id, std::mem::take(&mut *secret))
        .with_security_token(std::mem::take(&mut *token))
        .with_expiration(expiration)
        .with_provider(provider.into()))
}

/// The same with a `Code`, as the metadata service answers and a credentials URI.
pub(super) fn coded_session(object: &mut Object, provider: &'static str) -> Result<Credentials, CredentialsError> {
    match object.plain("Code")? {
        Some(code) if code == "Success" => session(object, provider),
        Some(code) => Err(CredentialsError::new(format!("{} has the `Code` {code:.40?}", object.place()))),
        None => Err(CredentialsError::new(format!("{} has no `Code`, which should be `Success`", object.place()))),
    }
}

/// The error about a time that is not in the form of the protocol.
pub(super) fn not_a_time(name: &str, place: &str) -> CredentialsError {
    CredentialsError::new(format!("`{name}` of {place} is not a time such as 2026-11-24T03:49:39Z"))
}
