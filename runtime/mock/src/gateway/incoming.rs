//! A call on its way through the gateway, as a protocol sees it.

use std::fmt;
use std::time::SystemTime;

use super::operations::Served;
use super::request::Request;
use crate::Operation;

/// A call that was routed.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The request, with the parameters of the operation.
    pub request: &'a Request<'a>,
    /// The operation that it calls.
    pub served: &'a Served,
    pub(super) times: &'a dyn Times,
}

/// The clocks of a mock.
pub(super) trait Times: fmt::Debug {
    /// The time of the machine.
    fn real(&self) -> SystemTime;
    /// The time of the virtual clock.
    fn virtual_now(&self) -> SystemTime;
}

impl Incoming<'_> {
    /// The operation with what the mock does when it is called.
    pub fn operation(&self) -> &'static Operation {
        self.served.operation
    }

    /// The time that timestamps of requests are held against.
    pub fn real_time(&self) -> SystemTime {
        self.times.real()
    }

    /// The time of the virtual clock, which limits run by and a test can move.
    pub fn virtual_time(&self) -> SystemTime {
        self.times.virtual_now()
    }
}
