use openapiv3::ParameterData;
use serde_json::Value;

use super::read::Reader;
use super::{At, Effect, ErrorRow, Fault, Find, List, Pagination, When, vendor};
use crate::model::{Change, Expression, Limit, OperationType, Poll};

/// What an operation says in the vocabulary.
#[derive(Debug, Clone, Default)]
pub(crate) struct Operation {
    /// What could not be read of it.
    pub(crate) faults: Vec<Fault>,
    pub(crate) path: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) operation_type: Option<OperationType>,
    pub(crate) protocol: Option<At<String>>,
    pub(crate) substitutes: Vec<At<String>>,
    pub(crate) poll: Option<At<Poll>>,
    /// Variables of the endpoint.
    pub(crate) host_parameters: Vec<At<ParameterData>>,
    pub(crate) idempotency_token: Option<At<String>>,
    pub(crate) pagination: Option<At<Pagination>>,
    /// Whether no pagination is found: `x-twin-pagination` is `false`.
    pub(crate) is_unpaged: bool,
    pub(crate) limits: Vec<At<Limit>>,
    pub(crate) given: Vec<At<String>>,
    pub(crate) dry_run: Option<At<String>>,
    pub(crate) finds: Vec<(String, At<Find>)>,
    pub(crate) effects: Vec<At<Effect>>,
    /// By the place in the body.
    pub(crate) answer: Vec<(String, At<Expression>)>,
    /// By the place in the body.
    pub(crate) omit: Vec<(String, At<When>)>,
    pub(crate) list: Option<At<List>>,
    pub(crate) errors: Vec<At<ErrorRow>>,
    pub(crate) changes: Vec<At<Change>>,
    /// What only its family of APIs says.
    pub(crate) vendor: vendor::Operation,
}

impl Operation {
    pub(super) fn read(operation: &Value, at: &str) -> Self {
        let members = |key: &str| operation.get(key);
        let mut reader = Reader::new(&members, at);
        let read = Operation {
            path: reader.value("x-twin-path"),
            title: reader.value("x-twin-title"),
            operation_type: reader.value("x-twin-operation-type"),
            protocol: reader.placed("x-twin-protocol"),
            substitutes: reader.list("x-twin-substitutes"),
            poll: reader.placed("x-twin-poll"),
            host_parameters: reader.list("x-twin-host-parameters"),
            idempotency_token: reader.placed("x-twin-idempotency-token"),
            pagination: if reader.is_off("x-twin-pagination") { None } else { reader.placed("x-twin-pagination") },
            is_unpaged: reader.is_off("x-twin-pagination"),
            limits: reader.list("x-twin-limits"),
            given: reader.list("x-twin-given"),
            dry_run: reader.placed("x-twin-dry-run"),
            finds: reader.named("x-twin-find"),
            effects: reader.list("x-twin-effects"),
            answer: reader.named("x-twin-answer"),
            omit: reader.named("x-twin-omit"),
            list: reader.placed("x-twin-list"),
            errors: reader.list("x-twin-errors"),
            changes: reader.list("x-twin-change-set"),
            vendor: vendor::Operation::read(&mut reader),
            faults: Vec::new(),
        };
        let faults = reader.faults;
        Operation { faults, ..read }
    }
}
