//! Credentials of the role of an ECS instance, from the instance's metadata service.

use std::time::Duration;

use crate::Credentials;
use twinspec_client::credentials::RenewalRules;
use twinspec_core::{HttpRequest, Method, Origin, percent_encode, printable};

use super::cached::AHEAD;
use super::config::METADATA_HOST;
use super::exchange::{Answer, Limits, Unanswered};
use super::json::Text;
use super::session::coded_session;
use super::{Cached, CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig};
use crate::user_agent::user_agent;

const ROLE_NAME: &str = "ALIBABA_CLOUD_ECS_METADATA";
const DISABLED: &str = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
const V1_DISABLED: &str = "ALIBABA_CLOUD_IMDSV1_DISABLED";

const TOKEN: &str = "/latest/api/token";
const ROLES: &str = "/latest/meta-data/ram/security-credentials/";

/// Six hours, as the official SDKs ask for.
const TOKEN_SECONDS: &str = "21600";

/// The session of the RAM role that is attached to the ECS instance that the program runs on.
///
/// The metadata service is queried in security hardening mode, with a token. If it returns none, it is queried without
/// one, unless `ALIBABA_CLOUD_IMDSV1_DISABLED` is `true`. Credentials are fetched anew after one hour at the latest,
/// and as long as that fails the old ones are used, even when they have expired.
///
/// ```
/// use twinspec_alibaba::credentials::{EcsRoleProvider, ProviderConfig};
///
/// let provider = EcsRoleProvider::with_role("web", &ProviderConfig::new());
/// ```
#[derive(Debug)]
pub struct EcsRoleProvider {
    cached: Cached<Metadata>,
}

impl EcsRoleProvider {
    /// The role in `ALIBABA_CLOUD_ECS_METADATA`, or else the one that the service names.
    pub fn new(config: &ProviderConfig) -> Self {
        EcsRoleProvider::of(None, config)
    }

    /// A role by its name, which spares a request.
    pub fn with_role(name: impl Into<String>, config: &ProviderConfig) -> Self {
        EcsRoleProvider::of(Some(name.into()), config)
    }

    pub(super) fn of(role_name: Option<String>, config: &ProviderConfig) -> Self {
        let role_name = role_name.or_else(|| config.variables().get(ROLE_NAME));
        let metadata = Metadata { role_name, config: config.clone() };
        // As the official SDK for Python does.
        let rules = RenewalRules::ahead(AHEAD).at_least_every(Duration::from_secs(3600)).keeps_expired();
        EcsRoleProvider { cached: Cached::with_rules(metadata, config, rules) }
    }
}

impl CredentialsProvider for EcsRoleProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.cached.credentials()
    }
}

/// Asks the metadata service each time.
#[derive(Debug)]
struct Metadata {
    role_name: Option<String>,
    config: ProviderConfig,
}

impl Metadata {
    async fn fetch(&self) -> Result<Credentials, CredentialsError> {
        if self.config.variables().is_true(DISABLED) {
            return Err(CredentialsError::new(format!("the metadata service is switched off by {DISABLED}")));
        }
        let service = self.service()?;
        let token = service.token().await?;
        match (service.session(self, token.as_ref()).await, &token) {
            // A token that is not accepted is not better than none.
            (Err(_), Some(_)) if !service.v1_disabled => service.session(self, None).await,
            (session, _) => session,
        }
    }

    fn service(&self) -> Result<Service<'_>, CredentialsError> {
        let origin = match self.config.metadata() {
            Some(origin) => origin.clone(),
            None => format!("http://{METADATA_HOST}")
                .parse()
                .map_err(|error| CredentialsError::new(METADATA_HOST).with_source(error))?,
        };
        let v1_disabled = self.config.variables().is_true(V1_DISABLED);
        Ok(Service { config: &self.config, origin, v1_disabled, user_agent: user_agent(None) })
    }
}

impl CredentialsProvider for Metadata {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(self.fetch())
    }
}

/// The metadata service.
struct Service<'a> {
    config: &'a ProviderConfig,
    origin: Origin,
    v1_disabled: bool,
    user_agent: String,
}

impl Service<'_> {
    /// A token to ask with. `None` if the service has none and may be asked without one.
    async fn token(&self) -> Result<Option<Text>, CredentialsError> {
        let headers = ("x-aliyun-ecs-metadata-token-ttl-seconds", TOKEN_SECONDS);
        let answer = match self.send(Method::Put, TOKEN, headers).await {
            // Without a token it would not be reached either.
            Err(Unanswered { unreachable, error }) if unreachable || self.v1_disabled => return Err(error),
            Err(_) => return Ok(None),
            Ok(answer) => answer,
        };
        let token = answer.success().and_then(|answer| Ok(Text::new(answer.text()?.trim().to_owned())));
        match token {
            Ok(token) if !token.is_empty() => Ok(Some(token)),
            _ if !self.v1_disabled => Ok(None),
            Ok(_) => Err(CredentialsError::new(format!("{}{TOKEN} returned an empty token", self.origin))),
            Err(error) => Err(error),
        }
    }

    async fn session(&self, metadata: &Metadata, token: Option<&Text>) -> Result<Credentials, CredentialsError> {
        let role = match &metadata.role_name {
            Some(role) => role.clone(),
            None => {
                let answer = self.get(ROLES, token).await?;
                if answer.status == 404 {
                    return Err(CredentialsError::new("the instance has no RAM role; attach one to it"));
                }
                // One role can be attached.
                let answer = answer.success()?;
                answer.text()?.lines().next().unwrap_or_default().trim().to_owned()
            }
        };
        if role.is_empty() {
            return Err(CredentialsError::new("the instance has no RAM role; attach one to it"));
        }
        let answer = self.get(&format!("{ROLES}{}", percent_encode(&role)), token).await?;
        if answer.status == 404 {
            let role = printable(&role, 100);
            let message = format!("the RAM role {role} is not attached to the instance; see {ROLE_NAME}");
            return Err(CredentialsError::new(message));
        }
        coded_session(&mut answer.success()?.object()?, "ecs_ram_role")
    }

    async fn get(&self, target: &str, token: Option<&Text>) -> Result<Answer, Unanswered> {
        // Without a token the header means nothing, and is left out.
        let header = token.map(|token| ("x-aliyun-ecs-metadata-token", token.as_str()));
        self.send(Method::Get, target, header).await
    }

    async fn send<'h>(
        &self,
        method: Method,
        target: &str,
        header: impl Into<Option<(&'static str, &'h str)>>,
    ) -> Result<Answer, Unanswered> {
        let place = format!("the response of {}{target}", self.origin);
        let headers = [Some(("user-agent", self.user_agent.as_str())), header.into()];
        let request = HttpRequest::unsigned(method, &self.origin, target, headers.into_iter().flatten(), "")
            .map_err(|error| Unanswered { unreachable: false, error: CredentialsError::new(error.to_string()) })?;
        self.config.exchange(&request, Limits::METADATA, place).await
    }
}
