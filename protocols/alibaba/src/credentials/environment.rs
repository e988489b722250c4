//! Credentials of the environment.

use crate::Credentials;

use super::{CredentialsError, CredentialsFuture, CredentialsProvider};
use twinspec_client::Environment;

const ACCESS_KEY_ID: &str = "ALIBABA_CLOUD_ACCESS_KEY_ID";
const ACCESS_KEY_SECRET: &str = "ALIBABA_CLOUD_ACCESS_KEY_SECRET";
const SECURITY_TOKEN: &str = "ALIBABA_CLOUD_SECURITY_TOKEN";

/// The access key in `ALIBABA_CLOUD_ACCESS_KEY_ID` and `ALIBABA_CLOUD_ACCESS_KEY_SECRET`, with the security token
/// in `ALIBABA_CLOUD_SECURITY_TOKEN` if it is that of a session.
#[derive(Debug, Clone, Default)]
pub struct EnvironmentProvider {
    environment: Environment,
}

impl EnvironmentProvider {
    /// The credentials of an environment, which is read anew for each request.
    pub fn new(environment: Environment) -> Self {
        EnvironmentProvider { environment }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let required = |name| {
            self.environment.get(name).ok_or_else(|| CredentialsError::new(format!("the variable {name} is not set")))
        };
        let credentials = Credentials::new(required(ACCESS_KEY_ID)?, required(ACCESS_KEY_SECRET)?);
        let credentials = credentials.with_provider("env");
        Ok(match self.environment.get(SECURITY_TOKEN) {
            Some(security_token) => credentials.with_security_token(security_token),
            None => credentials,
        })
    }
}

impl CredentialsProvider for EnvironmentProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async { self.read() })
    }
}
