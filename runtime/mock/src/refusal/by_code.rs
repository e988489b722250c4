//! The refusal that a code names.

use super::{Refusal, refusals_of};
use crate::alike::most_alike;
use crate::{ForceError, Operation};

/// The error answer with this code.
pub(crate) fn by_code(operation: &'static Operation, code: &str) -> Result<Refusal, ForceError> {
    refusals_of(operation).find(|refusal| refusal.code == code).ok_or_else(|| {
        let codes = || operation.described.errors.iter().map(|row| row.code);
        ForceError::UnknownCode {
            operation: operation.described.name,
            code: code.to_owned(),
            nearest: most_alike(code, codes()),
            known: codes().collect(),
        }
    })
}
