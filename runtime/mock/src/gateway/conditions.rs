//! Step 5: whether a row of the error table is raised.

use crate::behaviour::Session;
use crate::refusal::Refusal;

/// Refuses with the first row whose condition holds.
pub(super) fn raise(session: &mut Session<'_>) -> Result<(), Refusal> {
    let rows = session.operation.described.errors.iter();
    match rows.zip(session.operation.conditions).find(|(_, condition)| session.holds(condition)) {
        Some((row, _)) => Err(Refusal::row(row)),
        None => Ok(()),
    }
}
