//! What a request is signed with.

use secrecy::SecretString;

/// An access key, with the security token of a session if it has one.
///
/// `Debug` shows the access key id, never the secret or the token.
///
/// ```
/// let credentials = acs_core::Credentials::new("testid", "testsecret");
/// assert_eq!(credentials.access_key_id(), "testid");
/// assert!(!format!("{credentials:?}").contains("testsecret"));
/// ```
#[derive(Debug, Clone)]
pub struct Credentials {
    access_key_id: String,
    access_key_secret: SecretString,
    security_token: Option<SecretString>,
}

impl Credentials {
    /// A long-term access key.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        Credentials {
            access_key_id: access_key_id.into(),
            access_key_secret: SecretString::from(access_key_secret.into()),
            security_token: None,
        }
    }

    /// The same access key with the security token that Security Token Service issued with it.
    pub fn with_security_token(mut self, security_token: impl Into<String>) -> Self {
        self.security_token = Some(SecretString::from(security_token.into()));
        self
    }

    /// The AccessKey ID.
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The AccessKey secret.
    pub fn access_key_secret(&self) -> &SecretString {
        &self.access_key_secret
    }

    /// The security token, if the access key is that of a session.
    pub fn security_token(&self) -> Option<&SecretString> {
        self.security_token.as_ref()
    }
}
