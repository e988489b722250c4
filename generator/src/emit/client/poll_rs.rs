//! How a request leads to the one that asks for its outcome, and its methods for that.

use askama::Template;

use super::operation_rs::{allow_deprecated, moved_fields};
use super::pagination_rs::way;
use crate::emit::rust::{features_condition, literals};
use crate::plan::{OperationPlan, PollArgument, PollPlan, PollSource, StateKind};

#[derive(Template)]
#[template(path = "client/src/long_running.rs", escape = "none")]
struct LongRunning<'a> {
    poll: &'a PollPlan,
    /// The module of the operation that is asked has to be there.
    condition: String,
    allow_deprecated: &'static str,
    answer: &'static str,
    body: String,
    state: Option<String>,
}

#[derive(Template)]
#[template(path = "client/src/poll.rs", escape = "none")]
struct Poll<'a> {
    poll: &'a PollPlan,
    condition: String,
    next: &'static str,
    fields: String,
}

/// How a request leads to the one that asks for its outcome.
pub(super) fn long_running(poll: &PollPlan) -> String {
    let all = poll.arguments.iter().chain(poll.setters.iter().map(|(_, argument)| argument));
    let reads = all.map(|argument| &argument.source).any(|source| matches!(source, PollSource::Answer(_)));
    let template = LongRunning {
        poll,
        condition: features_condition(&poll.features),
        allow_deprecated: allow_deprecated(poll.deprecated),
        answer: if reads { "page" } else { "_" },
        body: body(poll),
        state: state(poll),
    };
    template.render().unwrap_or_default()
}

/// The methods of a request that ask for its outcome.
pub(super) fn methods(operation: &OperationPlan<'_>, poll: &PollPlan) -> String {
    let next = match poll.until {
        Some(_) => "[`wait`](twinspec_client::Poller::wait) waits until it is over.",
        None => "[`until`](twinspec_client::Poller::until) waits until an answer says what the caller looks for.",
    };
    let template = Poll { poll, condition: features_condition(&poll.features), next, fields: moved_fields(operation) };
    template.render().unwrap_or_default()
}

/// Makes the request that asks.
fn body(poll: &PollPlan) -> String {
    let arguments: Vec<_> = poll.arguments.iter().map(required).collect();
    let mut request = format!("crate::{}::Request::new({})", poll.module, arguments.join(", "));
    let mut optional = String::new();
    for (setter, argument) in &poll.setters {
        match &argument.source {
            PollSource::Request(place) if place.optional => {
                let (field, value) = (&place.name, listed(argument, "value.clone()".to_owned()));
                optional.push_str(&format!(
                    "let poll = match &self.{field} {{
                        Some(value) => poll.{setter}({value}),
                        None => poll,
                    }};\n"
                ));
            }
            _ => request.push_str(&format!(".{setter}({})", required(argument))),
        }
    }
    if optional.is_empty() { format!("Ok({request})") } else { format!("let poll = {request};\n{optional}Ok(poll)") }
}

/// How the answers to the polls tell that it is over.
fn state(poll: &PollPlan) -> Option<String> {
    let until = poll.until.as_ref()?;
    let text = |field: &str| format!("{field}.as_str()");
    let value = match until.kind {
        StateKind::Text => way(&until.field, text, |field| format!("{field}.as_deref()")),
        StateKind::Enum => way(&until.field, text, |field| format!("{field}.as_ref().map(|state| state.as_str())")),
        StateKind::Bool => {
            let text = |flag: &str| format!("if {flag} {{ \"true\" }} else {{ \"false\" }}");
            way(&until.field, text, |field| format!("{field}.map(|state| {})", text("state")))
        }
    };
    let (succeeded, failed) = (literals(&until.succeeded), literals(&until.failed));
    Some(format!("twinspec_core::PollState::of({value}, {succeeded}, {failed})"))
}

/// A value without which there is no poll.
fn required(argument: &PollArgument) -> String {
    let wire = &argument.wire;
    let value = match &argument.source {
        PollSource::Request(place) => {
            let name = &place.name;
            match place.optional {
                true => format!("self.{name}.clone().ok_or_else(|| twinspec_core::nothing_to_poll_by({wire:?}))?"),
                false => format!("self.{name}.clone()"),
            }
        }
        PollSource::Answer(steps) => {
            let way = way(steps, |field| format!("&{field}"), |field| format!("{field}.as_ref()"));
            format!("{way}.cloned().ok_or_else(|| twinspec_core::nothing_to_poll_by({wire:?}))?")
        }
    };
    listed(argument, value)
}

fn listed(argument: &PollArgument, value: String) -> String {
    if argument.listed { format!("[{value}]") } else { value }
}
