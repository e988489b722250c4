//! The configuration file of the Alibaba Cloud CLI, and the provider that each mode of a profile stands for.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::Credentials;

use super::external::refuse_if_disabled;
use super::file;
use super::json::Object;
use super::{
    CredentialsError, CredentialsProvider, CredentialsUriProvider, EcsRoleProvider, ExternalProvider, OidcRoleProvider,
    ProviderConfig, RamRoleProvider, Role,
};

type Provider = Box<dyn CredentialsProvider>;

/// The profiles of a file.
pub(super) struct CliConfig {
    /// What errors call the file.
    place: String,
    current: Option<String>,
    profiles: BTreeMap<String, Object>,
}

impl CliConfig {
    pub(super) fn read(file: &Path) -> Result<Self, CredentialsError> {
        let place = file.display().to_string();
        let mut document = Object::parse(&place, file::read(file)?.as_bytes())?;
        let current = document.plain("current")?;
        let mut profiles = BTreeMap::new();
        for mut profile in document.objects("profiles")? {
            if let Some(name) = profile.plain("name")? {
                let called = format!("the profile `{name}` of {place}");
                // As in the official clients, the first of a name counts.
                profiles.entry(name).or_insert(profile.called(called));
            }
        }
        Ok(CliConfig { place, current, profiles })
    }

    /// The provider that a profile describes, the current one unless another is named.
    pub(super) fn provider(
        mut self,
        name: Option<&str>,
        config: &ProviderConfig,
    ) -> Result<Provider, CredentialsError> {
        let name = name.map(str::to_owned).or_else(|| self.current.clone()).ok_or_else(|| {
            CredentialsError::new(format!("{} has no `current` profile; set ALIBABA_CLOUD_PROFILE", self.place))
        })?;
        self.profile(&name, &mut Vec::new(), config)
    }

    /// `way` are the profiles that led here by their `source_profile`.
    fn profile(
        &mut self,
        name: &str,
        way: &mut Vec<String>,
        config: &ProviderConfig,
    ) -> Result<Provider, CredentialsError> {
        if way.iter().any(|before| before == name) {
            way.push(name.to_owned());
            let message = format!("the `source_profile` entries of {} form a circle: {}", self.place, way.join(" > "));
            return Err(CredentialsError::new(message));
        }
        way.push(name.to_owned());
        let Some(mut profile) = self.profiles.remove(name) else {
            let known = self.profiles.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { "none".to_owned() } else { known };
            return Err(CredentialsError::new(format!("{} has no profile `{name}`; it has {known}", self.place)));
        };
        let profile = &mut profile;
        let mode = profile.required_plain("mode")?;
        Ok(match mode.to_ascii_lowercase().as_str() {
            "ak" => Box::new(access_key(profile)?),
            "ststoken" => {
                let mut token = profile.required("sts_token")?;
                Box::new(access_key(profile)?.with_security_token(std::mem::take(&mut *token)))
            }
            "ramrolearn" => {
                let caller = access_key(profile)?;
                let caller = match profile.text("sts_token")? {
                    Some(mut token) => caller.with_security_token(std::mem::take(&mut *token)),
                    None => caller,
                };
                Box::new(RamRoleProvider::new(caller, role(profile)?, config))
            }
            "chainableramrolearn" => {
                let source = profile.required_plain("source_profile")?;
                let caller: Arc<dyn CredentialsProvider> = self.profile(&source, way, config)?.into();
                Box::new(RamRoleProvider::new(caller, role(profile)?, config))
            }
            "ecsramrole" => Box::new(EcsRoleProvider::of(profile.plain("ram_role_name")?, config)),
            "oidc" => {
                let provider_arn = profile.required_plain("oidc_provider_arn")?;
                let token_file = profile.required_plain("oidc_token_file")?;
                Box::new(OidcRoleProvider::new(role(profile)?, provider_arn, token_file, config))
            }
            "external" => {
                let command = profile.required("process_command")?;
                Box::new(ExternalProvider::new(&command, config)?)
            }
            "credentialsuri" => {
                refuse_if_disabled(config)?;
                match profile.text("credentials_uri")? {
                    Some(uri) => Box::new(CredentialsUriProvider::new(&uri, config)?),
                    None => Box::new(CredentialsUriProvider::from_environment(config)?),
                }
            }
            _ => return Err(refused(&mode, profile.place(), name)),
        })
    }
}

fn access_key(profile: &mut Object) -> Result<Credentials, CredentialsError> {
    let id = profile.required_plain("access_key_id")?;
    let mut secret = profile.required("access_key_secret")?;
    Ok(Credentials::new(id, std::mem::take(&mut *secret)))
}

fn role(profile: &mut Object) -> Result<Role, CredentialsError> {
    let mut role = Role::new(profile.required_plain("ram_role_arn")?).vpc(profile.flag("enable_vpc")?);
    if let Some(name) = profile.plain("ram_session_name")? {
        role = role.session_name(name);
    }
    // The CLI writes 0 if nothing was said.
    if let Some(seconds @ 1..) = profile.number("expired_seconds")? {
        role = role.duration(Duration::from_secs(seconds));
    }
    if let Some(policy) = profile.plain("policy")? {
        role = role.policy(policy);
    }
    if let Some(id) = profile.plain("external_id")? {
        role = role.external_id(id);
    }
    if let Some(region) = profile.plain("sts_region")? {
        role = role.sts_region(region);
    }
    if let Some(endpoint) = profile.plain("sts_endpoint")? {
        // Security Token Service is called by https only, whatever is here.
        let host = endpoint.trim().trim_start_matches("https://").trim_start_matches("http://");
        role = role.sts_endpoint(host.trim_end_matches('/'));
    }
    Ok(role)
}

/// The error about a mode that this crate does not serve.
fn refused(mode: &str, place: &str, name: &str) -> CredentialsError {
    let why = match mode.to_ascii_lowercase().as_str() {
        "cloudsso" | "oauth" => "needs a browser",
        "rsakeypair" | "ramrolearnwithrolename" => "is deprecated",
        "bearertoken" | "anonymous" => {
            "is for the CLI only; pass `Credentials::bearer` or `Credentials::anonymous` to the builder"
        }
        _ => "is not known",
    };
    CredentialsError::new(format!(
        "{place} has the mode {mode:.40}, which {why}; `aliyun configure --profile {name} --mode AK` sets another one, and \
         AK, StsToken, RamRoleArn, ChainableRamRoleArn, EcsRamRole, OIDC, External and CredentialsURI work here"
    ))
}
