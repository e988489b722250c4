//! From a path to the description that is there.

use std::path::Path;

use super::bundle::{self, Bundle};
use super::entry::Entry;
use super::load::Loader;
use super::source::Source;
use super::{check, overlay};
use crate::diagnostics::{Diagnostics, Files};

impl Source {
    /// Reads the description at a path, which is a file or a folder (see [`Entry::of`]), and every file in that folder that
    /// it refers to.
    ///
    /// A fault in one place does not keep the rest from being read: see [`Source::diagnostics`].
    ///
    /// # Errors
    /// The faults of the entry file if it is not a document, and the files to show them in.
    pub fn read(path: &Path) -> Result<Self, (Files, Diagnostics)> {
        let entry = Entry::of(path);
        let mut loader = Loader::new(entry.clone());
        let Some(mut bundle) = bundle::bundle(&mut loader) else {
            return Err((loader.files, loader.diagnostics));
        };
        overlay::apply(&mut loader, &mut bundle);
        let unlisted = loader.unlisted();
        let Loader { files, mut diagnostics, .. } = loader;
        let Bundle { document, place, holes, references, size } = bundle;
        let mut broken: Vec<_> =
            check::dangling(&document, &place, &references, &mut diagnostics).into_iter().map(str::to_owned).collect();
        broken.extend(check::circular(&document, &place, &mut diagnostics));
        check::unlisted(&unlisted, &document, &place, &mut diagnostics);
        Ok(Self { entry, files, document, with_json_schemas: None, place, holes, broken, diagnostics, size })
    }
}
