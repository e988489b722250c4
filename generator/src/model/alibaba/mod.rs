//! What only the descriptions of Alibaba Cloud say: the `x-acs-*` keys.

mod api;
mod permission;
mod signed_request;

pub use api::{Api, ApiStyle, Endpoint};
pub use permission::{AccessLevel, Operation, RamAction};
pub use signed_request::SignedRequest;
