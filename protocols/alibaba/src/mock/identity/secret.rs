//! The secret of an access key, ready to verify signatures with.

use crate::signature::acs3::SigningKey;
use secrecy::{ExposeSecret, SecretString};

/// An AccessKey secret.
#[derive(Debug, Clone)]
pub(crate) struct Secret {
    text: SecretString,
    signing_key: SigningKey,
}

impl Secret {
    pub(super) fn expose(&self) -> &str {
        self.text.expose_secret()
    }

    pub(super) fn signing_key(&self) -> &SigningKey {
        &self.signing_key
    }
}

impl From<SecretString> for Secret {
    fn from(text: SecretString) -> Self {
        Secret { signing_key: SigningKey::new(text.expose_secret()), text }
    }
}
