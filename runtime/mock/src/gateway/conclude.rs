//! The end of a call: the journal, and the answer as it is sent.

use std::time::{Instant, SystemTime};

use super::answer::Answer;
use super::progress::Progress;
use super::request::Request;
use super::success::Success;
use super::{Gateway, record, respond};
use crate::exchange::Exchange;
use crate::message::RequestHead;
use crate::refusal::Refusal;
use crate::state::{Outcome, RecordedCall, RecordedResponse};

impl Gateway {
    /// Notes the call in the journal and writes the answer.
    pub(super) fn conclude(
        &self,
        head: &RequestHead,
        request: &Request<'_>,
        progress: Progress<'_>,
        begun: Option<Instant>,
        mut decided: Result<Success<'_>, Refusal>,
    ) -> Answer {
        let mut worded = None;
        if let Err(refusal) = &mut decided
            && let Some(described) = self.worded(request, &progress, refusal)
        {
            refusal.status = described.status;
            worded = described.answer;
        }
        let id = self.request_ids.next();
        let format = progress.format.unwrap_or_else(|| self.protocol.format_of_refusal(request));
        let refusal = decided.as_ref().err();
        let hosted = self.apis.get(progress.api);
        let disturbance = progress.wanted.unwrap_or(request.disturbance.get());
        let mut outcome = Outcome {
            operation: progress.operation,
            webhook: None,
            account: progress.account,
            time: SystemTime::UNIX_EPOCH,
            status: decided.as_ref().map_or_else(|refusal| refusal.status, |success| success.template().status()),
            code: refusal.map(|refusal| refusal.code.to_string()),
            hint: refusal.and_then(|refusal| refusal.hint.clone()),
            fault: disturbance.fault,
            request_id: id,
        };
        let api = outcome.operation.map(|operation| operation.described.api).filter(|_| self.logs_api);
        tracing::info!(
            product = api.map(|api| api.name),
            version = api.map(|api| api.version),
            // What a caller only calls an operation may be anything.
            action = outcome.operation.map(|operation| operation.described.name),
            status = outcome.status,
            code = outcome.code,
            request_id = id.text().as_str(),
            microseconds = begun.map(|begun| u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX)),
            hint = outcome.hint,
            fault = outcome.fault.map(tracing::field::display),
            "answered"
        );
        let (recorded, outcome_time);
        {
            let mut state = self.state();
            outcome.time = state.clock.now(self.real_clock);
            recorded =
                self.recorder.as_ref().map(|recorder| (recorder, record::call(&*self.protocol, request, &outcome)));
            if let Some(operation) = outcome.operation {
                state.api(progress.api).coverage.count(operation, outcome.code.as_deref());
            }
            outcome_time = outcome.time;
            state.journal.push(|recorded| recorded.write(head, request.body), outcome);
        }
        let context = respond::Context {
            protocol: &*self.protocol,
            host: request.host,
            api: hosted.map(|hosted| hosted.service.api),
            site: hosted.map(|hosted| hosted.site),
            format,
            id,
            worded: worded.as_ref(),
        };
        let answered = decided.as_ref().map(Success::template);
        let response = respond::respond(answered, &context);
        if let Some((recorder, call)) = recorded {
            let shown = record::answer(&*self.protocol, answered, request, progress.operation);
            let shown = respond::respond(shown.as_ref(), &context);
            let exchange =
                || self.shown_exchange(Exchange::of(head, (request.scheme(), request.body), &shown, outcome_time));
            recorder.write(&RecordedCall { call, response: RecordedResponse::of(&shown) }, exchange);
        }
        Answer::new(response, disturbance, id)
    }
}
