//! What a request is signed with.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use secrecy::zeroize::Zeroize;
use secrecy::{ExposeSecret, SecretString};

use crate::signature::acs3::SigningKey;

/// Who calls: an access key, an access key of a session, a bearer token, or nobody in particular.
///
/// `Debug` shows the access key id, never a secret or a token. They are overwritten when the last clone is dropped.
///
/// ```
/// use twinspec_alibaba::Credentials;
///
/// let key = Credentials::new("testid", "testsecret");
/// assert_eq!(key.access_key_id(), Some("testid"));
/// assert_eq!(key.provider(), Some("static_ak"));
/// assert!(!format!("{key:?}").contains("testsecret"));
///
/// let session = key.with_security_token("testtoken");
/// assert_eq!(session.provider(), Some("static_sts"));
/// ```
#[derive(Clone)]
pub struct Credentials {
    /// Clones share it: a client takes one for each request.
    pub(super) identity: Arc<Identity>,
    provider: Option<Cow<'static, str>>,
    expiration: Option<SystemTime>,
}

#[derive(Clone)]
pub(super) enum Identity {
    AccessKey(AccessKey),
    Bearer(SecretString),
    Anonymous,
}

#[derive(Clone)]
pub(super) struct AccessKey {
    pub(super) id: String,
    pub(super) secret: SecretString,
    pub(super) signing_key: SigningKey,
    pub(super) security_token: Option<SecretString>,
}

impl Credentials {
    /// A long-term access key.
    pub fn new(access_key_id: impl Into<String>, access_key_secret: impl Into<String>) -> Self {
        let secret = secret(access_key_secret);
        let signing_key = SigningKey::new(secret.expose_secret());
        Self::of(Identity::AccessKey(AccessKey { id: access_key_id.into(), secret, signing_key, security_token: None }))
    }

    /// A bearer token, which is sent instead of a signature.
    pub fn bearer(token: impl Into<String>) -> Self {
        Self::of(Identity::Bearer(secret(token)))
    }

    /// No credentials: requests are not signed. Few operations accept that, `AssumeRoleWithOIDC` for instance.
    pub fn anonymous() -> Self {
        Self::of(Identity::Anonymous)
    }

    fn of(identity: Identity) -> Self {
        Credentials { identity: Arc::new(identity), provider: None, expiration: None }
    }

    /// The same access key with the security token that Security Token Service issued with it. Credentials
    /// without an access key stay as they are.
    pub fn with_security_token(mut self, security_token: impl Into<String>) -> Self {
        if let Identity::AccessKey(key) = Arc::make_mut(&mut self.identity) {
            key.security_token = Some(secret(security_token));
        }
        self
    }

    /// The same credentials, said to come from somewhere else than the program: `default/env` for instance.
    pub fn with_provider(mut self, provider: impl Into<Cow<'static, str>>) -> Self {
        self.provider = Some(provider.into());
        self
    }

    /// The same credentials, which the service accepts until a time.
    pub fn with_expiration(mut self, expiration: SystemTime) -> Self {
        self.expiration = Some(expiration);
        self
    }

    /// The AccessKey ID, if there is an access key.
    pub fn access_key_id(&self) -> Option<&str> {
        self.access_key().map(|key| key.id.as_str())
    }

    /// The AccessKey secret, if there is an access key.
    pub fn access_key_secret(&self) -> Option<&SecretString> {
        self.access_key().map(|key| &key.secret)
    }

    /// The security token, if the access key is that of a session.
    pub fn security_token(&self) -> Option<&SecretString> {
        self.access_key()?.security_token.as_ref()
    }

    /// The bearer token, if that is what requests carry.
    pub fn bearer_token(&self) -> Option<&SecretString> {
        match &*self.identity {
            Identity::Bearer(token) => Some(token),
            _ => None,
        }
    }

    /// Whether requests are sent without any credentials.
    pub fn is_anonymous(&self) -> bool {
        matches!(*self.identity, Identity::Anonymous)
    }

    /// Where the credentials come from, sent as `x-acs-credentials-provider`: what
    /// [`with_provider`](Self::with_provider) said, else `static_ak` for an access key and `static_sts` for one
    /// with a security token. `None` if nothing is sent.
    pub fn provider(&self) -> Option<&str> {
        self.provider.as_deref().or(self.default_provider())
    }

    fn default_provider(&self) -> Option<&'static str> {
        match &*self.identity {
            Identity::AccessKey(AccessKey { security_token: None, .. }) => Some("static_ak"),
            Identity::AccessKey(_) => Some("static_sts"),
            Identity::Bearer(_) | Identity::Anonymous => None,
        }
    }

    /// Until when the service accepts the credentials; `None` if they do not expire, or it is not known.
    pub fn expiration(&self) -> Option<SystemTime> {
        self.expiration
    }

    fn access_key(&self) -> Option<&AccessKey> {
        match &*self.identity {
            Identity::AccessKey(key) => Some(key),
            _ => None,
        }
    }
}

/// Takes a text over without leaving a copy behind, as making a `Box<str>` of a `String` with spare room would.
fn secret(text: impl Into<String>) -> SecretString {
    let mut text = text.into();
    let secret = SecretString::from(text.as_str());
    text.zeroize();
    secret
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Credentials");
        match &*self.identity {
            Identity::AccessKey(key) => {
                shown.field("access_key_id", &key.id).field("access_key_secret", &"***");
                if key.security_token.is_some() {
                    shown.field("security_token", &"***");
                }
            }
            Identity::Bearer(_) => {
                shown.field("bearer_token", &"***");
            }
            Identity::Anonymous => {
                shown.field("anonymous", &true);
            }
        }
        shown.field("provider", &self.provider()).field("expiration", &self.expiration).finish()
    }
}
