//! The settings of a client of Alibaba Cloud.

mod build_error;
mod builder;

pub use build_error::BuildError;
pub use builder::Builder;
