use openapiv3::{APIKeyLocation, Operation as OpenApiOperation, SecurityScheme as OpenApiScheme};

use super::lower::Lower;
use crate::model::{ApiKeyLocation, RequiredScheme, SecurityRequirement, SecurityScheme, SecuritySchemeKind};

impl Lower<'_> {
    /// The entries of `components/securitySchemes`.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let Some(components) = self.document.components.as_ref() else { return Vec::new() };
        let mut schemes = Vec::new();
        for (name, item) in &components.security_schemes {
            let table = |name: &str| components.security_schemes.get(name);
            let pointer = crate::pointer::join("/components/securitySchemes", name);
            if let Some((scheme, _)) = self.resolve(item, pointer, "securitySchemes", table) {
                let (kind, description) = read(scheme);
                schemes.push(SecurityScheme { name: name.clone(), description, kind });
            }
        }
        schemes
    }

    /// What a call of an operation has to carry: its own `security` or, without one, that of the document. One empty
    /// requirement among others makes all of them optional, which keeps them: a caller can still say who calls. A scheme
    /// that the document does not declare asks for nothing that a caller could have.
    pub(super) fn security(&self, operation: &OpenApiOperation) -> Vec<SecurityRequirement> {
        let components = self.document.components.as_ref();
        let is_declared = |name: &str| components.is_some_and(|all| all.security_schemes.contains_key(name));
        let requirements = operation.security.as_ref().or(self.document.security.as_ref());
        let requirements = requirements.into_iter().flatten().map(|requirement| SecurityRequirement {
            schemes: requirement
                .iter()
                .filter(|(name, _)| is_declared(name))
                .map(|(name, scopes)| RequiredScheme { name: name.clone(), scopes: scopes.clone() })
                .collect(),
        });
        requirements.collect()
    }
}

fn read(scheme: &OpenApiScheme) -> (SecuritySchemeKind, String) {
    let (kind, description) = match scheme {
        OpenApiScheme::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SecuritySchemeKind::Bearer,
                "basic" => SecuritySchemeKind::Basic,
                "mutualtls" => SecuritySchemeKind::MutualTls,
                other => SecuritySchemeKind::Other(other.to_owned()),
            };
            (kind, description)
        }
        OpenApiScheme::APIKey { location, name, description, .. } => {
            let location = match location {
                APIKeyLocation::Header => ApiKeyLocation::Header,
                APIKeyLocation::Query => ApiKeyLocation::Query,
                APIKeyLocation::Cookie => ApiKeyLocation::Cookie,
            };
            (SecuritySchemeKind::ApiKey { location, parameter: name.clone() }, description)
        }
        OpenApiScheme::OAuth2 { flows, description, .. } => {
            let token_url = flows.client_credentials.as_ref().map(|flow| flow.token_url.trim());
            let kind = match token_url.filter(|url| !url.is_empty()) {
                Some(url) => SecuritySchemeKind::ClientCredentials { token_url: url.to_owned() },
                None => SecuritySchemeKind::OAuth2,
            };
            (kind, description)
        }
        OpenApiScheme::OpenIDConnect { description, .. } => (SecuritySchemeKind::OAuth2, description),
    };
    (kind, description.clone().unwrap_or_default())
}
