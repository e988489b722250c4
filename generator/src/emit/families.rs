//! Which family of APIs has the words for a planned API.

use askama::Result;

use super::family::Family;
use super::{http, vendor};
use crate::plan::{Call, OperationPlan, Plan};

/// The family of a planned API.
pub(super) fn of(plan: &Plan<'_>) -> Family {
    match &plan.api.vendor {
        Some(vendor) => vendor::family(plan, vendor),
        None => http::family(plan),
    }
}

/// The constant `PROTOCOL` of a client, and what it takes from the family's crate.
pub(super) fn protocol(plan: &Plan<'_>) -> String {
    match &plan.api.vendor {
        Some(vendor) => vendor::protocol(vendor),
        None => http::protocol(plan.api),
    }
}

/// What a call of an operation has to be authorized with.
pub(super) fn authorization(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Result<String> {
    match &plan.api.vendor {
        Some(_) => vendor::docs::authorization(operation),
        None => Ok(http::authorization(plan.api, operation)),
    }
}

/// The same for the documentation of a module; nothing if there is nothing to say.
pub(super) fn module_authorization(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> String {
    match &plan.api.vendor {
        Some(_) => vendor::docs::actions(operation),
        None => String::new(),
    }
}

/// What only the family knows of an operation that a mock serves, as Rust; nothing if there is nothing to say.
pub(super) fn part(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<String> {
    plan.api.vendor.as_ref().and_then(|_| vendor::permissions(&operation.model.vendor))
}

/// What only the family knows of a service that a mock serves, as Rust; nothing if there is nothing to say.
pub(super) fn service_part(plan: &Plan<'_>) -> Option<String> {
    plan.api.vendor.as_ref().and_then(vendor::members)
}

/// A call of an operation by the shell; nothing if there is none to show.
pub(super) fn shell(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> Result<String> {
    match &plan.api.vendor {
        Some(_) => vendor::docs::curl(plan, operation, call),
        None => Ok(String::new()),
    }
}
