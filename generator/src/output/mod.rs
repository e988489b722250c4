//! From the text of files to files: one comparison serves both writing and checking.
//!
//! Nothing is written over or removed that was not written here: what is ours, a manifest of ours names or a header of ours
//! says, or the journal of a run that was killed lists. What is in the way is an [`Obstacle`].

mod change;
mod journal;
mod lock;
mod manifest;
mod obstacle;
mod ours;
mod printed;
mod tree;
mod write;

pub use change::{Change, ChangeKind, Comparison, compare, is_ours};
pub use lock::{Lock, LockError};
pub use manifest::{MANIFEST, Manifest, ManifestError};
pub use obstacle::{Obstacle, ObstacleKind};
pub use printed::Printed;
pub use tree::OutputTree;
pub use write::{WriteError, replace, scratch_folder, write};
