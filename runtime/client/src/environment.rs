//! Settings from the environment, under the names that all official SDKs read.

use acs_core::Credentials;

use crate::BuildError;

const ACCESS_KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const ACCESS_KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const SECURITY_TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";
const REGION_ID: &str = "ALIBABA_CLOUD_REGION_ID";

/// The credentials of the environment.
pub(crate) fn credentials() -> Result<Credentials, BuildError> {
    let required = |name| variable(name).ok_or(BuildError::NoCredentials { missing: name });
    let credentials = Credentials::new(required(ACCESS_KEY_ID)?, required(ACCESS_KEY_SECRET)?);
    Ok(match variable(SECURITY_TOKEN) {
        Some(security_token) => credentials.with_security_token(security_token),
        None => credentials,
    })
}

/// The region of the environment.
pub(crate) fn region() -> Option<String> {
    variable(REGION_ID)
}

/// A variable that is empty counts as one that is not set.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
