use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use twinspec_generator::output::replace;
use twinspec_generator::settings::{Runtime, Scope, Settings};

use crate::apis::{self, Described};
use crate::configuration::{Api, Configuration, Configured, FILE, PackageName};
use crate::print::shown;

/// Where a command works: what the configuration there says, and what the command is called.
#[derive(Debug, Clone)]
pub struct Repository {
    command: &'static str,
    configured: Configured,
    /// Folders that have `runtime` and `protocols`: the one that was asked for, and the one that is there anyway.
    runtime: Option<PathBuf>,
    checkout: Option<PathBuf>,
}

impl Repository {
    /// The repository that a folder is in, `""` is the current one: its top folder is the next one upwards that has a `twinspec.yaml`, or the folder
    /// itself if there is none. `command` is what a person types before the name of a command: `cargo xtask`.
    ///
    /// # Errors
    /// The file cannot be read, or has a fault.
    pub fn open(command: &'static str, folder: &Path) -> Result<Self> {
        Ok(Repository { command, configured: Configured::find(folder)?, runtime: None, checkout: None })
    }

    /// The same repository with runtime crates from a checkout of Twinspec, whatever the configuration says.
    pub fn with_runtime(self, checkout: Option<PathBuf>) -> Self {
        Repository { runtime: checkout, ..self }
    }

    /// The same repository with runtime crates from a checkout of Twinspec, if the configuration does not say where they are
    /// and the checkout is there.
    pub fn with_checkout(self, checkout: PathBuf) -> Self {
        let is_there = checkout.join("runtime/core/Cargo.toml").is_file();
        Repository { checkout: is_there.then_some(checkout), ..self }
    }

    /// What a person types before the name of a command.
    pub fn command(&self) -> &'static str {
        self.command
    }

    /// The top folder.
    pub fn root(&self) -> &Path {
        &self.configured.root
    }

    /// Whether there is a `twinspec.yaml`.
    pub(crate) fn has_file(&self) -> bool {
        self.configured.file.is_some()
    }

    /// The checkout of Twinspec that the runtime crates are taken from where no configuration says so.
    pub(crate) fn checkout(&self) -> Option<PathBuf> {
        let checkout = self.runtime.as_ref().or(self.checkout.as_ref())?;
        checkout.canonicalize().ok()
    }

    /// What `twinspec.yaml` says.
    pub fn configuration(&self) -> &Configuration {
        &self.configured.keys
    }

    /// The folder of descriptions.
    pub fn specs(&self) -> PathBuf {
        self.root().join(&self.configuration().spec)
    }

    /// The folder of what is generated.
    pub fn generated(&self) -> PathBuf {
        self.root().join(&self.configuration().out)
    }

    /// The APIs that are described: all, or those that are named, by name or by the path of their description. With `specs`,
    /// another folder of descriptions or a document, it is those of that.
    ///
    /// # Errors
    /// There is none, or one that is named is not there.
    pub fn select(&self, specs: Option<&Path>, named: &[String]) -> Result<Vec<Described>> {
        if let Some(specs) = specs {
            return apis::select(specs, named);
        }
        apis::select_among(&self.specs(), self.documents(), named)
    }

    /// The APIs whose descriptions are where `twinspec.yaml` says.
    pub(crate) fn documents(&self) -> Vec<Described> {
        let document = |(name, api): (&PackageName, &Api)| {
            let path = self.root().join(api.document.as_ref()?);
            Some(Described { name: name.as_str().to_owned(), path })
        };
        self.configuration().apis.iter().filter_map(document).collect()
    }

    /// How the API of a name is generated in a folder.
    ///
    /// # Errors
    /// The current folder is needed, and cannot be had.
    pub fn settings(&self, api: &str, folder: &Path) -> Result<Settings> {
        let settings = Settings { command: self.command.to_owned(), ..Settings::new(self.runtime(folder)?) };
        let scope = if self.configured.has_mock(api) { Scope::All } else { Scope::Client };
        Ok(self.configured.settings(api, settings).with_scope(scope))
    }

    /// Where the crates in a folder of a generated API find the runtime crates.
    fn runtime(&self, folder: &Path) -> Result<Runtime> {
        let checkout = match (&self.runtime, &self.configuration().runtime) {
            (Some(checkout), _) => checkout.clone(),
            (None, Some(runtime)) => match &runtime.0 {
                Runtime::Path(path) if Path::new(path).is_absolute() => return Ok(runtime.0.clone()),
                Runtime::Path(path) => self.root().join(path),
                elsewhere => return Ok(elsewhere.clone()),
            },
            (None, None) => match &self.checkout {
                Some(checkout) => checkout.clone(),
                None => return Ok(Runtime::Version(env!("CARGO_PKG_VERSION").to_owned())),
            },
        };
        let absolute = |path: &Path| {
            std::path::absolute(path).with_context(|| format!("cannot find the path of `{}`", path.display()))
        };
        let (folder, checkout) = (absolute(folder)?, absolute(&checkout)?);
        let path = pathdiff::diff_paths(&checkout, folder.join("crate")).unwrap_or(checkout);
        Ok(Runtime::Path(path.to_string_lossy().replace('\\', "/")))
    }

    /// Whether this version of the program may generate here.
    ///
    /// # Errors
    /// `twinspec.yaml` names another one.
    pub fn check_version(&self) -> Result<()> {
        let this = env!("CARGO_PKG_VERSION");
        match &self.configuration().twinspec {
            Some(pinned) if pinned != this => bail!(
                "`{FILE}` says that version {pinned} of Twinspec generates here, and this is {this}; nothing was changed. \
                 `{} codegen --upgrade` generates with {this} and writes that down",
                self.command
            ),
            _ => Ok(()),
        }
    }

    /// Writes into `twinspec.yaml` that this version of the program generates here, if another one is written there.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn upgrade(&self) -> Result<()> {
        let this = env!("CARGO_PKG_VERSION");
        let (Some(file), Some(pinned)) = (&self.configured.file, &self.configured.keys.twinspec) else { return Ok(()) };
        if pinned == this {
            return Ok(());
        }
        let text = std::fs::read_to_string(file).with_context(|| format!("cannot read `{}`", shown(file)))?;
        let is_pin = |line: &&str| line.starts_with("twinspec:");
        let Some(line) = text.lines().find(is_pin).filter(|line| line.contains(pinned.as_str())) else {
            bail!("cannot find `twinspec: {pinned}` in `{}`; write `twinspec: \"{this}\"` there", shown(file));
        };
        let upgraded = text.replacen(line, &line.replacen(pinned.as_str(), this, 1), 1);
        Ok(replace(file, &upgraded)?)
    }
}
