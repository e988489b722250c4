//! Settings from the environment.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The variables that settings are read from: those of the process, or a given set, for tests.
///
/// A variable that is empty counts as one that is not set. `Debug` shows names, never values.
///
/// ```
/// use twinspec_client::Environment;
///
/// let environment = Environment::given([("PROFILE", "work"), ("HOME", "")]);
/// assert_eq!(environment.get("PROFILE").as_deref(), Some("work"));
/// assert_eq!(environment.get("HOME"), None);
/// ```
#[derive(Clone, Default)]
pub struct Environment {
    /// `None` for the variables of the process.
    given: Option<Arc<BTreeMap<String, String>>>,
}

impl Environment {
    /// The variables of the process, read anew each time.
    pub fn process() -> Self {
        Environment::default()
    }

    /// These variables and no others.
    pub fn given<N: Into<String>, V: Into<String>>(variables: impl IntoIterator<Item = (N, V)>) -> Self {
        let variables = variables.into_iter().map(|(name, value)| (name.into(), value.into()));
        Environment { given: Some(Arc::new(variables.collect())) }
    }

    /// The value of a variable; `None` if it is not set, empty, or not UTF-8.
    pub fn get(&self, name: &str) -> Option<String> {
        let value = match &self.given {
            None => std::env::var(name).ok(),
            Some(variables) => variables.get(name).cloned(),
        };
        value.filter(|value| !value.is_empty())
    }

    /// Whether a variable is set, to whatever: [`get`](Self::get) passes over one that is not UTF-8.
    pub(crate) fn has(&self, name: &str) -> bool {
        match &self.given {
            None => std::env::var_os(name).is_some_and(|value| !value.is_empty()),
            Some(_) => self.get(name).is_some(),
        }
    }

    /// Whether a switch is on: `true`, in any case.
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    /// The home directory. For a given set it is in the variable that the system uses.
    pub fn home(&self) -> Option<PathBuf> {
        match &self.given {
            None => std::env::home_dir().filter(|home| !home.as_os_str().is_empty()),
            Some(_) => self.get(if cfg!(windows) { "USERPROFILE" } else { "HOME" }).map(PathBuf::from),
        }
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.given {
            None => f.write_str("Environment of the process"),
            Some(variables) => {
                f.write_str("Environment ")?;
                f.debug_set().entries(variables.keys()).finish()
            }
        }
    }
}
