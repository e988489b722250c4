//! Who sends a request, and how it is signed.

mod credentials;
mod signed_request;
mod signer;

pub use credentials::Credentials;
pub use signed_request::SignedRequest;
pub use signer::Signer;
