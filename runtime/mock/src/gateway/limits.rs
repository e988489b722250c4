//! Step 6: whether the operation may succeed once more; if so, the call counts.

use std::time::SystemTime;

use super::AccountId;
use crate::Operation;
use crate::refusal::{Reason, Refusal, Refusals};
use crate::state::Usage;

/// Counts the call against every limit, or against none. A limit that no row of the error table speaks of is
/// flow control of the gateway.
pub(super) fn count(
    refusals: &dyn Refusals,
    usage: &mut Usage,
    account: &AccountId,
    operation: &'static Operation,
    (now, day): (SystemTime, i64),
) -> Result<(), Refusal> {
    let limits = operation.limits.iter();
    if let Some(limit) = limits.clone().find(|limit| usage.is_used_up(account, operation, limit, (now, day))) {
        return Err(refusals.refusal(Reason::Throttled).with_hint(format!("the limit {} is used up", limit.name)));
    }
    limits.for_each(|limit| usage.count(account, operation, limit, (now, day)));
    Ok(())
}
