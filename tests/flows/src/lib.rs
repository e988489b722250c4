//! The Rust samples in the documentation, which compile as they are.

#[cfg(doctest)]
#[doc = include_str!("../../../docs/credentials.md")]
struct Credentials;
