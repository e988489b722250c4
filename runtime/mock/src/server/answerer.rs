//! What becomes of a request, whichever version of HTTP it came by.

use std::sync::Arc;

use super::limits::Limits;
use crate::control;
use crate::gateway::{Answer, Gateway, Peer};
use crate::message::{BodyError, RequestHead};
use crate::refusal::Refusal;

/// A snapshot may be larger than any call.
const SNAPSHOT: &str = "/_mock/snapshot";
const SNAPSHOT_BODY: usize = 64 * 1024 * 1024;

/// Answers the requests of a connection.
#[derive(Clone)]
pub(super) struct Answerer {
    pub(super) gateway: Arc<Gateway>,
    pub(super) limits: Limits,
    pub(super) peer: Peer,
}

impl Answerer {
    /// How many bytes the body of a request may have.
    pub(super) fn body_limit(&self, head: &RequestHead) -> usize {
        match head.target().path == SNAPSHOT {
            true => self.limits.body.max(SNAPSHOT_BODY),
            false => self.limits.body,
        }
    }

    /// Answers a request, whether or not its body came.
    pub(super) fn answer(&self, head: &RequestHead, body: Result<&[u8], BodyError>) -> Answer {
        let path = head.target().path;
        if control::is_meant(path) && !self.gateway.protocol.is_below_server(path) {
            return Answer::undisturbed(control::answer(&self.gateway, head, body));
        }
        match body {
            Ok(body) => self.gateway.answer(head, body, self.peer),
            Err(error) => self.gateway.refuse(head, refusal(error)),
        }
    }
}

fn refusal(error: BodyError) -> Refusal {
    match error {
        BodyError::TooLarge { limit } => {
            Refusal::new(413, "RequestEntityTooLarge", format!("The request body is larger than {limit} bytes."))
        }
        BodyError::Broken => {
            Refusal::new(400, "ContentLengthDoesNotMatch", "The request body did not arrive as announced.")
        }
    }
}
