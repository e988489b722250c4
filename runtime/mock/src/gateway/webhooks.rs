//! The webhooks and callbacks of the APIs, and what is sent of them.

use std::sync::Arc;

use serde_json::{Map, Value};
use twinspec_core::Location;

use super::Gateway;
use super::contract::{Contract, Wanted};
use super::request::Request;
use crate::message::{RequestHead, RequestId};
use crate::state::{Entry, Outcome, RecordedRequest};
use crate::webhook::{Message, Notify, Received, Situation};
use crate::{NotifyError, Webhook};

/// A request that is going to be sent.
#[derive(Debug)]
pub(crate) struct Outgoing {
    pub(crate) webhook: &'static Webhook,
    pub(crate) url: String,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) payload: Value,
}

impl Gateway {
    /// What is sent of a webhook to a URL.
    pub(crate) fn outgoing(
        &self,
        (api, webhook): (usize, &'static Webhook),
        mut url: String,
        notify: &Notify,
    ) -> Result<Outgoing, NotifyError> {
        let contract = self.contract_of(api, webhook);
        let seed = self.request_ids.seed();
        let wanted = match (&notify.example, notify.seed) {
            (Some(example), _) => Wanted::Example(example),
            (None, Some(seed)) => Wanted::Any(seed),
            (None, None) => Wanted::Usual(seed),
        };
        let (media_type, payload) = match &notify.payload {
            Some(payload) => match contract.payload_faults(payload) {
                (_, faults) if !faults.is_empty() && !notify.unchecked => {
                    return Err(NotifyError::Unfit { name: webhook.name, problems: faults });
                }
                (media_type, _) => (media_type, payload.clone()),
            },
            None => contract.payload(wanted).map_err(|known| NotifyError::UnknownExample {
                example: notify.example.clone().unwrap_or_default(),
                known,
            })?,
        };
        let given = notify.headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), text(value)));
        let mut headers: Vec<(String, String)> = given.collect();
        let mut add = |name: &str, value: String| {
            if !headers.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                headers.push((name.to_ascii_lowercase(), value));
            }
        };
        add("content-type", media_type.to_owned());
        for (location, name, value) in contract.required(seed) {
            match location {
                Location::Header => add(name, value),
                _ => {
                    let pair = form_urlencoded::Serializer::new(String::new()).append_pair(name, &value).finish();
                    url.push(if url.contains('?') { '&' } else { '?' });
                    url.push_str(&pair);
                }
            }
        }
        Ok(Outgoing { webhook, url, headers, payload })
    }

    /// An example of what is sent.
    pub(crate) fn payload_of(&self, api: usize, webhook: &'static Webhook) -> Value {
        let usual = Wanted::Usual(self.request_ids.seed());
        self.contract_of(api, webhook).payload(usual).map(|(_, payload)| payload).unwrap_or_default()
    }

    /// What of an answer is not what the document says, if it says something of answers.
    pub(crate) fn unlike_described(&self, api: usize, outgoing: &Outgoing, received: &Received) -> Vec<String> {
        if outgoing.webhook.contract.responses.is_empty() {
            return Vec::new();
        }
        let answer =
            crate::exchange::Message { headers: received.headers.clone(), body: received.body.clone().into_bytes() };
        self.contract_of(api, outgoing.webhook).unlike(received.status, &answer)
    }

    /// Notes in the journal what became of it, and returns the id of the note.
    pub(crate) fn note(&self, outgoing: &Outgoing, received: Result<&Received, &str>) -> RequestId {
        let Outgoing { webhook, url, headers, payload } = outgoing;
        let mut text = format!("{} {url}\n", webhook.method);
        text.extend(headers.iter().map(|(name, value)| format!("{name}:{value}\n")));
        let (head, body) = (RequestHead::read(&text), payload.to_string());
        let id = self.request_ids.next();
        let mut state = self.state();
        let outcome = Outcome {
            operation: None,
            webhook: Some(webhook),
            account: None,
            time: state.clock.now(self.real_clock),
            status: received.map_or(0, |received| received.status),
            code: None,
            hint: received.err().map(str::to_owned),
            fault: None,
            request_id: id,
        };
        state.journal.push(|recorded| recorded.write(&head, body.as_bytes()), outcome);
        id
    }

    /// The call that asked for a callback of these operations: the one with this request id, or the last that succeeded.
    pub(crate) fn asked_for(&self, operations: &[&str], request_id: Option<&str>) -> Option<Situation> {
        let entries = self.state().journal.entries();
        let mut calls = entries.iter().rev().filter(|Entry { outcome, .. }| {
            outcome.operation.is_some_and(|operation| operations.contains(&operation.id))
        });
        let entry = match request_id {
            Some(id) => calls.find(|entry| entry.outcome.request_id.to_string() == id),
            None => calls.find(|entry| entry.outcome.status < 300),
        }?;
        self.situation(&entry.request, &entry.outcome)
    }

    fn situation(&self, recorded: &RecordedRequest, outcome: &Outcome) -> Option<Situation> {
        let (head, body) = recorded.read()?;
        let mut request = Request::new(&head, body);
        request.bind(&*self.protocol, outcome.operation?.described);
        let owned = |pairs: &mut dyn Iterator<Item = (&str, &str)>| -> Vec<(String, String)> {
            pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
        };
        let target = head.target();
        let question = if target.query.is_empty() { "" } else { "?" };
        let form = || {
            let pairs =
                form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned().into()));
            Value::Object(pairs.collect::<Map<_, _>>())
        };
        Some(Situation {
            url: format!("{}://{}{}{question}{}", request.scheme(), request.host, target.path, target.query),
            method: head.method().to_owned(),
            status: Some(outcome.status),
            request: Message {
                headers: owned(&mut head.headers()),
                query: owned(&mut request.query().iter().map(|(name, value)| (name.as_ref(), value.as_ref()))),
                path: owned(&mut request.path_variables.iter().map(|(name, value)| (*name, value.as_str()))),
                body: if request.is_form { Some(form()) } else { serde_json::from_slice(body).ok() },
            },
            response: None,
        })
    }

    fn contract_of(&self, api: usize, webhook: &'static Webhook) -> Contract {
        let components = self.operations.components(api).cloned().unwrap_or_else(|| Arc::new(Default::default()));
        Contract::new(&webhook.contract, components)
    }
}

fn text(value: &Value) -> String {
    crate::state::text(value).into_owned()
}
