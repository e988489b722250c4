//! The inputs that everything begins with.

use std::path::{Path, PathBuf};

/// All files of the folders, which are seen from this crate, and of the folders in them, in a fixed order.
pub(crate) fn read(folders: &[&str]) -> Vec<(PathBuf, Vec<u8>)> {
    let mut left: Vec<PathBuf> =
        folders.iter().map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).collect();
    let mut seeds = Vec::new();
    while let Some(path) = left.pop() {
        if path.is_dir() {
            let entries = path.read_dir().expect("the folder is read");
            left.extend(entries.map(|entry| entry.expect("the folder is read").path()));
        } else {
            let bytes = std::fs::read(&path).expect("the file is read");
            seeds.push((path, bytes));
        }
    }
    seeds.sort();
    assert!(!seeds.is_empty(), "no seeds in {folders:?}");
    seeds
}
