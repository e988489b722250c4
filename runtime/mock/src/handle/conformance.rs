//! What generated tests hold a client against: the error table of an operation, and what is there before a call.

use twinspec_core::{Error, ErrorKind, Operation, printable};

use crate::{ForceError, Mock, ResourceError};

/// How many characters of a text an error shows at least.
const SHOWN: usize = 100;

/// What is there before a call: what the default account has, on which site.
///
/// ```
/// use twinspec_mock::conformance::Scenario;
///
/// const MEMBERS: Scenario = Scenario::given(&["directory", "member"]).without(&["Folder"]);
/// assert_eq!(MEMBERS.given, ["directory", "member"]);
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Scenario {
    /// The site that the mock plays; its first one unless set.
    pub site: Option<&'static str>,
    /// What the description has under these names.
    pub given: &'static [&'static str],
    /// Resources besides, without fields.
    pub resources: &'static [&'static str],
    /// Resources that are taken away again.
    pub without: &'static [&'static str],
}

impl Scenario {
    /// What the description has under these names.
    pub const fn given(given: &'static [&'static str]) -> Self {
        Scenario { site: None, given, resources: &[], without: &[] }
    }

    /// The same on another site.
    pub const fn site(self, site: &'static str) -> Self {
        Scenario { site: Some(site), ..self }
    }

    /// The same with these resources, which have no fields.
    pub const fn with(self, resources: &'static [&'static str]) -> Self {
        Scenario { resources, ..self }
    }

    /// The same without these resources.
    pub const fn without(self, without: &'static [&'static str]) -> Self {
        Scenario { without, ..self }
    }

    /// Puts all that into a mock, which plays the site already.
    ///
    /// # Errors
    /// The mock knows nothing of such a name.
    pub fn prepare(&self, mock: &Mock) -> Result<(), ResourceError> {
        self.given.iter().try_for_each(|name| mock.given(name))?;
        self.resources.iter().try_for_each(|name| mock.put_resource(name, serde_json::json!({})))?;
        self.without.iter().try_for_each(|name| mock.remove_resources(name).map(drop))
    }
}

/// What a client makes of an error that is not what the error table says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Mismatch {
    /// The mock cannot be made to answer with the error.
    #[error(transparent)]
    Force(#[from] ForceError),
    /// A call that should have failed did not, or the other way round.
    #[error("{code}: the call {became}")]
    Outcome {
        /// The code of the row.
        code: String,
        /// What became of it.
        became: String,
    },
    /// Something of the error is another.
    #[error("{code}: the {what} is {found}, not {expected}")]
    Different {
        /// The code of the row.
        code: String,
        /// What of the error.
        what: &'static str,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
}

/// Answers a call with each row of the operation's error table, and holds what the client makes of it against the row: its
/// kind, status, code, message and request id, and that the text of the error says all of it and the remedy. A row under a
/// status of success is not an error: the call succeeds. Rows with one of the codes in `unreadable` are left out.
///
/// # Errors
/// The first difference.
pub async fn errors<T, K: ErrorKind>(
    mock: &Mock,
    operation: &'static Operation,
    unreadable: &[&str],
    call: impl AsyncFn() -> Result<T, Error<K>>,
) -> Result<(), Mismatch> {
    for (position, row) in operation.errors.iter().enumerate() {
        let is_first = operation.errors.iter().position(|other| other.code == row.code) == Some(position);
        if !is_first || unreadable.contains(&row.code) {
            continue;
        }
        mock.force(operation, row.code)?;
        let became = |became: String| Mismatch::Outcome { code: row.code.to_owned(), became };
        match call().await {
            Ok(_) if (200..300).contains(&row.status) => {}
            Ok(_) => return Err(became("succeeds".to_owned())),
            Err(error) if (200..300).contains(&row.status) => return Err(became(format!("fails: {error}"))),
            Err(error) => compare(&error, K::TABLE.get(position).copied(), row)?,
        }
    }
    Ok(())
}

fn compare<K: ErrorKind>(error: &Error<K>, kind: Option<K>, row: &twinspec_core::ErrorRow) -> Result<(), Mismatch> {
    let equal = |what, expected: String, found: String| match expected == found {
        true => Ok(()),
        false => Err(Mismatch::Different { code: row.code.to_owned(), what, expected, found }),
    };
    equal("code", format!("{:?}", Some(row.code)), format!("{:?}", error.code()))?;
    equal("kind", format!("{kind:?}"), format!("{:?}", Some(error.kind())))?;
    equal("status", format!("{:?}", Some(row.status)), format!("{:?}", error.status()))?;
    equal("message", row.message.to_owned(), error.message().to_owned())?;
    let text = error.to_string();
    let request_id = error.request_id().unwrap_or("a request id");
    for part in [row.code, row.message, row.remedy, request_id] {
        // Printed are clean texts, and of long ones the beginning.
        let shown = printable(part, SHOWN);
        let shown = shown.trim_end_matches("...");
        if !text.contains(shown) {
            return equal("text of the error", format!("one with `{shown}`"), text);
        }
    }
    Ok(())
}
