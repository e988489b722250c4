//! What the mock and the generator read, held against inputs that nobody would write.
//!
//! Each target is a function of bytes that panics if something is wrong. `fuzz_targets/` hands them to libFuzzer;
//! `tests/bounded.rs` calls them with the seeds and a fixed number of mutations of them, on any toolchain. README.md says
//! how to run either.

mod answer;
mod call;
mod description;
mod parameters;
mod policy;
mod request;
mod value;
mod world;
mod writers;

pub use description::description;
pub use parameters::parameters;
pub use policy::policy;
pub use request::request;
pub use writers::writers;
