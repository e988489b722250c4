//! Where and why a request is not what its operation takes.

use std::fmt;

/// Where and why a request is not what its operation takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestFault {
    /// `path`, `query`, `header`, `cookie` or `body`.
    pub place: &'static str,
    /// The name of the parameter; empty for the body.
    pub name: String,
    /// The place in its value, as a JSON pointer; empty for the whole value.
    pub pointer: String,
    /// Why it does not fit. Never what was sent.
    pub message: String,
}

impl RequestFault {
    /// Where it is, in one text: the JSON pointer of a place in the body, or else the name of a parameter with the pointer into
    /// its value.
    pub fn place(&self) -> String {
        match self.name.as_str() {
            "" if self.pointer.is_empty() => self.place.to_owned(),
            name => format!("{name}{}", self.pointer),
        }
    }
}

/// `query limit: value is less than the minimum of 1`
impl fmt::Display for RequestFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.place)?;
        let place = self.place();
        if place != self.place {
            write!(f, " {place}")?;
        }
        write!(f, ": {}", self.message)
    }
}
