use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;

use super::OutputTree;

/// Something that is not ours where a file has to be written. As long as it is there, nothing is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Obstacle {
    /// Its path below the folder of the API; empty for the folder itself.
    pub path: String,
    /// What it is.
    pub kind: ObstacleKind,
}

/// What is in the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ObstacleKind {
    /// A `manifest.json` of another program.
    ForeignManifest,
    /// A `manifest.json` that cannot be read.
    UnreadableManifest,
    /// A file that no manifest of ours names, and that has no header of ours.
    ForeignFile,
    /// A link where a folder has to be: behind it is a folder that nobody named.
    FolderLink,
}

impl fmt::Display for ObstacleKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            ObstacleKind::ForeignManifest => {
                "was not written by this generator; move it away, or write to another folder"
            }
            ObstacleKind::UnreadableManifest => "cannot be read; check its permissions, or remove it",
            ObstacleKind::ForeignFile => "was not generated, but a generated file must be written there; move it away",
            ObstacleKind::FolderLink => "is a link, which is not followed; replace it with a folder",
        })
    }
}

/// The folders of a tree that are links.
pub(super) fn links(folder: &Path, tree: &OutputTree) -> Vec<Obstacle> {
    let files = tree.iter().map(|(path, _)| Path::new(path));
    let folders: BTreeSet<_> = files.flat_map(|path| path.ancestors().skip(1)).collect();
    let links = folders.into_iter().filter(|below| folder.join(below).is_symlink());
    let path = |below: &Path| below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    links.map(|below| Obstacle { path: path(below), kind: ObstacleKind::FolderLink }).collect()
}
