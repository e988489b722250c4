//! Credentials of a role that a token of an identity provider assumes, such as RRSA in a Kubernetes cluster.

use std::path::PathBuf;

use crate::Credentials;
use twinspec_core::Arguments;

use super::file;
use super::sts::{self, ASSUME_ROLE_WITH_OIDC};
use super::{Cached, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig, Role};

const ROLE_ARN: &str = "ALIBABA_CLOUD_ROLE_ARN";
const PROVIDER_ARN: &str = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
const TOKEN_FILE: &str = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

/// The session of a RAM role that the token of an identity provider assumes with `AssumeRoleWithOIDC`: a pod in ACK
/// has such a token with RAM Roles for Service Accounts (RRSA). The file is read anew for each session.
///
/// ```
/// use twinspec_alibaba::credentials::{OidcRoleProvider, ProviderConfig, Role};
///
/// let provider = OidcRoleProvider::new(
///     Role::new("acs:ram::1234567890123456:role/pod"),
///     "acs:ram::1234567890123456:oidc-provider/ack-rrsa-c1",
///     "/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token",
///     &ProviderConfig::new(),
/// );
/// ```
#[derive(Debug)]
pub struct OidcRoleProvider {
    cached: Cached<AssumeRoleWithOidc>,
}

impl OidcRoleProvider {
    /// A role, the ARN of the identity provider, and the file that its token is in.
    pub fn new(
        role: Role,
        oidc_provider_arn: impl Into<String>,
        token_file: impl Into<PathBuf>,
        config: &ProviderConfig,
    ) -> Self {
        let session_name = role.session_name_or_default(config);
        let assume_role = AssumeRoleWithOidc {
            role,
            session_name,
            oidc_provider_arn: oidc_provider_arn.into(),
            token_file: token_file.into(),
            config: config.clone(),
        };
        OidcRoleProvider { cached: Cached::new(assume_role, config) }
    }

    /// What `ALIBABA_CLOUD_ROLE_ARN`, `ALIBABA_CLOUD_OIDC_PROVIDER_ARN` and `ALIBABA_CLOUD_OIDC_TOKEN_FILE` say.
    ///
    /// # Errors
    ///
    /// If one of them is not set.
    pub fn from_environment(config: &ProviderConfig) -> Result<Self, CredentialsError> {
        let variables = [ROLE_ARN, PROVIDER_ARN, TOKEN_FILE].map(|name| (name, config.variables().get(name)));
        match variables {
            [(_, Some(role)), (_, Some(provider)), (_, Some(file))] => {
                Ok(OidcRoleProvider::new(Role::new(role), provider, file, config))
            }
            variables => {
                let missing = variables.iter().filter(|(_, value)| value.is_none()).map(|(name, _)| *name);
                let missing: Vec<_> = missing.collect();
                Err(CredentialsError::new(format!("not set: {}", missing.join(", "))))
            }
        }
    }
}

impl CredentialsProvider for OidcRoleProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.cached.credentials()
    }
}

/// Begins a session each time.
#[derive(Debug)]
struct AssumeRoleWithOidc {
    role: Role,
    session_name: String,
    oidc_provider_arn: String,
    token_file: PathBuf,
    config: ProviderConfig,
}

impl AssumeRoleWithOidc {
    async fn begin(&self) -> Result<Credentials, CredentialsError> {
        let arguments = {
            let token = file::read(&self.token_file)?;
            let token = token.trim();
            if token.is_empty() {
                return Err(CredentialsError::new(format!("{} is empty, not a token", self.token_file.display())));
            }
            let mut arguments = Arguments::new(&ASSUME_ROLE_WITH_OIDC);
            arguments.set("RoleArn", &self.role.arn);
            arguments.set("OIDCProviderArn", &self.oidc_provider_arn);
            arguments.set("OIDCToken", token);
            arguments.set("RoleSessionName", &self.session_name);
            arguments.set("DurationSeconds", &self.role.duration_seconds()?);
            arguments.set("Policy", &self.role.policy);
            arguments
        };
        let origin = self.role.sts(&self.config)?;
        let provider = "oidc_role_arn".to_owned();
        sts::begin_session(&self.config, &origin, &Credentials::anonymous(), &arguments, provider).await
    }
}

impl CredentialsProvider for AssumeRoleWithOidc {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.begin())
    }
}
