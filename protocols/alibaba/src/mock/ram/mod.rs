//! The policy language of Resource Access Management (RAM), and the evaluation of a set of policies for a request.
//!
//! A [`Policy`] is parsed once and then evaluated for every request; a [`TrustPolicy`] says who may assume a
//! role. How the policies of several kinds are put together is in [`decide`].

mod action;
mod arn;
mod condition;
mod decision;
mod elements;
mod error;
mod evaluate;
mod fact;
mod parse;
mod policy;
mod principal;
mod system;
mod wildcard;

pub use condition::Operator;
pub(crate) use decision::within;
pub use decision::{Denial, Policies, PolicyType, decide};
pub use error::PolicyError;
pub(crate) use error::did_you_mean;
pub use evaluate::{AccessRequest, Verdict};
pub use fact::{Fact, Facts};
pub use policy::{Policy, TrustPolicy};
pub use principal::PrincipalKind;
pub(crate) use system::{SYSTEM_POLICIES, system_policy};
pub use wildcard::Wildcard;
