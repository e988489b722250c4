//! A RAM role to assume, and the session that comes of it.

use std::time::{Duration, SystemTime};

use twinspec_core::Origin;

use super::{CredentialsError, ProviderConfig};

const SESSION_NAME: &str = "ALIBABA_CLOUD_ROLE_SESSION_NAME";
const STS_REGION: &str = "ALIBABA_CLOUD_STS_REGION";
const VPC_ENDPOINT: &str = "ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED";

/// A RAM role, and what its session is to be like.
///
/// ```
/// use std::time::Duration;
///
/// use twinspec_alibaba::credentials::Role;
///
/// let role = Role::new("acs:ram::1234567890123456:role/deployer")
///     .session_name("ci")
///     .duration(Duration::from_secs(1800))
///     .sts_region("cn-hangzhou");
/// ```
#[derive(Debug, Clone)]
pub struct Role {
    pub(super) arn: String,
    session_name: Option<String>,
    duration: Duration,
    pub(super) policy: Option<String>,
    pub(super) external_id: Option<String>,
    sts_region: Option<String>,
    sts_endpoint: Option<String>,
    vpc: bool,
}

impl Role {
    /// How long a session lasts unless set: one hour.
    pub const DEFAULT_DURATION: Duration = Duration::from_secs(3600);

    /// A role by its ARN, `acs:ram::<account>:role/<name>`.
    pub fn new(arn: impl Into<String>) -> Self {
        Role {
            arn: arn.into(),
            session_name: None,
            duration: Role::DEFAULT_DURATION,
            policy: None,
            external_id: None,
            sts_region: None,
            sts_endpoint: None,
            vpc: false,
        }
    }

    /// The `RoleSessionName`, which audit logs show; unless set it is `ALIBABA_CLOUD_ROLE_SESSION_NAME`, else
    /// `credentials-rust-` and a number.
    pub fn session_name(mut self, name: impl Into<String>) -> Self {
        self.session_name = Some(name.into());
        self
    }

    /// How long a session lasts: at least 15 minutes, at most what the role allows. Fractions of a second are cut
    /// off.
    pub fn duration(mut self, duration: Duration) -> Self {
        self.duration = duration;
        self
    }

    /// A policy in JSON that the session is restricted to.
    pub fn policy(mut self, policy: impl Into<String>) -> Self {
        self.policy = Some(policy.into());
        self
    }

    /// The `ExternalId` that the trust policy of the role may ask for. `AssumeRoleWithOIDC` has none.
    pub fn external_id(mut self, id: impl Into<String>) -> Self {
        self.external_id = Some(id.into());
        self
    }

    /// The region whose Security Token Service is called; unless set it is `ALIBABA_CLOUD_STS_REGION`, else the
    /// service is `sts.aliyuncs.com`.
    pub fn sts_region(mut self, region_id: impl Into<String>) -> Self {
        self.sts_region = Some(region_id.into());
        self
    }

    /// Calls the service inside of a VPC, `sts-vpc.<region>.aliyuncs.com`, if there is a region. The variable
    /// `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED` does the same.
    pub fn vpc(mut self, vpc: bool) -> Self {
        self.vpc = vpc;
        self
    }

    /// The host of the service, whatever the region.
    pub fn sts_endpoint(mut self, host: impl Into<String>) -> Self {
        self.sts_endpoint = Some(host.into());
        self
    }

    /// The name of the sessions of a provider that is made now.
    pub(super) fn session_name_or_default(&self, config: &ProviderConfig) -> String {
        let given = self.session_name.clone().or_else(|| config.variables().get(SESSION_NAME));
        given.unwrap_or_else(|| {
            let since_1970 = config.time().now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            format!("credentials-rust-{}", since_1970.as_secs())
        })
    }

    /// The duration in seconds.
    pub(super) fn duration_seconds(&self) -> Result<u64, CredentialsError> {
        match self.duration.as_secs() {
            seconds @ 900.. => Ok(seconds),
            seconds => Err(CredentialsError::new(format!(
                "a session of role {} lasts at least 900 seconds, not {seconds}",
                self.arn
            ))),
        }
    }

    /// Where the service is.
    pub(super) fn sts(&self, config: &ProviderConfig) -> Result<Origin, CredentialsError> {
        if let Some(origin) = config.sts() {
            return Ok(origin.clone());
        }
        let host = match (&self.sts_endpoint, self.sts_region.clone().or_else(|| config.variables().get(STS_REGION))) {
            (Some(host), _) => host.clone(),
            (None, None) => "sts.aliyuncs.com".to_owned(),
            (None, Some(region)) if self.vpc || config.variables().is_true(VPC_ENDPOINT) => {
                format!("sts-vpc.{region}.aliyuncs.com")
            }
            (None, Some(region)) => format!("sts.{region}.aliyuncs.com"),
        };
        host.parse().map_err(|error| {
            CredentialsError::new(format!("this cannot be the address of Security Token Service: {error}"))
                .with_source(error)
        })
    }
}
