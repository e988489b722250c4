//! What a call has to be authorized with.

/// Security schemes that an operation wants all at once. Of several requirements of an operation, one is enough; one
/// without schemes is met by every call.
///
/// ```
/// use twinspec_core::Requirement;
///
/// // A bearer token; or a key together with an application id.
/// static SECURITY: &[Requirement] = &[Requirement::of(&["token"]), Requirement::of(&["key", "app"])];
/// assert!(Requirement::of(&[]).is_anonymous() && !SECURITY[0].is_anonymous());
///
/// // A token that stands for some scopes of OAuth 2.0.
/// const READ: Requirement = Requirement::of(&["oauth"]).scopes(&[("oauth", &["pets:read"])]);
/// assert_eq!(READ.scopes_of("oauth"), ["pets:read"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirement {
    /// The names of the schemes.
    pub schemes: &'static [&'static str],
    /// The scopes that a scheme has to be granted, by its name. Schemes without are left out.
    pub scopes: &'static [(&'static str, &'static [&'static str])],
}

impl Requirement {
    /// All of these schemes.
    pub const fn of(schemes: &'static [&'static str]) -> Self {
        Requirement { schemes, scopes: &[] }
    }

    /// The same, with the scopes that schemes have to be granted, by their names.
    pub const fn scopes(self, scopes: &'static [(&'static str, &'static [&'static str])]) -> Self {
        Requirement { scopes, ..self }
    }

    /// The scopes that a scheme has to be granted.
    pub fn scopes_of(&self, scheme: &str) -> &'static [&'static str] {
        self.scopes.iter().find(|(name, _)| *name == scheme).map_or(&[], |(_, scopes)| scopes)
    }

    /// Whether a call without any credentials meets it.
    pub const fn is_anonymous(&self) -> bool {
        self.schemes.is_empty()
    }
}
