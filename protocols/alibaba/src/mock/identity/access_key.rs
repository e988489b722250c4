//! Access keys.

use secrecy::SecretString;
use serde::Deserialize;

use super::located::Located;

/// An access key of an account or a user.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AccessKey {
    pub(super) id: Located<String>,
    pub(super) secret: SecretString,
    #[serde(default)]
    pub(super) disabled: bool,
}

impl AccessKey {
    /// An access key that is active.
    pub fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        AccessKey { id: id.into().into(), secret: SecretString::from(secret.into()), disabled: false }
    }

    /// The same access key, disabled: a call with it is refused.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }
}
