//! Credentials of a profile of the Alibaba Cloud CLI.

use std::fmt;
use std::path::PathBuf;

use super::cli_config::CliConfig;
use super::lazy::{Lazy, found_by};
use super::{CredentialsError, CredentialsFuture, CredentialsProvider, ProviderConfig};

const FILE: &str = "ALIBABA_CLOUD_CONFIG_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";
const DISABLED: &str = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/// The credentials of a profile in `~/.aliyun/config.json`, which `aliyun configure` writes.
///
/// `ALIBABA_CLOUD_CONFIG_FILE` names another file, `ALIBABA_CLOUD_PROFILE` a profile other than the current one, and
/// `ALIBABA_CLOUD_CLI_PROFILE_DISABLED=true` switches the provider off. The file is read when credentials are first
/// needed, and not written. The modes `AK`, `StsToken`, `RamRoleArn`, `ChainableRamRoleArn`, `EcsRamRole`, `OIDC`,
/// `External` and `CredentialsURI` work; others need a browser or are deprecated.
///
/// ```
/// use twinspec_alibaba::credentials::{CliProfileProvider, ProviderConfig};
///
/// let provider = CliProfileProvider::with_profile("work", &ProviderConfig::new());
/// ```
pub struct CliProfileProvider {
    profile: Option<String>,
    config: ProviderConfig,
    provider: Lazy,
}

impl CliProfileProvider {
    /// The profile in `ALIBABA_CLOUD_PROFILE`, or else the current one of the file.
    pub fn new(config: &ProviderConfig) -> Self {
        CliProfileProvider { profile: None, config: config.clone(), provider: Lazy::default() }
    }

    /// A profile by its name.
    pub fn with_profile(name: impl Into<String>, config: &ProviderConfig) -> Self {
        CliProfileProvider { profile: Some(name.into()), ..CliProfileProvider::new(config) }
    }

    fn set_up(&self) -> Result<Box<dyn CredentialsProvider>, CredentialsError> {
        let variables = self.config.variables();
        if variables.is_true(DISABLED) {
            return Err(CredentialsError::new(format!("the profiles of the CLI are switched off by {DISABLED}")));
        }
        let file = match variables.get(FILE) {
            Some(file) => PathBuf::from(file),
            None => self.config.file_of_user(".aliyun/config.json")?,
        };
        let profile = self.profile.clone().or_else(|| variables.get(PROFILE));
        CliConfig::read(&file)?.provider(profile.as_deref(), &self.config)
    }
}

impl CredentialsProvider for CliProfileProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let credentials = self.provider.credentials(|| self.set_up()).await?;
            Ok(found_by("cli_profile", credentials))
        })
    }
}

impl fmt::Debug for CliProfileProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CliProfileProvider")
            .field("profile", &self.profile)
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}
