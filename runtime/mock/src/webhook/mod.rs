//! Webhooks and callbacks: what a mock is told to send, how it is sent, and what became of it.

mod expression;
mod notify;
mod transport;

pub(crate) use expression::{Message, Situation, resolve};
pub use notify::{Notified, Notify, Received};
pub(crate) use transport::send;
