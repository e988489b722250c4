//! The configuration that holds in a folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use twinspec_generator::settings::Settings;

use super::fault;
use super::keys::{Configuration, FILE, Mock, PackageName};

/// A configuration, and the folder that its paths begin in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Configured {
    /// The folder of the file; the current folder where there is none.
    pub(crate) root: PathBuf,
    /// The file, if there is one.
    pub(crate) file: Option<PathBuf>,
    /// What it says.
    pub(crate) keys: Configuration,
}

impl Configured {
    /// The configuration for a folder: the file in it, or in the next folder above that has one.
    ///
    /// # Errors
    /// The file cannot be read, or [`Misconfigured`].
    pub(crate) fn find(start: &Path) -> Result<Self> {
        let absolute = std::env::current_dir().context("cannot find the current folder")?.join(start);
        let Some(root) = absolute.ancestors().find(|folder| folder.join(FILE).is_file()) else {
            return Ok(Configured { root: start.to_owned(), ..Configured::default() });
        };
        // The path stays as short as the caller wrote it.
        let root = if root == absolute { start } else { root };
        Self::read(root)
    }

    fn read(root: &Path) -> Result<Self> {
        let file = root.join(FILE);
        let text = std::fs::read(&file).with_context(|| format!("cannot read `{}`", file.display()))?;
        let keys = fault::parsed(&file, text)?;
        Ok(Configured { root: root.to_owned(), file: Some(file), keys })
    }

    /// The settings of an API, apart from the runtime.
    pub(crate) fn settings(&self, api: &str, settings: Settings) -> Settings {
        let keys = &self.keys;
        let of_api = keys.apis.get(api).cloned().unwrap_or_default();
        let name = |name: PackageName| name.0;
        let mock = match of_api.mock {
            Some(Mock::Named(mock)) => Some(mock.0),
            Some(Mock::Wanted(_)) | None => None,
        };
        let package = of_api.package.over(&keys.package).over_defaults();
        let features = of_api.features.or_else(|| keys.features.clone()).unwrap_or(settings.features);
        Settings {
            id: Some(api.to_owned()),
            prefix: keys.prefix.clone().map(|prefix| format!("{}-", prefix.0)),
            client: of_api.client.map(name),
            mock,
            package,
            features,
            ..settings
        }
    }

    /// Whether an API is to have a mock, documentation and tests.
    pub(crate) fn has_mock(&self, api: &str) -> bool {
        self.keys.apis.get(api).is_none_or(|api| !matches!(api.mock, Some(Mock::Wanted(false))))
    }
}
