//! A call on its way through the gateway, as a protocol sees it.

use std::fmt;
use std::time::SystemTime;

use super::operations::Served;
use super::request::Request;
use crate::state::{AccountId, Fields};
use crate::{Operation, Service};

/// A call that was routed.
#[derive(Debug, Clone, Copy)]
pub struct Incoming<'a> {
    /// The request, with the parameters of the operation.
    pub request: &'a Request<'a>,
    /// The operation that it calls.
    pub served: &'a Served,
    pub(super) surroundings: &'a dyn Surroundings,
}

/// What is around a call: the clocks of a mock, and what it remembers.
pub(super) trait Surroundings: fmt::Debug {
    /// The time of the machine.
    fn real(&self) -> SystemTime;
    /// The time of the virtual clock.
    fn virtual_now(&self) -> SystemTime;
    /// The services of the mock.
    fn services(&self) -> Vec<&'static Service>;
    /// The accounts that have resources of a service.
    fn accounts(&self, service: &'static Service) -> Vec<AccountId>;
    /// The resources of a kind that an account has, in the order of their creation.
    fn resources(&self, service: &'static Service, account: &str, kind: &str) -> Vec<Fields>;
    /// The keys of a resource and of all that lies above it, from it upwards; none if the account has no such resource.
    fn path_to_top(&self, service: &'static Service, account: &str, kind: &str, key: &str) -> Vec<String>;
}

impl Incoming<'_> {
    /// The operation with what the mock does when it is called.
    pub fn operation(&self) -> &'static Operation {
        self.served.operation
    }

    /// The time that timestamps of requests are held against.
    pub fn real_time(&self) -> SystemTime {
        self.surroundings.real()
    }

    /// The time of the virtual clock, which limits run by and a test can move.
    pub fn virtual_time(&self) -> SystemTime {
        self.surroundings.virtual_now()
    }

    /// The services of the mock.
    pub fn services(&self) -> Vec<&'static Service> {
        self.surroundings.services()
    }

    /// The accounts that have resources of a service.
    pub fn accounts(&self, service: &'static Service) -> Vec<AccountId> {
        self.surroundings.accounts(service)
    }

    /// The resources of a kind that an account has in a service, in the order of their creation.
    pub fn resources(&self, service: &'static Service, account: &str, kind: &str) -> Vec<Fields> {
        self.surroundings.resources(service, account, kind)
    }

    /// The keys of a resource and of all that lies above it, from it upwards; none if the account has no such resource.
    pub fn path_to_top(&self, service: &'static Service, account: &str, kind: &str, key: &str) -> Vec<String> {
        self.surroundings.path_to_top(service, account, kind, key)
    }
}
