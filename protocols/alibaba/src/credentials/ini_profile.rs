//! Credentials of a section of the credentials file that the official SDKs share.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::Credentials;

use super::ini::Section;
use super::lazy::{Lazy, found_by};
use super::{
    CredentialsError, CredentialsFuture, CredentialsProvider, EcsRoleProvider, OidcRoleProvider, ProviderConfig,
    RamRoleProvider, Role, file,
};

const FILE: &str = "ALIBABA_CLOUD_CREDENTIALS_FILE";
const PROFILE: &str = "ALIBABA_CLOUD_PROFILE";

/// The two names of the file: that of the SDKs for Go and Node.js, and that of the SDK for Python.
const NAMES: [&str; 2] = [".alibabacloud/credentials", ".alibabacloud/credentials.ini"];

/// The credentials of a section of `~/.alibabacloud/credentials`, or if there is no such file of
/// `~/.alibabacloud/credentials.ini`.
///
/// `ALIBABA_CLOUD_CREDENTIALS_FILE` names another file, `ALIBABA_CLOUD_PROFILE` a section other than `default`. The file
/// is read when credentials are first needed. The types `access_key`, `ram_role_arn`, `oidc_role_arn` and
/// `ecs_ram_role` work.
///
/// ```
/// use twinspec_alibaba::credentials::{IniProfileProvider, ProviderConfig};
///
/// let provider = IniProfileProvider::with_profile("work", &ProviderConfig::new());
/// ```
pub struct IniProfileProvider {
    profile: Option<String>,
    config: ProviderConfig,
    provider: Lazy,
}

impl IniProfileProvider {
    /// The section in `ALIBABA_CLOUD_PROFILE`, or else `default`.
    pub fn new(config: &ProviderConfig) -> Self {
        IniProfileProvider { profile: None, config: config.clone(), provider: Lazy::default() }
    }

    /// A section by its name.
    pub fn with_profile(name: impl Into<String>, config: &ProviderConfig) -> Self {
        IniProfileProvider { profile: Some(name.into()), ..IniProfileProvider::new(config) }
    }

    fn set_up(&self) -> Result<Box<dyn CredentialsProvider>, CredentialsError> {
        let file = self.file()?;
        let text = file::read(&file)?;
        let profile = self.profile.clone().or_else(|| self.config.variables().get(PROFILE));
        let profile = profile.unwrap_or_else(|| "default".to_owned());
        provider(&Section::find(&text, &profile, &file.display().to_string())?, &self.config)
    }

    fn file(&self) -> Result<PathBuf, CredentialsError> {
        if let Some(file) = self.config.variables().get(FILE) {
            return Ok(file.into());
        }
        let files = NAMES.map(|name| self.config.file_of_user(name));
        match files {
            [Ok(first), Ok(second)] if first.exists() || !second.exists() => both_missing(first, &second),
            [Ok(_), second] => second,
            [Err(error), _] => Err(error),
        }
    }
}

/// The first file, unless there is neither.
fn both_missing(first: PathBuf, second: &Path) -> Result<PathBuf, CredentialsError> {
    match first.exists() {
        true => Ok(first),
        false => Err(CredentialsError::new(format!(
            "the file {} does not exist, and neither does {}",
            first.display(),
            second.display()
        ))),
    }
}

/// The provider that a section describes.
fn provider(section: &Section<'_>, config: &ProviderConfig) -> Result<Box<dyn CredentialsProvider>, CredentialsError> {
    Ok(match section.required("type")? {
        "access_key" => Box::new(access_key(section)?),
        "ram_role_arn" => Box::new(RamRoleProvider::new(access_key(section)?, role(section)?, config)),
        "oidc_role_arn" => {
            let provider_arn = section.required("oidc_provider_arn")?;
            let token_file = section.required("oidc_token_file_path")?;
            Box::new(OidcRoleProvider::new(role(section)?, provider_arn, token_file, config))
        }
        "ecs_ram_role" => Box::new(EcsRoleProvider::of(section.get("role_name").map(str::to_owned), config)),
        other => {
            return Err(CredentialsError::new(format!(
                "{} has the type {other:.40}, which is not served here; access_key, ram_role_arn, oidc_role_arn and \
                 ecs_ram_role are",
                section.place()
            )));
        }
    })
}

fn access_key(section: &Section<'_>) -> Result<Credentials, CredentialsError> {
    Ok(Credentials::new(section.required("access_key_id")?, section.required("access_key_secret")?))
}

fn role(section: &Section<'_>) -> Result<Role, CredentialsError> {
    let mut role = Role::new(section.required("role_arn")?);
    if let Some(name) = section.get("role_session_name") {
        role = role.session_name(name);
    }
    if let Some(policy) = section.get("policy") {
        role = role.policy(policy);
    }
    Ok(role)
}

impl CredentialsProvider for IniProfileProvider {
    fn credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let credentials = self.provider.credentials(|| self.set_up()).await?;
            Ok(found_by("profile", credentials))
        })
    }
}

impl fmt::Debug for IniProfileProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IniProfileProvider")
            .field("profile", &self.profile)
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}
