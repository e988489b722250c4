//! An answer, and what is to happen to it on its way.

use std::time::Duration;

use crate::message::RequestId;
use crate::message::{Body, Response};
use crate::state::{Disturbance, Fault};

/// An answer as it goes out.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Nothing if the connection is to be closed instead.
    pub(crate) response: Option<Response>,
    /// How long it is kept back.
    pub(crate) delay: Option<Duration>,
}

impl Answer {
    /// An answer that arrives as it is.
    pub(crate) fn undisturbed(response: Response) -> Self {
        Answer { response: Some(response), delay: None }
    }

    pub(super) fn new(response: Response, disturbance: Disturbance, id: RequestId) -> Self {
        let response = match disturbance.fault {
            None => Some(response),
            Some(Fault::Close) => None,
            Some(Fault::Truncate) => Some(Response { body: response.body.cut_off(), ..response }),
            Some(Fault::Garbage) => Some(Response { body: Body::garbage(), ..response }),
            Some(Fault::Status(status)) => Some(Response { status, ..Response::default() }),
        };
        Answer { response, delay: disturbance.delay.map(|delay| delay.draw(id.random())) }
    }
}
