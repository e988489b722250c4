//! The rules of the protocol, read a second time.
//!
//! What is here is written from the words of the documentation, in the plainest way and with nothing of the
//! library. Both have to come to the same for every input.

mod canonical;
mod canonical_rules;
mod parameter_rules;
mod parameters;
mod signed;

/// An operation at a path of its own.
const fn at(path: &'static str) -> twinspec_core::Operation {
    twinspec_core::Operation::new(
        &crate::common::API,
        "SendVerificationCodeForEnableRD",
        &[twinspec_core::Method::Post],
        path,
    )
}
