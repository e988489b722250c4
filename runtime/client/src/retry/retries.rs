//! Whether a call is attempted again.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use twinspec_core::{HttpResponse, LocalError, Operation, RetryReason};

use super::retry_budget::RetryBudget;
use crate::{RetryPolicy, Sleep, Timer};

/// What the clones of a client share to repeat calls.
pub(crate) struct Retries {
    policy: RetryPolicy,
    budget: RetryBudget,
    timer: Arc<dyn Timer>,
}

/// What becomes of a call after an attempt.
pub(crate) enum Next {
    /// It ends, for this reason.
    Stop(&'static str),
    /// It is attempted again after a delay.
    Retry { reason: RetryReason, delay: Duration },
}

impl Retries {
    pub(crate) fn new(policy: RetryPolicy, timer: Arc<dyn Timer>) -> Self {
        Retries { policy, budget: RetryBudget::full(), timer }
    }

    /// Decides after an attempt, of which there were so many, and pays for the retry.
    pub(crate) fn next(
        &self,
        operation: &'static Operation,
        attempts: u32,
        result: &Result<HttpResponse, LocalError>,
    ) -> Next {
        let reason = match result {
            Ok(response) if (200..300).contains(&response.status()) => {
                self.budget.success();
                return Next::Stop("success");
            }
            Ok(response) => RetryReason::of_response(operation, response),
            Err(error) => RetryReason::of_error(operation, error),
        };
        let Some(reason) = reason else {
            return Next::Stop("not safe, or of no use");
        };
        if !self.policy.allows(attempts.saturating_add(1)) {
            return Next::Stop("the attempts are used up");
        }
        let protocol = operation.api.protocol;
        let retry_after =
            result.as_ref().ok().and_then(|response| protocol.retry_after(response.headers(), SystemTime::now()));
        // Without random numbers the longest delay is the safe one.
        let random = getrandom::u64().unwrap_or(u64::MAX);
        let Some(delay) = self.policy.delay(attempts, retry_after, random) else {
            return Next::Stop("the service asks to wait too long");
        };
        if !self.budget.pay(reason) {
            return Next::Stop("the retry budget is used up");
        }
        Next::Retry { reason, delay }
    }

    pub(crate) fn sleep(&self, delay: Duration) -> Sleep {
        self.timer.sleep(delay)
    }
}
