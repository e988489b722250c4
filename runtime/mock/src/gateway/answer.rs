//! An answer, and what is to happen to it on its way.

use std::time::Duration;

use http::{Response, StatusCode};

use crate::force::Fault;
use crate::request_id::RequestId;
use crate::server::AnswerBody;
use crate::state::Disturbance;

/// An answer as it goes out.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Nothing if the connection is to be closed instead.
    pub(crate) response: Option<Response<AnswerBody>>,
    /// How long it is kept back.
    pub(crate) delay: Option<Duration>,
}

impl Answer {
    pub(super) fn new(response: Response<AnswerBody>, disturbance: Disturbance, id: RequestId) -> Self {
        let response = match disturbance.fault {
            None => Some(response),
            Some(Fault::Close) => None,
            Some(Fault::Truncate) => Some(response.map(AnswerBody::cut_off)),
            Some(Fault::Garbage) => Some(response.map(|_| AnswerBody::garbage())),
            Some(Fault::Status(status)) => {
                let mut empty = Response::new(AnswerBody::default());
                *empty.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::BAD_GATEWAY);
                Some(empty)
            }
        };
        Answer { response, delay: disturbance.delay.map(|delay| delay.draw(id.random())) }
    }
}
