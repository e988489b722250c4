//! The request signatures of Alibaba Cloud, step by step, for who signs and for who verifies.
//!
//! * [`acs3`]: signature V3, `ACS3-HMAC-SHA256`, which all current SDKs use.
//! * [`acs4`]: signature V4, `ACS4-HMAC-SHA256`, with keys that are derived from the secret.
//! * [`roa_v1`]: the older ROA signature, `Authorization: acs …`.
//! * [`rpc_v1`]: the older RPC signature, on the wire `SignatureVersion=1.0`.

pub mod acs3;
pub mod acs4;
mod authorization;
mod encoding;
pub mod roa_v1;
pub mod rpc_v1;

pub use authorization::{Authorization, AuthorizationParts, MalformedAuthorization};
