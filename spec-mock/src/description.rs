//! A description that is served, and what on the disk it was made of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use twinspec_generator::diagnostics::{Diagnostics, Files};
use twinspec_generator::generate::{GenerateError, State, serve};
use twinspec_generator::source::Entry;
use twinspec_mock::Service;

use crate::LoadError;

/// No more kinds of warnings are named.
const KINDS: usize = 3;

/// A description that is served.
pub(crate) struct Description {
    pub(crate) path: PathBuf,
    pub(crate) service: &'static Service,
    files: Vec<PathBuf>,
    stamps: Stamps,
}

/// When the files of a description were written, and how long they were; and which overlays there were.
type Stamps = BTreeMap<PathBuf, Option<(SystemTime, u64)>>;

impl Description {
    pub(crate) fn load(path: &Path, state: State) -> Result<Self, LoadError> {
        let (service, files, warnings) = serve(path, state)?;
        summarize(path, &warnings);
        let files = paths(&files);
        let stamps = stamps(path, &files);
        Ok(Description { path: path.to_owned(), service, files, stamps })
    }

    /// The folders with its files.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &Path> {
        self.files.iter().filter_map(|file| file.parent())
    }

    /// Reads it again if its files have changed. Returns whether it was; if it has faults, it stays as it is.
    pub(crate) fn reload(&mut self, state: State) -> Result<bool, LoadError> {
        let now = stamps(&self.path, &self.files);
        if now == self.stamps {
            return Ok(false);
        }
        match serve(&self.path, state) {
            Ok((service, files, warnings)) => {
                summarize(&self.path, &warnings);
                self.service = service;
                self.files = paths(&files);
                self.stamps = stamps(&self.path, &self.files);
                Ok(true)
            }
            Err(error) => {
                // The fault may be in a file that was not there before.
                if let GenerateError::Spec(files, _) = &error {
                    self.files.extend(paths(files));
                    self.files.sort_unstable();
                    self.files.dedup();
                }
                self.stamps = stamps(&self.path, &self.files);
                Err(error.into())
            }
        }
    }
}

/// Says how many warnings there are, and of which kinds the most.
fn summarize(path: &Path, warnings: &Diagnostics) {
    if warnings.is_empty() {
        return;
    }
    let mut counts: Vec<_> = warnings.counts().into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let more = if counts.len() > KINDS { ", …" } else { "" };
    let kinds = counts.iter().take(KINDS).map(|(code, count)| format!("{count} × {} {}", code.as_str(), code.title()));
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    eprintln!("{}: {} ({kinds}{more}); `lint` prints them", path.display(), warnings.summary());
}

fn paths(files: &Files) -> Vec<PathBuf> {
    files.iter().map(|file| file.path().to_owned()).collect()
}

fn stamps(path: &Path, files: &[PathBuf]) -> Stamps {
    let folder = Entry::of(path).path().parent().map(Path::to_owned).unwrap_or_default();
    let beside = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_overlay = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().contains("overlay."));
    let all = files.iter().cloned().chain(beside.filter(is_overlay));
    all.map(|file| {
        let stamp = std::fs::metadata(&file).ok();
        let stamp = stamp.and_then(|stamp| Some((stamp.modified().ok()?, stamp.len())));
        (file, stamp)
    })
    .collect()
}
