//! Which server is called.

/// Which server is called: one of the description by its number, counted from 0, or any by its URL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ServerChoice {
    /// One of the description.
    Index(usize),
    /// Any.
    Url(String),
}

impl From<usize> for ServerChoice {
    fn from(index: usize) -> Self {
        ServerChoice::Index(index)
    }
}

impl From<&str> for ServerChoice {
    fn from(url: &str) -> Self {
        ServerChoice::Url(url.to_owned())
    }
}

impl From<String> for ServerChoice {
    fn from(url: String) -> Self {
        ServerChoice::Url(url)
    }
}
