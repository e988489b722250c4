//! Operations that go on after their answer: how another operation is asked for the outcome, without sending anything.

use std::time::Duration;

use crate::{ClientError, ClientErrorKind, Input};

/// A request that starts something, whose outcome another request tells.
///
/// Generated for every operation whose spec says which operation to poll. A client repeats the poll until it is over.
pub trait LongRunning: Input + 'static {
    /// The request to repeat.
    type Poll: Input + 'static;

    /// How long to wait before each poll, unless the caller says otherwise.
    const INTERVAL: Duration;

    /// How long to wait in all, unless the caller says otherwise.
    const MAX_WAIT: Duration;

    /// The request to repeat, after this answer to the request that started it.
    ///
    /// # Errors
    ///
    /// The answer lacks what the poll is made with.
    fn poll(&self, started: &Self::Output) -> Result<Self::Poll, ClientError>;
}

/// A [`LongRunning`] request whose polls tell by themselves whether it is over.
pub trait Conclusive: LongRunning {
    /// What an answer to a poll says.
    fn state(polled: &<Self::Poll as Input>::Output) -> PollState;
}

/// What an answer to a poll says of what was started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PollState {
    /// It goes on, or the answer says nothing of it.
    Running,
    /// It is over, and came to what was asked for.
    Succeeded,
    /// It is over, and did not.
    Failed,
}

impl PollState {
    /// The state that a value stands for. It goes on with a value that is in neither list, and with none.
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

/// Why there is no poll: an answer without a field that it takes a parameter from, or a request without a parameter.
pub fn nothing_to_poll_by(name: &str) -> ClientError {
    let message = format!("the call succeeded, but its outcome cannot be polled: there is no `{name}`");
    ClientError::new(ClientErrorKind::Decode, message)
}
