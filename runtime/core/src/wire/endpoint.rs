//! Where an API is: a server, and the path in front of all its operations.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use crate::{MalformedOrigin, Origin};

/// Where an API is: a server, and the path that is in front of those of its operations.
///
/// ```
/// use twinspec_core::Endpoint;
///
/// let endpoint: Endpoint = "https://petstore.example/v1/".parse()?;
/// assert_eq!(endpoint.origin().authority(), "petstore.example");
/// assert_eq!(endpoint.base_path(), "/v1");
/// assert_eq!(endpoint.to_string(), "https://petstore.example/v1");
/// # Ok::<(), twinspec_core::MalformedOrigin>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Endpoint {
    origin: Origin,
    /// Without a slash at its end.
    base_path: Arc<str>,
}

impl Endpoint {
    /// Scheme, host and port.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The path in front of those of the operations, percent-encoded, without a slash at its end; empty for most APIs.
    pub fn base_path(&self) -> &str {
        &self.base_path
    }

    /// The same path at another server.
    pub fn at(self, origin: Origin) -> Self {
        Endpoint { origin, ..self }
    }
}

impl From<Origin> for Endpoint {
    fn from(origin: Origin) -> Self {
        Endpoint { origin, base_path: Arc::from("") }
    }
}

impl FromStr for Endpoint {
    type Err = MalformedOrigin;

    /// Reads a host, `host:port`, or a URL without query and user; without a scheme it is `https`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let start = text.find("://").map_or(0, |scheme| scheme + 3);
        let path = text.get(start..).and_then(|rest| rest.find('/')).map_or(text.len(), |at| start + at);
        let (origin, path) = text.split_at_checked(path).unwrap_or((text, ""));
        let path = path.trim_end_matches('/');
        let is_path = path.bytes().all(|byte| byte.is_ascii_graphic() && !b"?#\"<>\\^`{|}".contains(&byte))
            && !path.split('/').any(|segment| matches!(segment, "." | ".."));
        if !is_path {
            return Err(MalformedOrigin::new(text));
        }
        let origin = origin.parse().map_err(|_| MalformedOrigin::new(text))?;
        Ok(Endpoint { origin, base_path: Arc::from(path) })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin, self.base_path)
    }
}
