//! Exchanges with the service itself, held against the document.

use bytes::Bytes;
use http::{HeaderName, HeaderValue};

use super::operations::Served;
use super::request::{Peer, Request};
use super::{Gateway, Rules, hint_value, now_for_log, record};
use crate::exchange::{Exchange, Message};
use crate::message::{RequestHead, Response};
use crate::refusal::Refusal;
use crate::state::Outcome;
use crate::{RecordedCall, RecordedResponse};

/// What is said of an answer that is not what the document says.
const DIFFERENCE: &str = "x-mock-difference";

/// No more differences than these are sent in headers.
const MOST_SENT: usize = 10;

impl Gateway {
    /// The id of the operation that a request calls, if there is one.
    pub(crate) fn called(&self, head: &RequestHead) -> Option<&'static str> {
        let request = Request::new(head, &[]);
        self.protocol.route(&self.operations, &request).ok().map(|served| served.operation.id)
    }

    /// What of an exchange is not what the document says: of the request, and of the response.
    pub(crate) fn unlike(&self, head: &RequestHead, exchange: &Exchange) -> (Vec<String>, Vec<String>) {
        let mut request = Request::new(head, &exchange.request.body);
        match self.requested(&mut request) {
            Ok((served, of_request)) => (of_request, unlike(served, exchange)),
            Err(refusal) => (vec![said(&refusal)], Vec::new()),
        }
    }

    /// The answer of the service itself to a request that was passed on, with what of the exchange is not what the document
    /// says.
    pub(crate) fn passed_on(&self, head: &RequestHead, exchange: Exchange, peer: Peer) -> Response {
        let begun = now_for_log();
        let mut request = Request::new(head, &exchange.request.body).sent_by(peer);
        let (served, mut differences) = match self.requested(&mut request) {
            Ok((served, of_request)) => (Some(served), of_request),
            Err(refusal) => (None, vec![said(&refusal)]),
        };
        differences.extend(served.into_iter().flat_map(|served| unlike(served, &exchange)));
        let operation = served.map(|served| served.operation);
        let id = self.request_ids.next();
        let listed = (!differences.is_empty()).then(|| differences.join("; "));
        let mut outcome = Outcome {
            operation,
            webhook: None,
            account: None,
            time: std::time::SystemTime::UNIX_EPOCH,
            status: exchange.status,
            code: (exchange.status >= 400).then(|| exchange.status.to_string()),
            hint: listed.clone(),
            fault: None,
            request_id: id,
        };
        tracing::info!(
            action = operation.map(|operation| operation.described.name),
            status = exchange.status,
            request_id = id.text().as_str(),
            microseconds = u64::try_from(exchange.took.as_micros()).unwrap_or(u64::MAX),
            differences = listed,
            checked_in = begun.map(|begun| u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX)),
            "passed on"
        );
        {
            let mut state = self.state();
            outcome.time = state.clock.now(self.real_clock);
            if let Some(served) = served {
                state.api(served.api).coverage.count(served.operation, outcome.code.as_deref());
            }
            state.journal.push(|recorded| recorded.write(head, &exchange.request.body), outcome.clone());
        }
        if let Some(recorder) = &self.recorder {
            let call = record::call(&*self.protocol, &request, &outcome);
            let shown = self.shown_exchange(exchange.clone());
            let response = RecordedResponse {
                status: shown.status,
                headers: shown.response.headers.clone(),
                body: String::from_utf8_lossy(&shown.response.body).into_owned(),
            };
            recorder.write(&RecordedCall { call, response }, || shown);
        }
        response(exchange.status, exchange.response, &differences)
    }

    /// The operation of a request, and what of the request is not what the document says.
    fn requested<'g>(&'g self, request: &mut Request<'_>) -> Result<(&'g Served, Vec<String>), Refusal> {
        let served = self.protocol.route(&self.operations, request)?;
        request.bind(&*self.protocol, served.operation.described);
        let rules = Rules { validate: true, strict: true, ..Rules::default() };
        let checked = served.contract.as_ref().map(|contract| {
            contract.check(self.refusals(), served.operation, request, rules).err().map(|refusal| said(&refusal))
        });
        Ok((served, checked.flatten().into_iter().collect()))
    }
}

fn unlike(served: &Served, exchange: &Exchange) -> Vec<String> {
    served.contract.as_ref().map(|contract| contract.unlike(exchange.status, &exchange.response)).unwrap_or_default()
}

fn said(refusal: &Refusal) -> String {
    format!("the request: {}", refusal.hint.as_deref().unwrap_or(&refusal.message))
}

fn response(status: u16, received: Message, differences: &[String]) -> Response {
    let others = received
        .headers
        .into_iter()
        .filter_map(|(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?)));
    let mut response =
        Response { status, body: Bytes::from(received.body).into(), others: others.collect(), ..Response::default() };
    let sent = differences.iter().take(MOST_SENT);
    response.further.extend(sent.map(|difference| (DIFFERENCE, hint_value(difference))));
    response
}
