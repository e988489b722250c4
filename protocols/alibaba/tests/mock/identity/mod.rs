//! The file that describes accounts: what it can say, and how its faults are reported.
mod faults;
mod file;
mod schema;

/// A file with a bit of everything.
const EXAMPLE: &str = include_str!("example.yaml");
