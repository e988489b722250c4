//! From the text of files to files: one comparison serves both writing and checking.

mod change;
mod manifest;
mod printed;
mod tree;
mod write;

pub use change::{Change, ChangeKind, Comparison, compare};
pub use manifest::{MANIFEST, Manifest, ManifestError};
pub use printed::Printed;
pub use tree::OutputTree;
pub use write::{WriteError, write};
