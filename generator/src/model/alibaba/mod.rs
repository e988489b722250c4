//! What only the descriptions of Alibaba Cloud say: the `x-acs-*` keys.

mod api;
mod members;
mod permission;
mod signed_request;

pub use api::{Api, ApiStyle, Endpoint};
pub use members::{ControlPolicies, ControlPolicyAttachments, ControlPolicyDocuments, ControlPolicyStatus, Members};
pub use permission::{AccessLevel, Operation, RamAction};
pub use signed_request::SignedRequest;

/// The library of the family, which the crates of these APIs export.
pub const LIBRARY: &str = "twinspec_alibaba";

/// What the crates of these APIs are named with.
pub const CRATE_PREFIX: &str = "acs-";

/// The field of a body that has the id of the request, in both spellings.
pub const REQUEST_ID: &[&str] = &["RequestId", "requestId"];

/// The fields of the body of an error that are texts.
pub const ERROR_FIELDS: &[&str] = &["RequestId", "HostId", "Code", "Message", "Recommend"];
