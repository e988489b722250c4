//! Comparing secrets.

use subtle::ConstantTimeEq;

/// Compares signatures in a time that does not depend on where they differ.
pub(super) fn equal(expected: &str, given: &str) -> bool {
    let pairs = expected.bytes().zip(given.bytes());
    let difference = pairs.fold(0, |difference, (one, other)| difference | (one ^ other));
    expected.len() == given.len() && difference.ct_eq(&0).into()
}
