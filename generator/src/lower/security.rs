use openapiv3::{APIKeyLocation, Operation as OpenApiOperation, SecurityScheme as OpenApiScheme};

use super::Lower;
use crate::model::{ApiKeyLocation, RequiredScheme, SecurityRequirement, SecurityScheme, SecuritySchemeKind};

impl Lower<'_> {
    /// The entries of `components/securitySchemes`.
    pub(super) fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let Some(components) = self.document.components.as_ref() else { return Vec::new() };
        let mut schemes = Vec::new();
        for (name, item) in &components.security_schemes {
            let table = |name: &str| components.security_schemes.get(name);
            let pointer = crate::source::join("/components/securitySchemes", name);
            if let Some((scheme, _)) = self.resolve(item, pointer, "securitySchemes", table) {
                let (kind, description) = read(scheme);
                schemes.push(SecurityScheme { name: name.clone(), description, kind });
            }
        }
        schemes
    }

    /// What a call of an operation has to carry: its own `security` or, without one, that of the document. One empty
    /// requirement among others makes all of them optional, which keeps them: a caller can still say who calls.
    ///
    /// A scheme that the document does not describe asks for nothing that a caller could have.
    pub(super) fn security(&mut self, operation: &OpenApiOperation, origin: &str) -> Vec<SecurityRequirement> {
        let components = self.document.components.as_ref();
        let is_described =
            |name: &str| components.is_some_and(|components| components.security_schemes.contains_key(name));
        let listed = operation.security.as_ref().or(self.document.security.as_ref());
        let mut requirements = Vec::new();
        for requirement in listed.into_iter().flatten() {
            let (described, unknown): (Vec<_>, Vec<_>) =
                requirement.iter().partition(|(name, _)| is_described(name.as_str()));
            for (name, _) in unknown {
                let message = format!("the document does not describe the security scheme `{name}`");
                self.note(&format!("{origin}/security"), message, "a call is made without it");
            }
            let scheme = |(name, scopes): (&String, &Vec<String>)| RequiredScheme {
                name: name.clone(),
                scopes: scopes.clone(),
            };
            requirements.push(SecurityRequirement { schemes: described.into_iter().map(scheme).collect() });
        }
        requirements
    }
}

fn read(scheme: &OpenApiScheme) -> (SecuritySchemeKind, String) {
    let (kind, description) = match scheme {
        OpenApiScheme::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SecuritySchemeKind::Bearer,
                "basic" => SecuritySchemeKind::Basic,
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
        OpenApiScheme::OAuth2 { description, .. } | OpenApiScheme::OpenIDConnect { description, .. } => {
            (SecuritySchemeKind::OAuth2, description)
        }
    };
    (kind, description.clone().unwrap_or_default())
}
