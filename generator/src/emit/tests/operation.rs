//! `tests/operations/<operation>.rs`.

use std::iter::once;

use askama::{Result, Template};

use super::call::{client_request, send};
use super::wire;
use crate::emit::alibaba;
use crate::emit::rust::{file_docs, literal};
use crate::facts::{Events, RowOutcome, Scenario};
use crate::model::Location;
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
        tests,
    }
    .render()
}

/// Everything that takes a server.
fn against_the_mock(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Result<Vec<String>> {
    let raised = kinds(operation, RowOutcome::Error).flat_map(|kind| raised(operation, kind));
    let before = [success(operation), outcome(plan, operation), forced(operation), reported(operation)];
    before.into_iter().flatten().chain(raised).chain(missing(plan, operation)).collect()
}

/// Makes the mock of a scenario, and a client of it.
fn arrange(scenario: &Scenario<'_>) -> String {
    let site = scenario.site.map(|site| format!(".site({site:?})")).unwrap_or_default();
    // A limit is counted by the day: the test must not run across midnight.
    let clock = if scenario.used_up.is_some() { ".virtual_time(UNIX_EPOCH)" } else { "" };
    let start = match (site.as_str(), clock) {
        ("", "") => "Mock::start().await".to_owned(),
        (site, clock) => format!("Mock::builder(){site}{clock}.start().await?"),
    };
    let given = scenario.given.iter().map(|name| format!("mock.given({name:?})?;\n"));
    let resources = scenario.resources.iter().map(|name| format!("mock.put_resource({name:?}, json!({{}}))?;\n"));
    let without = scenario.without.iter().filter(|_| !scenario.given.is_empty());
    let without = without.map(|name| format!("mock.remove_resources({name:?})?;\n"));
    let mut text = format!("let mock = {start};\n");
    text.extend(given.chain(resources).chain(without).chain(once("let client = mock.client();".to_owned())));
    text
}

#[derive(Template)]
#[template(path = "client/tests/operations/success.rs", escape = "none")]
struct Success<'a> {
    arrange: String,
    send: String,
    status: u16,
    events: Option<&'a Events>,
}

fn success(operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let scenario = operation.facts.success();
    let test = Success {
        arrange: arrange(&scenario),
        send: send(operation, &operation.call(&scenario.parameters)?),
        status: operation.model.response.status,
        events: operation.facts.events.as_ref(),
    };
    Some(test.render())
}

#[derive(Template)]
#[template(path = "client/tests/operations/outcome.rs", escape = "none")]
struct Outcome {
    arrange: String,
    request: String,
    expected: ExpectedPoll,
}

/// What the call has started is polled for.
fn outcome(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let poll = operation.poll.as_ref()?;
    let scenario = operation.facts.success();
    let call = operation.call(&scenario.parameters)?;
    let test = Outcome {
        arrange: arrange(&scenario),
        request: client_request(operation, &call),
        expected: plan.expected_poll(operation, poll, &call)?,
    };
    Some(test.render())
}

/// The rows of the error table of which this becomes.
fn kinds<'a>(operation: &'a OperationPlan<'a>, outcome: RowOutcome) -> impl Iterator<Item = &'a KindPlan<'a>> {
    operation.kinds.iter().filter(move |kind| operation.facts.row_outcome(kind.row) == outcome)
}

#[derive(Template)]
#[template(path = "client/tests/operations/forced.rs", escape = "none")]
struct Forced {
    rows: String,
    send: String,
}

/// Every row of the error table that is an error, forced.
fn forced(operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let rows = kinds(operation, RowOutcome::Error).map(|KindPlan { name, row }| {
        let (status, code, message, remedy) = (row.status, &row.code, &row.message, &row.remedy);
        format!("(Kind::{name}, {status}, {code:?}, {message:?}, {remedy:?})")
    });
    let rows: Vec<_> = rows.collect();
    let send = send(operation, &operation.example()?);
    (!rows.is_empty()).then(|| Forced { rows: rows.join(", "), send }.render())
}

#[derive(Template)]
#[template(path = "client/tests/operations/reported.rs", escape = "none")]
struct Reported {
    rows: String,
    send: String,
}

/// Every row of the error table under a status of success, forced.
fn reported(operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let rows = kinds(operation, RowOutcome::Success).map(|kind| format!("({}, {:?})", kind.row.status, kind.row.code));
    let rows: Vec<_> = rows.collect();
    let send = send(operation, &operation.example()?);
    (!rows.is_empty()).then(|| Reported { rows: rows.join(", "), send }.render())
}

#[derive(Template)]
#[template(path = "client/tests/operations/raised.rs", escape = "none")]
struct Raised<'a> {
    kind: &'a str,
    variant: &'a str,
    number: String,
    arrange: String,
    send: String,
}

/// The last call within a limit succeeds, the next one does not, and the next day one does again.
#[derive(Template)]
#[template(path = "client/tests/operations/used_up.rs", escape = "none")]
struct UsedUp<'a> {
    kind: &'a str,
    variant: &'a str,
    count: u64,
    arrange: String,
    send: String,
}

/// One row of the error table, raised by its condition in every way that is known.
fn raised(operation: &OperationPlan<'_>, planned: &KindPlan<'_>) -> Vec<Result<String>> {
    let scenarios = operation.facts.scenarios(planned.row);
    let several = scenarios.len() > 1;
    let variant = &planned.name;
    let kind = &heck::ToSnakeCase::to_snake_case(variant.as_str());
    let tests = scenarios.iter().enumerate().filter_map(|(at, scenario)| {
        let (arrange, call) = (arrange(scenario), operation.call(&scenario.parameters)?);
        let send = send(operation, &call);
        if let Some(limit) = scenario.used_up {
            return Some(UsedUp { kind, variant, count: limit.count.into(), arrange, send }.render());
        }
        let number = if several { format!("_{}", at + 1) } else { String::new() };
        Some(Raised { kind, variant, number, arrange, send }.render())
    });
    tests.collect()
}

#[derive(Template)]
#[template(path = "client/tests/operations/missing.rs", escape = "none")]
struct Missing {
    code: String,
}

/// A call without any parameter is refused by the name of the first that is required and that the client does not fill in,
/// unless the error table has a row for that.
fn missing(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> Option<Result<String>> {
    let token = operation.model.idempotency_token.as_ref();
    let first = operation.required().map(|field| &field.parameter.name).find(|name| Some(*name) != token)?;
    // Without them there is no call.
    let is_place = |location| matches!(location, Location::Path | Location::Host);
    if operation.fields.iter().any(|field| is_place(field.parameter.location)) {
        return None;
    }
    if operation.model.errors.iter().filter_map(|row| row.when.as_ref()).any(|when| when.asks_for(first)) {
        return None;
    }
    let code = plan.api.vendor.as_ref().map(|_| alibaba::tests::missing(first))?;
    Some(Missing { code: literal(&code) }.render())
}
