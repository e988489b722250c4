//! The file `twinspec.yaml`: where descriptions and output are, and what generated crates are like.

mod configured;
mod fault;
mod keys;

pub(crate) use configured::Configured;
pub use fault::Misconfigured;
pub use keys::{Api, Configuration, FILE, Mock, Package, PackageName, Runtime};
