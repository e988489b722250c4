//! What the benchmarks measure is of Alibaba Cloud: its crate, and the client of one of its APIs.

/// The crate with the benches of calls and of the mock.
pub(super) const PACKAGE: &str = "twinspec-alibaba";

/// The package of the client of the API `measured`.
pub(super) const CLIENT: &str = "acs-measured";

/// What the table calls it with its feature `serde`.
pub(super) const CLIENT_WITH_SERDE: &str = "acs-measured, serde";

/// What makes that client.
pub(super) const BUILD: &str = "acs_measured::Client::builder().region(\"cn-hangzhou\").build()?";
