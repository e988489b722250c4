//! Waiting for the outcome of a long-running operation.

use std::fmt;
use std::time::Duration;

use twinspec_core::{Conclusive, Error, Input, LocalError, LocalErrorKind, LongRunning, PollState, Response};

use crate::Client;
use crate::time::timer::LONGEST_WAIT;

/// A response to a poll.
pub(crate) type Polled<I> = Response<<<I as LongRunning>::Poll as Input>::Output>;
/// Why a poll failed.
pub(crate) type PollError<I> = Error<<<I as LongRunning>::Poll as Input>::ErrorKind>;

/// Polls the outcome of a long-running operation.
///
/// It waits for an [`interval`](Self::interval) before each poll, including the first, and gives up when it would wait
/// more than [`max_wait`](Self::max_wait) in all; the time that the polls themselves take does not count. It waits
/// with the [`Timer`](crate::Timer) of the client. A poll is a call like any other: the client repeats it if it fails
/// and that can help. Dropping the future of a method, or an error, ends the waiting but not the operation, and the
/// poller can be used again afterwards.
#[must_use = "a poller asks nothing until it is awaited"]
pub struct Poller<I: LongRunning> {
    client: Client,
    started: Response<I::Output>,
    poll: I::Poll,
    interval: Duration,
    max_wait: Duration,
    waited: Duration,
}

/// How a long-running operation ended.
#[derive(Debug, Clone, PartialEq)]
#[must_use = "it may have failed"]
pub enum Outcome<T> {
    /// It succeeded; the last response.
    Succeeded(T),
    /// It failed; the last response, which may say why.
    Failed(T),
}

impl<T> Outcome<T> {
    /// Whether the operation succeeded.
    pub fn has_succeeded(&self) -> bool {
        matches!(self, Outcome::Succeeded(_))
    }

    /// The last response, whether the operation succeeded or failed.
    pub fn into_answer(self) -> T {
        match self {
            Outcome::Succeeded(answer) | Outcome::Failed(answer) => answer,
        }
    }
}

impl<I: LongRunning> Poller<I> {
    /// Sends the request that starts the operation.
    ///
    /// # Errors
    ///
    /// Those of the call, or a response that lacks a value that the polls need.
    pub async fn start(client: Client, request: I) -> Result<Self, Error<I::ErrorKind>> {
        let started = client.send(&request).await?;
        let poll = request.poll(&started).map_err(|error| {
            let error = error.with_status(started.status()).with_request_id(started.request_id());
            Error::new(I::OPERATION, error)
        })?;
        let (interval, max_wait) = (I::INTERVAL, I::MAX_WAIT);
        Ok(Poller { client, started, poll, interval, max_wait, waited: Duration::ZERO })
    }

    /// The response of the call that started the operation.
    pub fn started(&self) -> &Response<I::Output> {
        &self.started
    }

    /// Sets how long to wait before each poll; the default is what the service recommends.
    pub fn interval(mut self, interval: Duration) -> Self {
        self.interval = interval.min(LONGEST_WAIT);
        self
    }

    /// Sets how long to wait in all, from now on; the default is what the service recommends.
    pub fn max_wait(mut self, max_wait: Duration) -> Self {
        self.max_wait = max_wait;
        self.waited = Duration::ZERO;
        self
    }

    /// Changes the request that is repeated, for example to set optional parameters.
    pub fn poll_with(mut self, change: impl FnOnce(&I::Output, I::Poll) -> I::Poll) -> Self {
        self.poll = change(&self.started, self.poll);
        self
    }

    /// Waits, polls once, and returns the response.
    ///
    /// # Errors
    ///
    /// Those of the poll; [`LocalErrorKind::Unfinished`] if there is no time left to wait; and
    /// [`LocalErrorKind::Request`] if the client has no timer.
    pub async fn next(&mut self) -> Result<Polled<I>, PollError<I>> {
        self.pause().await.map_err(|error| Error::new(<I::Poll>::OPERATION, error))?;
        self.client.send(&self.poll).await
    }

    /// Polls until `is_over` accepts a response, and returns that response.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next).
    pub async fn until(
        &mut self,
        mut is_over: impl FnMut(&<I::Poll as Input>::Output) -> bool,
    ) -> Result<Polled<I>, PollError<I>> {
        loop {
            let polled = self.next().await?;
            if is_over(&polled) {
                return Ok(polled);
            }
        }
    }

    async fn pause(&mut self) -> Result<(), LocalError> {
        let waited = self.waited.saturating_add(self.interval);
        if waited > self.max_wait {
            let message = format!(
                "what `{}` has started had not ended after {:?}; `max_wait` sets another limit",
                I::OPERATION.name,
                self.waited,
            );
            return Err(LocalError::new(LocalErrorKind::Unfinished, message));
        }
        let Some(timer) = self.client.timer() else {
            let message = "a poller waits between two polls, but the client has no timer; set `timer` on its builder";
            return Err(LocalError::new(LocalErrorKind::Request, message));
        };
        timer.sleep(self.interval).await;
        self.waited = waited;
        Ok(())
    }
}

impl<I: Conclusive> Poller<I> {
    /// Polls until the operation has finished.
    ///
    /// # Errors
    ///
    /// Those of [`next`](Self::next). An operation that failed is not an error, but an [`Outcome`].
    pub async fn wait(&mut self) -> Result<Outcome<Polled<I>>, PollError<I>> {
        let polled = self.until(|polled| I::state(polled) != PollState::Running).await?;
        Ok(match I::state(&polled) {
            PollState::Failed => Outcome::Failed(polled),
            PollState::Succeeded | PollState::Running => Outcome::Succeeded(polled),
        })
    }
}

impl<I: LongRunning> fmt::Debug for Poller<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Poller")
            .field("started", &I::OPERATION.name)
            .field("polls", &<I::Poll>::OPERATION.name)
            .field("interval", &self.interval)
            .field("max_wait", &self.max_wait)
            .field("waited", &self.waited)
            .finish_non_exhaustive()
    }
}
