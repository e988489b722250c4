//! Folders to work in, and the program to run in them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// The top folder of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a parent").to_owned()
}

/// A folder with `spec/` and, once code was generated, `generated/`.
pub(crate) struct Scratch {
    folder: TempDir,
}

impl Scratch {
    /// Without any spec.
    pub(crate) fn new() -> Self {
        let scratch = Scratch { folder: tempfile::tempdir().expect("a temporary folder") };
        std::fs::create_dir(scratch.path("spec")).expect("a folder");
        scratch
    }

    /// With a copy of a spec of this repository.
    pub(crate) fn with(api: &str) -> Self {
        let scratch = Scratch::new();
        copy(&repository().join("spec").join(api), &scratch.path("spec").join(api), &[]);
        scratch
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("the folder is made");
        std::fs::write(path, text).expect("the file is written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Replaces each occurrence of a text in a file.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no `{from}`");
        self.write(path, &text.replace(from, to));
    }

    /// Runs `cargo xtask` in the folder, with the arguments `--spec spec --out generated` after the given ones.
    pub(crate) fn codegen(&self, arguments: &[&str]) -> Ran {
        self.run(&[&["codegen"], arguments, &["--spec", "spec", "--out", "generated"]].concat())
    }

    /// Runs `cargo xtask` in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.folder.path());
        Ran::of(command)
    }

    /// The files below a folder, sorted, by their path below it.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let mut files = Vec::new();
        list(&self.path(folder), Path::new(""), &mut files);
        files.sort();
        files
    }
}

/// A command that ended.
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(mut command: Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("the output is text");
        Ran { code: status.code(), stdout: text(stdout), stderr: text(stderr) }
    }

    /// Itself, if the command ended with this code.
    #[track_caller]
    pub(crate) fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "--- stdout\n{}\n--- stderr\n{}", self.stdout, self.stderr);
        self
    }
}

/// Makes `to` a copy of `from`, times included, so that cargo sees what did not change; entries of these names are left out.
pub(crate) fn copy(from: &Path, to: &Path, without: &[&str]) {
    std::fs::create_dir_all(to).expect("the folder is made");
    for entry in std::fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let entry = entry.expect("an entry");
        let name = entry.file_name();
        if without.iter().any(|other| *other == name) {
            continue;
        }
        let (source, target) = (entry.path(), to.join(&name));
        if source.is_dir() {
            copy(&source, &target, without);
            continue;
        }
        std::fs::copy(&source, &target).unwrap_or_else(|error| panic!("{}: {error}", source.display()));
        let modified = entry.metadata().and_then(|data| data.modified()).expect("the time of the file");
        let file = std::fs::File::options().append(true).open(&target).expect("the copy");
        file.set_modified(modified).expect("the time is set");
    }
}

fn list(folder: &Path, below: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder.join(below)).into_iter().flatten() {
        let path = below.join(entry.expect("an entry").file_name());
        if folder.join(&path).is_dir() {
            list(folder, &path, files);
        } else {
            files.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
}
