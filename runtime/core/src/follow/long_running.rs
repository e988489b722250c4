//! Long-running operations: how to build the request that polls the outcome. Nothing is sent here.

use std::time::Duration;

use crate::{Input, LocalError, LocalErrorKind};

/// A request that starts a long-running operation, whose outcome another request reports.
///
/// Generated for every operation whose spec says which operation to poll. A client repeats the poll until the operation
/// has finished.
pub trait LongRunning: Input + 'static {
    /// The request to repeat.
    type Poll: Input + 'static;

    /// How long to wait before each poll by default.
    const INTERVAL: Duration;

    /// How long to wait in all by default.
    const MAX_WAIT: Duration;

    /// The request to repeat, made from the response to the request that started the operation.
    ///
    /// # Errors
    ///
    /// The response lacks a value that the poll needs.
    fn poll(&self, started: &Self::Output) -> Result<Self::Poll, LocalError>;
}

/// A [`LongRunning`] request whose polls report whether the operation has finished.
pub trait Conclusive: LongRunning {
    /// The state in the response to a poll.
    fn state(polled: &<Self::Poll as Input>::Output) -> PollState;
}

/// The state of a long-running operation, as the response to a poll reports it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PollState {
    /// The operation is still running, or the response has no state.
    Running,
    /// The operation has succeeded.
    Succeeded,
    /// The operation has failed.
    Failed,
}

impl PollState {
    /// The state for a value. A value that is in neither list, or no value, means that the operation is still running.
    ///
    /// ```
    /// use twinspec_core::PollState;
    ///
    /// let state = |status| PollState::of(status, &["Success"], &["CheckFailed", "DeleteFailed"]);
    /// assert_eq!(state(Some("Success")), PollState::Succeeded);
    /// assert_eq!(state(Some("DeleteFailed")), PollState::Failed);
    /// assert_eq!(state(Some("Deleting")), PollState::Running);
    /// assert_eq!(state(None), PollState::Running);
    /// ```
    pub fn of(value: Option<&str>, succeeded: &[&str], failed: &[&str]) -> Self {
        match value {
            Some(value) if succeeded.contains(&value) => PollState::Succeeded,
            Some(value) if failed.contains(&value) => PollState::Failed,
            _ => PollState::Running,
        }
    }
}

/// Why there is no poll: the response lacks a field, or the request a parameter, that the poll needs.
pub fn nothing_to_poll_by(name: &str) -> LocalError {
    let message = format!("the call succeeded, but its outcome cannot be polled: there is no `{name}`");
    LocalError::new(LocalErrorKind::Decode, message)
}
