//! Whether, how often and after how long a call is attempted again.

pub(crate) mod retries;
mod retry_budget;
mod retry_policy;

pub use retry_policy::RetryPolicy;
