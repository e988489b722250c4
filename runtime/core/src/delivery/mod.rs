//! What a service sends by itself: webhooks and callbacks.

#[allow(clippy::module_inception)]
mod delivery;
mod verify;

pub use delivery::Delivery;
pub use verify::{Unverified, VerifyDelivery};
