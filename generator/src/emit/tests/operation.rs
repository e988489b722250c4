//! `tests/operations/<operation>.rs`.

use askama::{Result, Template};

use super::wire;
use crate::emit::call::{client_request, request, send};
use crate::emit::rust::{file_docs, list, literal};
use crate::facts::{Events, RowOutcome, Scenario};
use crate::plan::{ExpectedPoll, KindPlan, OperationPlan, Plan};
use crate::text;

#[derive(Template)]
#[template(path = "client/tests/operations/operation.rs", escape = "none")]
struct Code<'a> {
    docs: String,
    library: &'a str,
    mock_library: &'a str,
    is_signed: bool,
    module: &'a str,
    /// Whether the tests name types of the module.
    names_types: bool,
    tests: Vec<String>,
}

pub(super) fn code(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Result<String> {
    let mut tests = wire::tests(plan, operation)?;
    if operation.facts.is_served() {
        tests.extend(against_the_mock(plan, operation)?);
    }
    let docs = file_docs(&text::code(&operation.model.id));
    Code {
        docs,
        library: &plan.library,
        mock_library: &plan.mock_library,
        is_signed: plan.api.vendor.is_some(),
        module: &operation.module,
        names_types: tests.iter().any(|test| names_types(test, &operation.module)),
        tests,
    }
    .render()
}

/// Whether a test names types of a module, `get_pet::Pet`. A module may be called `tokio`: `tokio::test` is not a type.
fn names_types(test: &str, module: &str) -> bool {
    test.split(&format!("{module}::")).skip(1).any(|rest| rest.starts_with(|first: char| first.is_ascii_uppercase()))
}

/// Everything that takes a server.
fn against_the_mock(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Result<Vec<String>> {
    let tests = [success(operation), outcome(plan, operation), forced(operation), raised(operation)];
    tests.into_iter().flatten().chain(used_up(operation)).collect()
}

/// What is there before a call.
fn scenario(scenario: &Scenario<'_>) -> String {
    let Scenario { site, given, resources, without, .. } = scenario;
    let mut text = format!("Scenario::given({})", names(given));
    text.extend(site.map(|site| format!(".site({site:?})")));
    if !resources.is_empty() {
        text.push_str(&format!(".with({})", names(resources)));
    }
    if !given.is_empty() && !without.is_empty() {
        text.push_str(&format!(".without({})", names(without)));
    }
    text
}

fn names<'a>(names: impl IntoIterator<Item = &'a &'a str>) -> String {
    list(names.into_iter().map(|name| literal(name)))
}

#[derive(Template)]
#[template(path = "client/tests/operations/success.rs", escape = "none")]
struct Success<'a> {
    scenario: String,
    send: String,
    status: u16,
    events: Option<&'a Events>,
}

fn success(operation: &OperationPlan<'_>) -> Option<Result<String>> {
    if !operation.facts.can_succeed() {
        return None;
    }
    let success = operation.facts.success();
    let test = Success {
        scenario: scenario(&success),
        send: send(operation, &operation.call(&success.parameters)?),
        status: operation.model.response.status,
        events: operation.facts.events.as_ref(),
    };
    Some(test.render())
}

#[derive(Template)]
#[template(path = "client/tests/operations/outcome.rs", escape = "none")]
struct Outcome {
    scenario: String,
    request: String,
    expected: ExpectedPoll,
}

/// What the call has started is polled for.
fn outcome(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let poll = operation.poll.as_ref()?;
    let success = operation.facts.success();
    let call = operation.call(&success.parameters)?;
    let test = Outcome {
        scenario: scenario(&success),
        request: client_request(operation, &call),
        expected: plan.expected_poll(operation, poll, &call)?,
    };
    Some(test.render())
}

#[derive(Template)]
#[template(path = "client/tests/operations/forced.rs", escape = "none")]
struct Forced {
    unreadable: String,
    request: String,
}

/// Every row of the error table, forced.
fn forced(operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let (unreadable, readable): (Vec<_>, Vec<_>) = operation
        .kinds
        .iter()
        .map(|kind| kind.row)
        .partition(|row| operation.facts.row_outcome(row) == RowOutcome::Unreadable);
    let request = request(&operation.example()?);
    let unreadable = list(unreadable.iter().map(|row| literal(&row.code)));
    (!readable.is_empty()).then(|| Forced { unreadable, request }.render())
}

#[derive(Template)]
#[template(path = "client/tests/operations/raised.rs", escape = "none")]
struct Raised<'a> {
    cases: Vec<Case<'a>>,
}

struct Case<'a> {
    scenario: String,
    variant: &'a str,
    request: String,
}

/// The rows of the error table, raised by their conditions in every way that is known.
fn raised(operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let cases = raising(operation).filter(|(_, found)| found.used_up.is_none()).filter_map(|(kind, found)| {
        let request = request(&operation.call(&found.parameters)?);
        Some(Case { scenario: scenario(&found), variant: &kind.name, request })
    });
    let cases: Vec<_> = cases.collect();
    (!cases.is_empty()).then(|| Raised { cases }.render())
}

/// The last call within a limit succeeds, the next one does not, and the next day one does again.
#[derive(Template)]
#[template(path = "client/tests/operations/used_up.rs", escape = "none")]
struct UsedUp<'a> {
    kind: String,
    variant: &'a str,
    count: u64,
    site: String,
    scenario: String,
    send: String,
}

/// The rows that the end of a limit raises.
fn used_up(operation: &OperationPlan<'_>) -> Vec<Result<String>> {
    let tests = raising(operation).filter_map(|(kind, found)| {
        let variant = &kind.name;
        let test = UsedUp {
            kind: heck::ToSnakeCase::to_snake_case(variant.as_str()),
            variant,
            count: found.used_up?.count.into(),
            site: found.site.map(|site| format!(".site({site:?})")).unwrap_or_default(),
            scenario: scenario(&found),
            send: send(operation, &operation.call(&found.parameters)?),
        };
        Some(test.render())
    });
    tests.collect()
}

/// The kinds of errors with the scenarios that raise them.
fn raising<'a>(operation: &'a OperationPlan<'a>) -> impl Iterator<Item = (&'a KindPlan<'a>, Scenario<'a>)> {
    let errors = operation.kinds.iter().filter(|kind| operation.facts.row_outcome(kind.row) == RowOutcome::Error);
    errors.flat_map(|kind| operation.facts.scenarios(kind.row).into_iter().map(move |found| (kind, found)))
}
