//! What a mock is made of, built from the model. It is made once in a run: the mock without generated code serves it, and
//! [`emit`](crate::emit) prints it as the constants of a mock.

pub(crate) mod alibaba;
mod behaviour;
mod condition;
mod contract;
pub(crate) mod http;
mod leak;
mod operation;
mod pages;
mod schema;
mod service;
mod webhook;
mod wire;
pub(crate) mod xml;

use self::alibaba as vendor;
pub use service::service;
