//! Reads descriptions again when their files change.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use twinspec_mock::program::ChangeSender;

use crate::State;
use crate::description::Description;

/// An editor writes a file in several steps. When nothing has happened for so long, it has done its work.
const QUIET: Duration = Duration::from_millis(50);

/// Has descriptions read again, on a thread of its own, whenever their files change, and served if they have no fault.
pub(crate) fn watch(descriptions: Vec<Description>, state: State, changes: ChangeSender) -> notify::Result<()> {
    let (sender, events) = channel();
    let mut watched = Watched {
        watcher: notify::recommended_watcher(move |_| {
            // Whoever reads it may have ended already.
            let _ = sender.send(());
        })?,
        folders: BTreeSet::new(),
    };
    watched.add(&descriptions)?;
    std::thread::spawn(move || follow(descriptions, state, &events, watched, &changes));
    Ok(())
}

/// The folders that are watched. Of a file that an editor replaces, the folder says so.
struct Watched {
    watcher: RecommendedWatcher,
    folders: BTreeSet<PathBuf>,
}

impl Watched {
    fn add(&mut self, descriptions: &[Description]) -> notify::Result<()> {
        for folder in descriptions.iter().flat_map(Description::folders) {
            if self.folders.insert(folder.to_owned()) {
                self.watcher.watch(folder, RecursiveMode::NonRecursive)?;
            }
        }
        Ok(())
    }
}

fn follow(
    mut descriptions: Vec<Description>,
    state: State,
    events: &Receiver<()>,
    mut watched: Watched,
    changes: &ChangeSender,
) {
    while events.recv().is_ok() {
        while events.recv_timeout(QUIET).is_ok() {}
        let mut is_changed = false;
        for description in &mut descriptions {
            match description.reload(state) {
                Ok(was) => is_changed |= was,
                Err(fault) => {
                    eprintln!("error: {}: {fault}\nthe mock goes on as it was", description.path.display());
                }
            }
        }
        if let Err(error) = watched.add(&descriptions) {
            eprintln!("not all files are watched: {error}");
        }
        if is_changed && !changes.send(descriptions.iter().map(|description| description.service).collect()) {
            return;
        }
    }
}
