//! An idempotency token is a parameter that takes a text.

use super::api::Api;
use super::fields::{Role, parameter};
use super::report::{Report, text};
use crate::source::join;

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    for operation in &api.operations {
        if let Some(name) = text(operation.value, "x-twin-idempotency-token") {
            let pointer = join(&operation.pointer, "x-twin-idempotency-token");
            parameter(api, operation, name, &pointer, Role::Text, report);
        }
    }
}
