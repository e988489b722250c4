//! Reads the description of an API and writes what follows from it: client, mock, documentation and tests.
//!
//! Data flows one way. [`source`] reads the YAML and remembers where each value stands; [`lint`] holds it against the
//! vocabulary; every fault becomes one of the [`diagnostics`].

pub mod diagnostics;
pub mod lint;
pub mod source;
