//! All accounts, and the YAML file that can describe them.

use std::path::Path;

use serde::Deserialize;

use super::located::Place;
use super::{Account, IdentityError};
use crate::mock::ram::did_you_mean;

/// The accounts that a mock knows.
///
/// ```
/// use twinspec_alibaba::mock::identity::Identity;
///
/// let identity = Identity::from_yaml("
/// accounts:
///   - id: \"1234567890123456\"
///     users:
///       - name: alice
///         access-keys: [{ id: alice-id, secret: alice-secret }]
///         policies: [AdministratorAccess]
/// ")?;
/// # let _ = identity;
/// let error = Identity::from_yaml("accounts:\n  - id: \"1\"\n    user: []\n").expect_err("it is misspelt");
/// assert_eq!(error.line(), Some(3));
/// # Ok::<(), twinspec_alibaba::mock::identity::IdentityError>(())
/// ```
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Identity {
    #[serde(default)]
    pub(super) accounts: Vec<Account>,
    /// The name of the file, for what is found to be wrong later.
    #[serde(skip)]
    pub(super) file: Option<String>,
}

impl Identity {
    /// No accounts yet.
    pub fn new() -> Self {
        Identity::default()
    }

    /// One more account.
    pub fn account(mut self, account: Account) -> Self {
        self.accounts.push(account);
        self
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    ///
    /// If it is not YAML, or does not have the form of `identity.schema.json`. Faults that need all of it to be
    /// found, such as a policy that is named but does not exist, are reported when the mock is started.
    pub fn from_yaml(text: &str) -> Result<Self, IdentityError> {
        if text.trim().is_empty() {
            return Ok(Identity::new());
        }
        serde_saphyr::from_str(text).map_err(|error| {
            let place = error.location().as_ref().and_then(Place::of);
            IdentityError::new(place, problem(error.without_snippet()))
        })
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, and as those of [`from_yaml`](Identity::from_yaml).
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, IdentityError> {
        let file = path.as_ref().display().to_string();
        let text = std::fs::read_to_string(path)
            .map_err(|error| IdentityError::new(None, format!("cannot be read: {error}")).in_file(Some(&file)))?;
        let identity = Identity::from_yaml(&text).map_err(|error| error.in_file(Some(&file)))?;
        Ok(Identity { file: Some(file), ..identity })
    }
}

/// What is wrong, without what was written: that may be a secret.
fn problem(error: &serde_saphyr::Error) -> String {
    use serde_saphyr::Error;
    match error {
        Error::SerdeUnknownField { field, expected, .. } => {
            let hint = match did_you_mean(field, expected.iter().copied()) {
                hint if hint.is_empty() => format!(", only {}", expected.join(", ")),
                hint => hint,
            };
            format!("no key `{field}`{hint}")
        }
        Error::SerdeMissingField { field, .. } => format!("the key `{field}` is missing"),
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            format!("the key `{key}` appears twice; remove one of them")
        }
        Error::Unexpected { expected: "sequence start", .. } => {
            "is not a list; write `[…]` or lines with `-`".to_owned()
        }
        Error::Unexpected { expected: "mapping start", .. } => "is not a mapping; write `key: value` lines".to_owned(),
        Error::Unexpected { expected: "string scalar", .. } => "is not a text".to_owned(),
        other => {
            let text = other.to_string();
            let text = text.split_once(" at line ").map_or(text.as_str(), |(problem, _)| problem);
            text.lines().next().unwrap_or_default().to_owned()
        }
    }
}
