//! The refusal that a code names.

use super::most_alike;
use super::{Reason, Refusal, Refusals};
use crate::{ForceError, Operation};

/// The error answer with this code.
pub(crate) fn by_code(
    refusals: &dyn Refusals,
    operation: &'static Operation,
    code: &str,
) -> Result<Refusal, ForceError> {
    refusals_of(refusals, operation).find(|refusal| refusal.code == code).ok_or_else(|| {
        let codes = || operation.described.errors.iter().map(|row| row.code);
        ForceError::UnknownCode {
            operation: operation.described.name,
            code: code.to_owned(),
            nearest: most_alike(code, codes()),
            known: codes().collect(),
        }
    })
}

/// All the error answers an operation can give: its table, then those of the gateway, then those that
/// name one of its parameters.
pub(crate) fn refusals_of(refusals: &dyn Refusals, operation: &'static Operation) -> impl Iterator<Item = Refusal> {
    let table = operation.described.errors.iter().map(Refusal::row);
    let common = refusals.common().iter().map(|(status, code, message)| Refusal::new(*status, *code, *message));
    let parameters = operation.described.parameters.iter();
    let of_parameters = parameters.flat_map(|parameter| {
        [Reason::MissingParameter(parameter.name), Reason::InvalidParameter(parameter.name)]
            .map(|reason| refusals.refusal(reason))
    });
    table.chain(common).chain(of_parameters)
}
