//! A call on its way through the gateway, as a protocol sees it.

use std::time::SystemTime;

use super::{Gateway, Request, Served};
use crate::Operation;

/// A call that was routed.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The request, with the parameters of the operation.
    pub request: &'a Request<'a>,
    /// The operation that it calls.
    pub served: &'a Served,
    pub(super) gateway: &'a Gateway,
}

impl Incoming<'_> {
    /// The operation with what the mock does when it is called.
    pub fn operation(&self) -> &'static Operation {
        self.served.operation
    }

    /// The time that timestamps of requests are held against.
    pub fn real_time(&self) -> SystemTime {
        self.gateway.real_clock.now()
    }

    /// The time of the virtual clock, which limits run by and a test can move.
    pub fn virtual_time(&self) -> SystemTime {
        self.gateway.now()
    }
}
