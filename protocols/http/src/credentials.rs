//! Tokens, passwords and keys.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use twinspec_core::{Authorize, CallFacts, Operation, RequestDraft, RequestError, Requirement};

use crate::{Http, KeyLocation, Scheme, SchemeKind};

/// What a caller has to say who it is: a token, a name and a password, keys. A call sends what its operation wants and
/// nothing else: the first of its requirements that can be met whole.
///
/// `Debug` shows which there are, never a secret. They are overwritten when they are dropped.
///
/// ```
/// use twinspec_http::Credentials;
///
/// let credentials = Credentials::new().bearer_token("secret").api_key("app", "another");
/// assert!(!format!("{credentials:?}").contains("secret"));
/// ```
#[derive(Clone, Default)]
pub struct Credentials {
    bearer: Option<SecretString>,
    basic: Option<(String, SecretString)>,
    /// By the names of their schemes.
    keys: Vec<(String, SecretString)>,
    /// Whether the connection says who calls.
    mutual_tls: bool,
}

impl Credentials {
    /// None.
    pub fn new() -> Self {
        Credentials::default()
    }

    /// The same with a token, which goes to schemes of the kinds [`SchemeKind::Bearer`] and
    /// [`SchemeKind::ClientCredentials`].
    pub fn bearer_token(mut self, token: impl Into<String>) -> Self {
        self.bearer = Some(token.into().into());
        self
    }

    /// The same with a name and a password, which go to schemes of the kind [`SchemeKind::Basic`].
    pub fn basic(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.basic = Some((user.into(), password.into().into()));
        self
    }

    /// The same with a key, which goes to the scheme of this name.
    pub fn api_key(mut self, scheme: impl Into<String>, key: impl Into<String>) -> Self {
        let scheme = scheme.into();
        self.keys.retain(|(other, _)| *other != scheme);
        self.keys.push((scheme, key.into().into()));
        self
    }

    /// The same for a transport that has a certificate of the client, which meets schemes of the kind
    /// [`SchemeKind::MutualTls`].
    pub fn mutual_tls(mut self) -> Self {
        self.mutual_tls = true;
        self
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        !self.has_secret() && !self.mutual_tls
    }

    pub(crate) fn has_secret(&self) -> bool {
        self.bearer.is_some() || self.basic.is_some() || !self.keys.is_empty()
    }

    #[cfg(feature = "client")]
    pub(crate) fn has_bearer_token(&self) -> bool {
        self.bearer.is_some()
    }

    /// The names of the schemes that have a key.
    pub(crate) fn keyed(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(|(scheme, _)| scheme.as_str())
    }

    fn key(&self, scheme: &Scheme) -> Option<&str> {
        self.keys.iter().find(|(name, _)| name == scheme.name).map(|(_, key)| key.expose_secret())
    }

    pub(crate) fn meets(&self, scheme: &Scheme) -> bool {
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::ClientCredentials { .. } => self.bearer.is_some(),
            SchemeKind::MutualTls => self.mutual_tls,
            SchemeKind::Basic => self.basic.is_some(),
            SchemeKind::ApiKey { .. } => self.key(scheme).is_some(),
            SchemeKind::Other(_) => false,
        }
    }

    fn send(&self, draft: &mut RequestDraft<'_>, scheme: &Scheme) -> Result<(), RequestError> {
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::ClientCredentials { .. } => {
                send_token(draft, self.bearer.as_ref().map_or("", |token| token.expose_secret()))
            }
            SchemeKind::Basic => {
                let (user, password) =
                    self.basic.as_ref().map_or(("", ""), |(user, password)| (user, password.expose_secret()));
                if user.contains(':') {
                    return Err(unfit("the name for `basic` has a colon, which it cannot have"));
                }
                let encoded = STANDARD.encode(format!("{user}:{password}"));
                draft.hide(password);
                draft.hide(&encoded);
                draft.add_hidden_header("authorization", &format!("Basic {encoded}"))
            }
            SchemeKind::ApiKey { location, name } => {
                let key = visible(self.key(scheme).unwrap_or_default(), &format!("the key for `{}`", scheme.name))?;
                match location {
                    KeyLocation::Header => draft.add_secret_header(name, key),
                    KeyLocation::Query => {
                        draft.add_secret_query(name, key.to_owned());
                        Ok(())
                    }
                    KeyLocation::Cookie => draft.add_secret_cookie(name, key),
                }
            }
            SchemeKind::MutualTls | SchemeKind::Other(_) => Ok(()),
        }
    }

    /// Authorizes a request, with tokens that were fetched for some schemes.
    pub(crate) fn authorize_with<'t>(
        &self,
        draft: &mut RequestDraft<'_>,
        token: impl Fn(&Scheme) -> Option<&'t str>,
    ) -> Result<(), RequestError> {
        let operation = draft.operation();
        match met(operation, |scheme| self.meets(scheme) || token(scheme).is_some()) {
            Some((_, schemes)) => schemes.into_iter().try_for_each(|scheme| match token(scheme) {
                Some(token) => send_token(draft, token),
                None => self.send(draft, scheme),
            }),
            None if operation.security.is_empty() || operation.security.iter().any(Requirement::is_anonymous) => Ok(()),
            None => {
                let ways = operation.security.iter().filter_map(|requirement| schemes(operation, requirement));
                let ways: Vec<String> = ways.map(together).collect();
                Err(unfit(&format!(
                    "`{}` is not called without credentials; it wants {}",
                    operation.name,
                    ways.join(", or ")
                )))
            }
        }
    }
}

impl Authorize for Credentials {
    fn authorize(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
        self.authorize_with(draft, |_| None)
    }
}

/// The first requirement of an operation that asks for something, all schemes of which are met; with these schemes.
pub(crate) fn met(
    operation: &'static Operation,
    is_met: impl Fn(&Scheme) -> bool,
) -> Option<(&'static Requirement, Vec<&'static Scheme>)> {
    let wanted = operation.security.iter().filter(|requirement| !requirement.is_anonymous());
    let mut known = wanted.filter_map(|requirement| Some((requirement, schemes(operation, requirement)?)));
    known.find(|(_, schemes)| schemes.iter().all(|scheme| is_met(scheme)))
}

/// The schemes of a requirement; `None` if the API does not have them all.
fn schemes(operation: &Operation, requirement: &Requirement) -> Option<Vec<&'static Scheme>> {
    let protocol = Http::of(operation.api)?;
    requirement.schemes.iter().map(|name| protocol.scheme(name)).collect()
}

fn send_token(draft: &mut RequestDraft<'_>, token: &str) -> Result<(), RequestError> {
    let token = visible(token, "the bearer token")?;
    draft.hide(token);
    draft.add_hidden_header("authorization", &format!("Bearer {token}"))
}

/// All schemes of a requirement, in words.
fn together(schemes: Vec<&Scheme>) -> String {
    schemes.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

/// A secret that a header can carry as one word.
fn visible<'s>(secret: &'s str, what: &str) -> Result<&'s str, RequestError> {
    match !secret.is_empty() && secret.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Ok(secret),
        false => Err(unfit(&format!("{what} is empty, or contains spaces, line breaks or letters that are not ASCII"))),
    }
}

fn unfit(message: &str) -> RequestError {
    RequestError::Credentials { message: message.to_owned() }
}

/// Credentials that never change.
#[cfg(feature = "client")]
impl twinspec_client::CredentialsProvider for Credentials {
    fn credentials<'a>(
        &'a self,
        _: twinspec_client::credentials::CredentialsCall<'a>,
    ) -> twinspec_client::credentials::CredentialsFuture<'a> {
        let credentials: std::sync::Arc<dyn Authorize> = std::sync::Arc::new(self.clone());
        Box::pin(std::future::ready(Ok(credentials)))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<&str> = self.keyed().collect();
        f.debug_struct("Credentials")
            .field("bearer_token", &self.bearer.as_ref().map(|_| "***"))
            .field("basic", &self.basic.as_ref().map(|(user, _)| user))
            .field("api_keys", &keys)
            .field("mutual_tls", &self.mutual_tls)
            .finish()
    }
}
