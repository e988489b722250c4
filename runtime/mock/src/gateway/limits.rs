//! Step 6: whether the operation may succeed once more; if so, the call counts.

use super::AccountId;
use crate::Operation;
use crate::refusal::{Reason, Refusal, Refusals};
use crate::state::{Moment, Usage};

/// Counts the call against every limit, or against none. A limit that no row of the error table speaks of is
/// flow control of the gateway.
pub(super) fn count(
    refusals: &dyn Refusals,
    usage: &mut Usage,
    account: &AccountId,
    operation: &'static Operation,
    region: Option<&'static str>,
    now: Moment,
) -> Result<(), Refusal> {
    let limits = operation.limits.iter();
    if let Some(limit) = limits.clone().find(|limit| usage.is_used_up(account, operation, limit, region, now)) {
        return Err(refusals.refusal(Reason::Throttled).with_hint(format!("the limit {} is used up", limit.name)));
    }
    limits.for_each(|limit| usage.count(account, operation, limit, region, now));
    Ok(())
}
