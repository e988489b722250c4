//! A policy as it is attached to someone.

use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::mock::ram::Policy;

/// A policy: the name of one of the account or of the system, or the policy itself.
///
/// The system policies are `AdministratorAccess`, `AliyunSTSAssumeRoleAccess` and, as a control policy,
/// `FullAliyunAccess`.
#[derive(Debug, Clone)]
pub struct PolicyReference(pub(super) Source);

#[derive(Debug, Clone)]
pub(super) enum Source {
    Named(String),
    Written(Value),
    Policy(Policy),
}

impl<'de> Deserialize<'de> for PolicyReference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(PolicyReference(match Value::deserialize(deserializer)? {
            Value::String(name) => Source::Named(name),
            written => Source::Written(written),
        }))
    }
}

impl From<&str> for PolicyReference {
    fn from(name: &str) -> Self {
        PolicyReference(Source::Named(name.to_owned()))
    }
}

impl From<String> for PolicyReference {
    fn from(name: String) -> Self {
        PolicyReference(Source::Named(name))
    }
}

impl From<Policy> for PolicyReference {
    fn from(policy: Policy) -> Self {
        PolicyReference(Source::Policy(policy))
    }
}
