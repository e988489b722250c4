//! Credentials of a role that other credentials assume.

use std::fmt;

use crate::Credentials;
use twinspec_core::Arguments;

use super::sts::{self, ASSUME_ROLE};
use super::{Cached, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig, Role};

/// The session of a RAM role that other credentials assume with `AssumeRole`; it is begun anew before it ends.
///
/// ```
/// use twinspec_alibaba::credentials::{ProviderConfig, RamRoleProvider, Role};
/// use twinspec_alibaba::Credentials;
///
/// let caller = Credentials::new("testid", "testsecret");
/// let role = Role::new("acs:ram::1234567890123456:role/deployer");
/// let provider = RamRoleProvider::new(caller, role, &ProviderConfig::new());
/// ```
#[derive(Debug)]
pub struct RamRoleProvider {
    cached: Cached<AssumeRole>,
}

impl RamRoleProvider {
    /// A role, and the credentials that may assume it. They have to be those of a RAM user or of another role: an
    /// account itself cannot assume a role.
    pub fn new(caller: impl CredentialsProvider, role: Role, config: &ProviderConfig) -> Self {
        let session_name = role.session_name_or_default(config);
        let assume_role = AssumeRole { caller: Box::new(caller), role, session_name, config: config.clone() };
        RamRoleProvider { cached: Cached::new(assume_role, config) }
    }
}

impl CredentialsProvider for RamRoleProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.cached.credentials()
    }
}

/// Begins a session each time.
struct AssumeRole {
    caller: Box<dyn CredentialsProvider>,
    role: Role,
    session_name: String,
    config: ProviderConfig,
}

impl AssumeRole {
    async fn begin(&self) -> Result<Credentials, CredentialsError> {
        let caller = self.caller.credentials().await?;
        let mut arguments = Arguments::new(&ASSUME_ROLE);
        arguments.set("RoleArn", &self.role.arn);
        arguments.set("RoleSessionName", &self.session_name);
        arguments.set("DurationSeconds", &self.role.duration_seconds()?);
        arguments.set("Policy", &self.role.policy);
        arguments.set("ExternalId", &self.role.external_id);
        let provider = format!("ram_role_arn/{}", caller.provider().unwrap_or("unknown"));
        sts::begin_session(&self.config, &self.role.sts(&self.config)?, &caller, &arguments, provider).await
    }
}

impl CredentialsProvider for AssumeRole {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.begin())
    }
}

impl fmt::Debug for AssumeRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRole").field("role", &self.role).field("caller", &self.caller).finish_non_exhaustive()
    }
}
