use std::path::{Path, PathBuf};

/// Where a command works: its folders, and what it is called there.
#[derive(Debug, Clone)]
pub struct Repository {
    command: &'static str,
    root: PathBuf,
    runtime: PathBuf,
}

impl Repository {
    /// A repository with the descriptions in `spec`, what is generated in `generated`, and the runtime crates in its own top
    /// folder. `command` is what a person types before the name of a command: `cargo xtask`.
    pub fn new(command: &'static str, root: PathBuf) -> Self {
        Repository { command, runtime: root.clone(), root }
    }

    /// The same repository with the folder that has `runtime` and `protocols` elsewhere.
    pub fn with_runtime(self, runtime: PathBuf) -> Self {
        Repository { runtime, ..self }
    }

    /// What a person types before the name of a command.
    pub fn command(&self) -> &'static str {
        self.command
    }

    /// The top folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of descriptions.
    pub fn specs(&self) -> PathBuf {
        self.root.join("spec")
    }

    /// The folder of what is generated.
    pub fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The folder that has `runtime` and `protocols`.
    pub fn runtime(&self) -> &Path {
        &self.runtime
    }
}

/// A path as a person would type it: relative to the current folder where that is shorter.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let relative = path.strip_prefix(&here).unwrap_or(path);
    let shown = relative.display().to_string();
    if shown.is_empty() { ".".to_owned() } else { shown }
}
