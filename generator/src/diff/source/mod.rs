//! The generated Rust API: the public items of the crates that are made of two descriptions.
//!
//! What is compared is the code that the emitters emit, so that it is what callers compile against. Only files that are not
//! the same in both are read.

mod aliases;
mod changes;
mod code;
mod conditions;
mod items;
mod names;
mod package;
mod signature;

use super::description::Description;
use super::found::Findings;
use crate::emit::EmitError;
use code::Code;

/// Compares the crates.
pub(super) fn compare(old: &Description, new: &Description) -> Result<Findings, EmitError> {
    let (old, new) = rayon::join(|| Code::of(old), || Code::of(new));
    let (old, new) = (old?, new?);
    let mut findings = Findings::default();
    package::compare(&old, &new, &mut findings);
    changes::compare(&old, &new, &mut findings)?;
    Ok(findings)
}
