//! Plans how the outcome of an operation is asked for.

use super::api_plan::Plan;
use super::call::Call;
use super::operation_plan::{OperationPlan, RequestField};
use super::poll_plan::{PollArgument, PollEndPlan, PollPlan, PollSource, StateKind};
use super::rust_type::RustType;
use super::type_plan::{TypeBody, TypePlan};
use super::way::{Types, place};
use crate::model::{Action, Poll, PollEnd, PollValue};

/// What interval the vocabulary means if it says none, in milliseconds.
const DEFAULT_INTERVAL: u64 = 3_000;

/// How long to wait in all if the vocabulary does not say how often to ask, in milliseconds: ten minutes.
const DEFAULT_MAX_WAIT: u64 = 600_000;

/// Why there is no poller for an operation.
pub(super) enum NoPoller {
    /// The operation to ask belongs to another API, or is left out.
    Elsewhere,
    /// The request to it cannot be made from what is known; the reason.
    Incomplete(String),
}

/// Plans the polling for an operation among all of an API. The types that operations share have to be made already.
pub(super) fn plan(
    operation: &OperationPlan<'_>,
    poll: &Poll,
    all: &[OperationPlan<'_>],
    shared: &[TypePlan],
) -> Result<PollPlan, NoPoller> {
    let polled = all.iter().find(|other| other.model.id == poll.operation).ok_or(NoPoller::Elsewhere)?;
    let incomplete = |reason: String| NoPoller::Incomplete(reason);
    let (mut arguments, mut setters) = (Vec::new(), Vec::new());
    let mut deprecated = false;
    for field in &polled.fields {
        let name = &field.parameter.name;
        let Some(value) = poll.parameters.get(name) else {
            if field.parameter.required {
                return Err(incomplete(format!("no value is declared for its parameter `{name}`")));
            }
            continue;
        };
        let argument = argument(operation, value, field, shared).ok_or_else(|| {
            incomplete(format!("its parameter `{name}` has a different type than the declared value"))
        })?;
        if let PollSource::Answer(steps) = &argument.source {
            deprecated |= steps.iter().any(|step| step.deprecated);
        }
        if field.parameter.required {
            arguments.push(argument);
        } else {
            deprecated |= field.parameter.deprecated;
            setters.push((field.name.clone(), argument));
        }
    }
    let until = match &poll.until {
        Some(end) => {
            let reason = || incomplete(format!("the field `{}` of its response is not a text", end.field));
            Some(self::end(polled, end, shared).ok_or_else(reason)?)
        }
        None => None,
    };
    deprecated |= until.iter().flat_map(|until| &until.field).any(|step| step.deprecated);
    let interval = poll.interval.unwrap_or(DEFAULT_INTERVAL);
    Ok(PollPlan {
        operation: polled.model.id.clone(),
        module: polled.module.clone(),
        features: Vec::new(),
        arguments,
        setters,
        interval,
        max_wait: poll.attempts.map_or(DEFAULT_MAX_WAIT.max(interval), |attempts| interval.saturating_mul(attempts)),
        until,
        deprecated,
    })
}

/// Where a parameter comes from, if that fits its type.
fn argument(
    operation: &OperationPlan<'_>,
    value: &PollValue,
    field: &RequestField<'_>,
    shared: &[TypePlan],
) -> Option<PollArgument> {
    let types = Types { local: &operation.types, shared };
    let (source, wire, rust) = match value {
        PollValue::Parameter(name) => {
            let given = operation.field(name)?;
            (PollSource::Request(place(given)), name, given.rust.clone())
        }
        PollValue::Field(path) => {
            let steps = operation.model.response.shape.as_ref()?.steps(path, &operation.api.shapes)?;
            let (steps, rust) = types.way(&steps)?;
            (PollSource::Answer(steps), path, rust)
        }
    };
    let listed = match &field.rust {
        RustType::List(items) => **items == rust,
        _ => false,
    };
    let fits = is_plain(&rust) && (field.rust == rust || listed);
    fits.then(|| PollArgument { source, wire: wire.clone(), listed })
}

/// Whether values of a type are the same in the modules of two operations.
fn is_plain(rust: &RustType) -> bool {
    match rust {
        RustType::String | RustType::Formatted(_) | RustType::Integer(_) | RustType::Float(_) | RustType::Bool => true,
        RustType::List(items) => is_plain(items),
        _ => false,
    }
}

fn end(polled: &OperationPlan<'_>, end: &PollEnd, shared: &[TypePlan]) -> Option<PollEndPlan> {
    let types = Types { local: &polled.types, shared };
    let steps = polled.model.response.shape.as_ref()?.steps(&end.field, &polled.api.shapes)?;
    let (field, rust) = types.way(&steps)?;
    let kind = match (&rust, types.definition(&rust).map(|definition| &definition.body)) {
        (RustType::String, _) => StateKind::Text,
        (RustType::Bool, _) => StateKind::Bool,
        (_, Some(TypeBody::Enum(_))) => StateKind::Enum,
        _ => return None,
    };
    Some(PollEndPlan { field, kind, succeeded: end.succeeded.clone(), failed: end.failed.clone() })
}

/// What a test can expect of a poll that a mock answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExpectedPoll {
    /// It is over after some polls, with success.
    Success,
    /// There is an answer.
    Answer,
}

impl Plan<'_> {
    /// What becomes of a poll after a call that succeeds in a mock. `None` if the mock has no answer to it.
    pub fn expected_poll(&self, operation: &OperationPlan<'_>, poll: &PollPlan, call: &Call) -> Option<ExpectedPoll> {
        let polled = self
            .operations
            .iter()
            .find(|other| other.module == poll.module)
            .filter(|polled| polled.facts.is_served())?;
        let is_given = |argument: &PollArgument| match &argument.source {
            PollSource::Request(place) => !place.optional || call.setters.iter().any(|(name, _)| *name == place.name),
            PollSource::Answer(_) => operation.facts.body_at(&argument.wire).is_some(),
        };
        // What an optional parameter takes from the request can be absent, but not what it takes from the answer.
        let can_be_absent = |argument: &PollArgument| matches!(argument.source, PollSource::Request(_));
        let mut setters = poll.setters.iter().map(|(_, argument)| argument);
        if !poll.arguments.iter().all(is_given) || !setters.all(|setter| can_be_absent(setter) || is_given(setter)) {
            return None;
        }
        let end = polled.model.id == poll.operation && poll.until.is_some();
        let keeps_state = polled.model.effects.iter().any(|effect| matches!(effect.action, Action::Poll { .. }));
        Some(if end && keeps_state { ExpectedPoll::Success } else { ExpectedPoll::Answer })
    }
}
