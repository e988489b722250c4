//! What holds of the source tree as a whole: see the tests.

pub mod arrows;
pub mod public_api;
