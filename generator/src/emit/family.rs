//! What generated crates say in the words of the family of APIs that theirs belongs to.

/// What generated crates say in the words of a family of APIs. Texts are Markdown.
pub(super) struct Family {
    /// The crate of the family, `twinspec-http`.
    pub(super) package: &'static str,
    /// Its library, `twinspec_http`.
    pub(super) library: &'static str,
    /// Its folder in a checkout of Twinspec.
    pub(super) folder: &'static str,
    /// What people call the API, with its version: `the API Petstore (version 1.0.0)`.
    pub(super) name: String,
    /// The same in plain text.
    pub(super) plain_name: String,
    /// What the description of an operation has as the name of its API.
    pub(super) api: String,
    /// What `Client::builder` is for.
    pub(super) builder: String,
    /// The settings of a client that calls the service: calls of its builder.
    pub(super) settings: Vec<String>,
    /// The settings of a client that calls the mock, as lines of a sample.
    pub(super) sample_settings: Vec<String>,
    /// The settings that the client of a mock needs besides its address and credentials: calls of its builder.
    pub(super) mock_settings: Vec<String>,
    /// What the mock does with the requests of clients, said of `it`.
    pub(super) mock: &'static str,
    /// The clients that can call the mock.
    pub(super) clients: &'static str,
    /// The command that starts the mock.
    pub(super) mock_program: String,
    /// Arguments of the mock program that a sample shows.
    pub(super) mock_arguments: &'static str,
    /// What every request has besides the parameters of its operation: a paragraph, or nothing.
    pub(super) common_parameters: &'static str,
    /// Where the API is served.
    pub(super) servers: Servers,
    /// What the documentation says of the API besides; nothing if there is nothing to say.
    pub(super) remarks: String,
    /// Whether the page of an operation has a change history even if nothing has changed.
    pub(super) has_change_history: bool,
    /// Whether there is a page of permissions.
    pub(super) has_permissions: bool,
}

/// A table of where an API is served.
pub(super) struct Servers {
    /// What the first column is.
    pub(super) heading: &'static str,
    pub(super) rows: Vec<ServerRow>,
}

/// A row of it.
pub(super) struct ServerRow {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) description: String,
}
