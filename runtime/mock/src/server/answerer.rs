//! What becomes of a request, whichever version of HTTP it came by.

use super::current::Current;
use super::transport::Transport;
use crate::control;
use crate::gateway::{Answer, Peer};
use crate::message::{BodyError, RequestHead};
use crate::refusal::Refusal;

/// A snapshot may be larger than any call.
const SNAPSHOT: &str = "/_mock/snapshot";
const SNAPSHOT_BODY: usize = 64 * 1024 * 1024;

/// Answers the requests of a connection.
#[derive(Clone)]
pub(super) struct Answerer {
    pub(super) gateway: Current,
    pub(super) transport: Transport,
    pub(super) peer: Peer,
}

impl Answerer {
    /// How many bytes the body of a request may have.
    pub(super) fn body_limit(&self, head: &RequestHead) -> usize {
        match head.target().path == SNAPSHOT {
            true => self.transport.limits.body.max(SNAPSHOT_BODY),
            false => self.transport.limits.body,
        }
    }

    /// Answers a request, whether or not its body came.
    pub(super) async fn answer(&self, head: &RequestHead, body: Result<&[u8], BodyError>) -> Answer {
        let path = head.target().path;
        let gateway = self.gateway.gateway();
        if control::is_meant(path) && !gateway.protocol.is_below_server(path) {
            return Answer::undisturbed(control::answer(&gateway, head, body).await);
        }
        #[cfg(feature = "program")]
        if let (Some(proxy), Ok(body)) = (&self.transport.proxy, body)
            && proxy.takes(&gateway, head)
        {
            return proxy.answer(&gateway, head, body, self.peer).await;
        }
        match body {
            Ok(body) => gateway.answer(head, body, self.peer),
            Err(error) => gateway.refuse(head, refusal(error)),
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
