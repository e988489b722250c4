//! The default chain: the places that all official SDKs look for credentials in.

use std::fmt;
use std::sync::OnceLock;

use crate::Credentials;

use super::lazy::found_by;
use super::{
    CliProfileProvider, CredentialsError, CredentialsFuture, CredentialsProvider, CredentialsUriProvider,
    EcsRoleProvider, EnvironmentProvider, IniProfileProvider, OidcRoleProvider, ProviderConfig,
};

/// Looks for credentials where all official SDKs do, in their order; the default of a builder.
///
/// 1. [`EnvironmentProvider`]
/// 2. [`OidcRoleProvider::from_environment`]
/// 3. [`CliProfileProvider`]
/// 4. [`IniProfileProvider`]
/// 5. [`EcsRoleProvider`], unless `ALIBABA_CLOUD_ECS_METADATA_DISABLED` is `true`
/// 6. [`CredentialsUriProvider::from_environment`]
///
/// Nothing is read before credentials are first needed. The first place that has some is asked from then on, and no
/// other: a client does not become somebody else because a session cannot be renewed. If no place has
/// any, the error says what each of them lacks, and the next request looks again.
///
/// Clients can share one: `Arc<DefaultChain>` is a provider too.
///
/// ```
/// use twinspec_client::Environment;
/// use twinspec_alibaba::credentials::{CredentialsProvider, DefaultChain, ProviderConfig};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), twinspec_alibaba::credentials::CredentialsError> {
/// let variables = [("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid"), ("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret")];
/// let chain = DefaultChain::new(&ProviderConfig::new().environment(Environment::given(variables)));
/// assert_eq!(chain.credentials().await?.provider(), Some("default/env"));
/// # Ok(())
/// # }
/// ```
pub struct DefaultChain {
    links: Vec<Link>,
    /// The place of the link that has credentials.
    found: OnceLock<usize>,
}

/// A place to look in, or why it cannot be used.
struct Link {
    name: &'static str,
    provider: Result<Box<dyn CredentialsProvider>, CredentialsError>,
}

impl Link {
    fn new<P: CredentialsProvider>(name: &'static str, provider: Result<P, CredentialsError>) -> Self {
        Link { name, provider: provider.map(|provider| Box::new(provider) as Box<dyn CredentialsProvider>) }
    }

    async fn credentials(&self) -> Result<Credentials, CredentialsError> {
        match &self.provider {
            Ok(provider) => Ok(found_by("default", provider.credentials().await?)),
            Err(error) => Err(error.clone()),
        }
    }
}

impl DefaultChain {
    /// A chain that looks in this world.
    pub fn new(config: &ProviderConfig) -> Self {
        DefaultChain {
            links: vec![
                Link::new("env", Ok(EnvironmentProvider::new(config.variables().clone()))),
                Link::new("oidc_role_arn", OidcRoleProvider::from_environment(config)),
                Link::new("cli_profile", Ok(CliProfileProvider::new(config))),
                Link::new("profile", Ok(IniProfileProvider::new(config))),
                Link::new("ecs_ram_role", Ok(EcsRoleProvider::new(config))),
                Link::new("credential_uri", CredentialsUriProvider::from_environment(config)),
            ],
            found: OnceLock::new(),
        }
    }

    async fn look(&self) -> Result<Credentials, CredentialsError> {
        let mut lacking = String::new();
        for (position, link) in self.links.iter().enumerate() {
            match link.credentials().await {
                Ok(credentials) => {
                    tracing::debug!(provider = credentials.provider(), "credentials found");
                    // Of two that look at the same time, the first decides.
                    self.found.get_or_init(|| position);
                    return Ok(credentials);
                }
                Err(error) => lacking.push_str(&format!("; {}: {error}", link.name)),
            }
        }
        Err(CredentialsError::new(format!(
            "no credentials in any place of the default chain{lacking}. Set ALIBABA_CLOUD_ACCESS_KEY_ID and \
             ALIBABA_CLOUD_ACCESS_KEY_SECRET, run `aliyun configure`, or call `access_key` or `credentials` on the builder"
        )))
    }
}

impl CredentialsProvider for DefaultChain {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            match self.found.get().and_then(|position| self.links.get(*position)) {
                Some(link) => link.credentials().await,
                None => self.look().await,
            }
        })
    }
}

impl fmt::Debug for DefaultChain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let found = self.found.get().and_then(|position| self.links.get(*position));
        let provider = found.and_then(|link| link.provider.as_ref().ok());
        f.debug_struct("DefaultChain").field("found", &provider).finish_non_exhaustive()
    }
}
