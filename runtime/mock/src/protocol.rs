//! What a family of APIs is made of, as a mock serves it: the trait [`Protocol`] and what its methods take and return.
//!
//! A protocol crate implements it, and offers a builder whose settings are [`settings!`](crate::settings) and its own.
//! [`Mock::start`](crate::Mock::start) starts a mock with it.

pub use crate::gateway::{
    AccountId, Caller, ErrorAnswer, ErrorContext, Format, Incoming, Operations, Pair, Peer, Protocol, REDACTED,
    Request, Served, XmlDocument, path_template,
};
pub use crate::message::{IdForm, IdText, RequestId, mix};
pub use crate::refusal::most_alike;
pub use crate::refusal::{Reason, Refusal, Refusals, RequestFault};
pub use crate::state::Fields;
pub use crate::state::HashMap;
