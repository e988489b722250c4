//! Step 6: whether the operation may succeed once more; if so, the call counts.

use std::time::SystemTime;

use crate::Operation;
use crate::identity::AccountId;
use crate::refusal::Refusal;
use crate::state::Usage;

/// Counts the call against every limit, or against none. A limit that no row of the error table speaks of is
/// flow control of the gateway.
pub(super) fn count(
    usage: &mut Usage,
    account: &AccountId,
    operation: &'static Operation,
    region: Option<&'static str>,
    now: SystemTime,
) -> Result<(), Refusal> {
    let limits = operation.limits.iter();
    if let Some(limit) = limits.clone().find(|limit| usage.is_used_up(account, operation, limit, region, now)) {
        return Err(Refusal::common("Throttling.User").with_hint(format!("the limit {} is used up", limit.name)));
    }
    limits.for_each(|limit| usage.count(account, operation, limit, region, now));
    Ok(())
}
