//! The rules of the protocol, read a second time.
//!
//! What stands here is written from the words of the documentation, in the plainest way and with nothing of the
//! library. Both have to come to the same for every input.

#[path = "../common/mod.rs"]
mod common;

mod canonical;
mod canonical_rules;
mod parameter_rules;
mod parameters;
mod signed;
