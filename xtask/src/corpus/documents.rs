//! The documents below a folder, and the files that one of them refers to.

use std::collections::HashSet;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};
use twinspec::shown;
use twinspec_generator::source::is_document;

/// What an `api-docs.json` is called, which is imported and does not refer to others.
const API_DOCS: &str = "api-docs.json";

/// The documents below a folder, sorted by path: files that say which version of OpenAPI they are of. Others are parts of them.
pub(super) fn documents(folder: &Path, only: &[String]) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        let entries =
            std::fs::read_dir(&folder).with_context(|| format!("cannot read the folder `{}`", shown(&folder)))?;
        for entry in entries.flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path);
            }
        }
    }
    found.retain(|path| only.is_empty() || only.iter().any(|text| path.to_string_lossy().contains(text.as_str())));
    found.retain(|path| is_api_docs(path) || is_document(path).unwrap_or_default());
    if found.is_empty() {
        bail!("there is no matching document below `{}`", shown(folder));
    }
    found.sort();
    Ok(found)
}

/// Whether a document is of the format that is named by its file, and not OpenAPI.
pub(super) fn is_api_docs(document: &Path) -> bool {
    document.file_name().is_some_and(|name| name == API_DOCS)
}

/// Copies the files that a document refers to, and those that they refer to, to where they are found from its copy in `folder`.
/// What is not below the folder of the document stays where it is.
pub(super) fn copy_references(document: &Path, folder: &Path) -> Result<()> {
    let from = document.parent().unwrap_or(Path::new(""));
    let mut open = vec![PathBuf::from(document.file_name().unwrap_or_default())];
    let mut known: HashSet<PathBuf> = open.iter().cloned().collect();
    let mut copied = Vec::new();
    while let Some(file) = open.pop() {
        let Ok(text) = std::fs::read_to_string(from.join(&file)) else { continue };
        let beside = file.parent().unwrap_or(Path::new("")).to_owned();
        for reference in references(&text) {
            if let Some(target) = inside(&beside.join(reference)).filter(|target| known.insert(target.clone())) {
                open.push(target);
            }
        }
        copied.push(file);
    }
    // A document of one file has a name of its own there.
    if copied.len() < 2 {
        return Ok(());
    }
    for file in copied {
        let target = folder.join(&file);
        std::fs::create_dir_all(target.parent().unwrap_or(folder)).context("cannot make a folder")?;
        std::fs::copy(from.join(&file), target).with_context(|| format!("cannot copy `{}`", shown(&file)))?;
    }
    Ok(())
}

/// The files that a text refers to, relative to it.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("$ref").filter_map(|(at, word)| {
        let value =
            text[at + word.len()..].trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(['"', '\'', '#', '\n', '\r', '}', ',']).unwrap_or(value.len());
        Some(value[..end].trim()).filter(|file| !file.is_empty() && !file.contains(':'))
    })
}

/// A relative path without `.` and `..`, unless it leads out of its folder.
fn inside(path: &Path) -> Option<PathBuf> {
    let mut found = PathBuf::new();
    for part in path.components() {
        match part {
            Component::Normal(name) => found.push(name),
            Component::ParentDir => found.pop().then_some(())?,
            Component::CurDir => {}
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(found)
}
