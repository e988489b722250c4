//! Why there is no server to call.

/// Why there is no server to call. The messages say what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// The description does not name a server.
    #[error("the description of `{api}` does not name a server; call `server` or `endpoint` with its address")]
    None {
        /// The API.
        api: &'static str,
    },
    /// There is no server with this number.
    #[error("there is no server {index}; the description has {count}, counted from 0")]
    Index {
        /// The number that was given.
        index: usize,
        /// How many there are.
        count: usize,
    },
    /// The description has only the path of the server, not its address.
    #[error(
        "the description of `{api}` does not say where its server is, only that its path is `{path}`; call `endpoint` with \
         its address, such as `https://example.com`"
    )]
    Relative {
        /// The API.
        api: &'static str,
        /// The path.
        path: String,
    },
    /// There is no such variable.
    #[error("the server has no variable `{name}`; it has: {known}")]
    UnknownVariable {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: String,
    },
    /// The variable has no value: the description has no default for it.
    #[error("the server variable `{name}` has no value; call `server_variable(\"{name}\", …)`")]
    NoValue {
        /// The variable.
        name: &'static str,
    },
    /// The variable cannot have this value.
    #[error("the server variable `{name}` cannot be `{value}`; use one of {known}")]
    Value {
        /// The variable.
        name: &'static str,
        /// The value that was given.
        value: String,
        /// The values that there are.
        known: String,
    },
}
