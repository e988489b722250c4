//! The `Principal` of a trust policy.

use serde_json::Value;

use super::elements::list;
use super::error::did_you_mean;
use super::{PolicyError, Wildcard};

/// What kind of principal assumes a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrincipalKind {
    /// A RAM user or another role, named by its resource name.
    Ram,
    /// A service, named by its domain: `ecs.aliyuncs.com`.
    Service,
    /// An identity provider, named by its resource name.
    Federated,
}

const KINDS: [(&str, PrincipalKind); 3] =
    [("RAM", PrincipalKind::Ram), ("Service", PrincipalKind::Service), ("Federated", PrincipalKind::Federated)];

/// Whom a statement of a trust policy speaks of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Principals(Vec<(PrincipalKind, Wildcard)>);

impl Principals {
    pub(super) fn parse(value: &Value) -> Result<Self, PolicyError> {
        let object = match value {
            Value::Object(object) if !object.is_empty() => object,
            _ => return Err(PolicyError::new("is not an object with `RAM`, `Service` or `Federated`")),
        };
        let mut principals = Vec::new();
        for (name, value) in object {
            let Some((_, kind)) = KINDS.iter().find(|(known, _)| known == name) else {
                let hint = did_you_mean(name, KINDS.iter().map(|(known, _)| *known));
                return Err(PolicyError::new(format!("there is no kind of principal `{name}`{hint}")));
            };
            let texts = list(value).map_err(|error| error.within(name))?;
            principals.extend(texts.into_iter().map(|text| (*kind, Wildcard::new(text))));
        }
        Ok(Principals(principals))
    }

    /// Everyone of an account.
    pub(super) fn account(id: &str) -> Self {
        Principals(vec![(PrincipalKind::Ram, Wildcard::new(format!("acs:ram::{id}:root")))])
    }

    /// Whether the principal is spoken of, who may have several names: a session is trusted if its role is.
    /// `acs:ram::<account>:root` is everyone of an account.
    pub(super) fn include(&self, kind: PrincipalKind, names: &[&str]) -> bool {
        let candidates = self.0.iter().filter(|(its_kind, _)| *its_kind == kind);
        candidates.into_iter().any(|(_, pattern)| names.iter().any(|name| pattern.matches(name)))
    }
}
