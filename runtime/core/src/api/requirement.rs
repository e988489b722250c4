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
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Requirement {
    /// The names of the schemes.
    pub schemes: &'static [&'static str],
}

impl Requirement {
    /// All of these schemes.
    pub const fn of(schemes: &'static [&'static str]) -> Self {
        Requirement { schemes }
    }

    /// Whether a call without any credentials meets it.
    pub const fn is_anonymous(&self) -> bool {
        self.schemes.is_empty()
    }
}
