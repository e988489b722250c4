//! OIDC identity providers.

use serde::Deserialize;

use super::located::Located;

/// An OIDC identity provider of an account, whose tokens let a role be assumed.
///
/// A token has to be a JSON Web Token that names the issuer and one of the client ids and has not expired. Its
/// signature is not verified: the mock has no keys of the provider.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OidcProvider {
    pub(super) name: Located<String>,
    pub(crate) issuer: String,
    #[serde(default)]
    pub(crate) client_ids: Vec<String>,
}

impl OidcProvider {
    /// A provider with this name whose tokens have this issuer, a URL.
    pub fn new(name: impl Into<String>, issuer: impl Into<String>) -> Self {
        OidcProvider { name: name.into().into(), issuer: issuer.into(), client_ids: Vec::new() }
    }

    /// A client id that tokens can be issued for; without any, every one is good.
    pub fn client_id(mut self, id: impl Into<String>) -> Self {
        self.client_ids.push(id.into());
        self
    }
}
