//! What the mock and the generator read, held against inputs that nobody would write.
//!
//! Each target is a function of bytes that panics if something is wrong. `fuzz_targets/` hands them to libFuzzer;
//! `tests/bounded.rs` calls them with the seeds and a fixed number of mutations of them, on any toolchain. README.md says
//! how to run either.

mod alibaba;
mod description;
mod value;

pub use alibaba::{parameters, policy, request, writers};
pub use description::description;
