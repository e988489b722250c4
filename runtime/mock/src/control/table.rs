//! The list of controls, from which requests are dispatched and which describes itself.

use super::json::{Problem, Reply};
use super::order::{Control, Order};
use super::{calls, clock, coverage, describe, document, force, resources, snapshot, webhooks};

const fn control(
    (method, path, query): (&'static str, &'static str, &'static str),
    body: &'static str,
    does: &'static str,
    run: fn(&Order<'_>) -> Result<Reply, Problem>,
) -> Control {
    Control { method, path, query, body, does, run }
}

pub(super) const CONTROLS: &[Control] = &[
    control(("GET", "", ""), "", "describes the mock and its controls", describe::describe),
    control(("GET", "/openapi.json", ""), "", "returns an OpenAPI document of the controls", document::document),
    control(
        ("POST", "/force", ""),
        r#"{"operation": "<action>", "code": "<error code>", "times": 1}"#,
        "answers the next calls of the operation with the error",
        force::force,
    ),
    control(
        ("POST", "/force", ""),
        r#"{"operation": "<action>", "fault": "close", "after": 2, "always": true}"#,
        "lets two calls pass, then closes the connection instead of each response; other faults: truncate, garbage, 502",
        force::force,
    ),
    control(
        ("POST", "/force", ""),
        r#"{"operation": "<action>", "delayMilliseconds": [50, 80], "times": 10}"#,
        "delays ten responses for a random time between the two values, or for a fixed time: 50",
        force::force,
    ),
    control(("GET", "/force", ""), "", "lists what is forced for coming calls, each with its number", force::list),
    control(
        ("DELETE", "/force", "?operation=<action>"),
        "",
        "withdraws all that is forced, or only that of the operation",
        force::withdraw_all,
    ),
    control(("DELETE", "/force/{number}", ""), "", "withdraws the forced outcome of this number", force::withdraw),
    control(
        ("PUT", "/resources/{name}", "?account=<account>"),
        "{}",
        "adds a resource with these fields to the account; the default account if none is named",
        resources::put,
    ),
    control(
        ("GET", "/resources/{name}", "?account=<account>"),
        "",
        "lists the resources of this name that the account has",
        resources::list,
    ),
    control(
        ("DELETE", "/resources/{name}", "?account=<account>"),
        "",
        "removes the resources of this name from the account",
        resources::remove,
    ),
    control(
        ("POST", "/given/{name}", "?account=<account>"),
        "",
        "adds all resources of this given state of the description to the account",
        resources::given,
    ),
    control(
        ("GET", "/codes", ""),
        "",
        "lists the verification codes that were issued and can be used",
        resources::codes,
    ),
    control(("GET", "/clock", ""), "", "shows the time of the virtual clock", clock::show),
    control(
        ("PUT", "/clock", ""),
        r#"{"now": "2030-01-01T00:00:00Z"}"#,
        "sets the virtual clock, forward or back",
        clock::set,
    ),
    control(("POST", "/clock/advance", ""), r#"{"seconds": 86400}"#, "moves the virtual clock forward", clock::advance),
    control(("GET", "/snapshot", ""), "", "returns everything that the mock remembers, as JSON", snapshot::take),
    control(
        ("PUT", "/snapshot", ""),
        "",
        "restores the result of GET /_mock/snapshot; if it does not fit the served APIs, nothing is changed",
        snapshot::put,
    ),
    control(
        ("POST", "/reset", ""),
        r#"{"seed": 7}"#,
        "restores the initial state, with another seed for ids and codes if the body has one",
        clock::reset,
    ),
    control(
        ("GET", "/webhooks", ""),
        "",
        "lists the webhooks and callbacks of the documents, each with an example of its payload",
        webhooks::list,
    ),
    control(
        ("POST", "/webhooks", ""),
        r#"{"webhook": "<name>", "url": "http://127.0.0.1:9000/hooks"}"#,
        "sends the webhook to the URL, and returns what is answered; with `payload`, `example` or `seed`, and `headers`",
        webhooks::send,
    ),
    control(
        ("POST", "/webhooks", ""),
        r#"{"callback": "<name>", "operation": "<action>"}"#,
        "sends the callback to the URL that the last successful call of the operation asked for",
        webhooks::send,
    ),
    control(("GET", "/calls", ""), "", "lists the last calls", calls::list),
    control(
        ("GET", "/coverage", "?format=table"),
        "",
        "shows which operations and error rows were reached since the start; without format, as JSON",
        coverage::coverage,
    ),
];
