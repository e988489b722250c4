//! Descriptions as they were: out of git.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

/// What is read of a folder: descriptions, and the files that they refer to.
const KINDS: [&str; 3] = [".json", ".yaml", ".yml"];

/// A description at a revision, in a folder of its own that goes with it.
#[derive(Debug)]
pub(crate) struct Checkout {
    folder: TempDir,
    /// The path of the description below the folder.
    path: PathBuf,
    revision: String,
}

impl Checkout {
    /// Where it can be read.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path().join(&self.path)
    }

    /// The folder, and what people call it: `main:`.
    pub(crate) fn name(&self) -> (&Path, String) {
        (self.folder.path(), format!("{}:", self.revision))
    }
}

/// The description at a path, a file or a folder, as it is at a revision; `None` if it is not there.
///
/// # Errors
/// The path is not in a repository of git, or the revision is not.
pub(crate) fn checkout(revision: &str, path: &Path) -> Result<Option<Checkout>> {
    let path = std::path::absolute(path).with_context(|| format!("cannot find `{}`", path.display()))?;
    let existing = path.ancestors().find(|folder| folder.is_dir()).unwrap_or(&path);
    let top = PathBuf::from(said(existing, &["rev-parse", "--show-toplevel"])?.trim_end_matches('\n'));
    let real = existing.canonicalize().unwrap_or_else(|_| existing.to_owned());
    let inside = real.strip_prefix(&top).context("the description is not in a repository of git")?;
    let inside = inside.join(path.strip_prefix(existing).unwrap_or(Path::new("")));
    said(&top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{revision}^{{commit}}")])
        .with_context(|| format!("there is no revision `{revision}`"))?;
    // A file can refer to what is beside it.
    let is_file = KINDS.iter().any(|kind| inside.to_string_lossy().ends_with(kind));
    let folder = if is_file { inside.parent().unwrap_or(Path::new("")) } else { &inside };
    let below = match folder.to_string_lossy() {
        top if top.is_empty() => ".".to_owned(),
        folder => folder.into_owned(),
    };
    let listed = said(
        &top,
        &["--literal-pathspecs", "ls-tree", "-r", "-z", "--full-tree", "--name-only", revision, "--", &below],
    )?;
    let files: Vec<&str> = listed
        .split('\0')
        .filter(|file| KINDS.iter().any(|kind| file.ends_with(kind)) && !file.contains('\n'))
        .collect();
    if files.is_empty() || is_file && !files.contains(&&*inside.to_string_lossy()) {
        return Ok(None);
    }
    let copy = tempfile::tempdir().context("cannot make a folder for what is in git")?;
    contents(&top, revision, &files, copy.path())?;
    Ok(Some(Checkout { folder: copy, path: inside, revision: revision.to_owned() }))
}

/// Writes files as they are at a revision.
fn contents(top: &Path, revision: &str, files: &[&str], to: &Path) -> Result<()> {
    let mut git = Command::new("git")
        .arg("-C")
        .arg(top)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run git")?;
    let names: String = files.iter().map(|file| format!("{revision}:{file}\n")).collect();
    let mut asked = git.stdin.take().context("git does not listen")?;
    let writer = std::thread::spawn(move || asked.write_all(names.as_bytes()));
    let mut answers = BufReader::new(git.stdout.take().context("git does not answer")?);
    for file in files {
        let mut head = String::new();
        answers.read_line(&mut head)?;
        let size: Option<usize> = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
        let Some(size) = size else { bail!("git does not have `{revision}:{file}`") };
        let mut content = vec![0; size + 1];
        answers.read_exact(&mut content)?;
        content.truncate(size);
        let path = to.join(file);
        std::fs::create_dir_all(path.parent().unwrap_or(to))?;
        std::fs::write(&path, content).with_context(|| format!("cannot write `{}`", path.display()))?;
    }
    drop(answers);
    let _ = writer.join();
    git.wait()?;
    Ok(())
}

fn said(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().context("cannot run git")?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        bail!("git {}: {}", arguments.first().unwrap_or(&""), reason.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
