//! Values that fit a schema.

mod attempts;
mod flat;
mod maker;
mod number;
mod object;
mod pattern;
mod regular;
mod string;
mod value;
mod wish;

pub use wish::{Spot, Suggest, Wish};
