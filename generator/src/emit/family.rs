//! What generated crates say in the words of the family of APIs that theirs belongs to.

use super::{alibaba, http};
use crate::plan::Plan;

/// What generated crates say in the words of a family of APIs.
pub(super) struct Family {
    /// The crate of the family, `twinspec-http`.
    pub(super) package: &'static str,
    /// Its library, `twinspec_http`.
    pub(super) library: &'static str,
    /// What people call the API, with its version: `the API Petstore (version 1.0.0)`.
    pub(super) name: String,
    /// What the description of an operation gives as the name of its API.
    pub(super) api: String,
    /// The constant `PROTOCOL` of `src/lib.rs`, and what it takes from the family's crate.
    pub(super) protocol: String,
    /// What `Client::builder` is for.
    pub(super) builder: String,
    /// The settings of a client that calls the mock, in the order in which a sample shows them.
    pub(super) sample_settings: Vec<String>,
    /// What the mock does with the requests of clients, in a sentence.
    pub(super) mock: &'static str,
    /// Arguments of the mock program that a sample shows.
    pub(super) mock_arguments: &'static str,
    /// Where the API is served.
    pub(super) servers: Servers,
    /// What the documentation says of the API besides, in Markdown.
    pub(super) remarks: String,
    /// Whether there are permissions to document.
    pub(super) has_permissions: bool,
}

/// A table of where an API is served.
pub(super) struct Servers {
    /// What the first column is.
    pub(super) heading: &'static str,
    /// A name or number, the address, and a description.
    pub(super) rows: Vec<(String, String, String)>,
}

/// The family of a planned API.
pub(super) fn of(plan: &Plan<'_>) -> Family {
    match &plan.api.vendor {
        Some(vendor) => alibaba::family(plan.api, vendor),
        None => http::family(plan.api),
    }
}
