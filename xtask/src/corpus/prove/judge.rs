//! The judge: a Python program below `tests/judges` that asks packages of PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::corpus::compile;
use crate::corpus::proof::{Proof, Tally};
use crate::repository::root;

/// The judge, installed.
pub(crate) struct Judge {
    python: PathBuf,
    script: PathBuf,
}

impl Judge {
    /// Installs the packages in the target folder, unless they are there.
    ///
    /// # Errors
    /// They cannot be had here.
    pub(crate) fn install() -> Result<Self> {
        let folder = root().join("tests/judges");
        let wanted = folder.join("requirements.txt");
        let environment = compile::target()?.join("judges");
        let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
        let requirements = std::fs::read(&wanted).context("cannot read the list of packages")?;
        let installed = environment.join("requirements.txt");
        if std::fs::read(&installed).ok().as_ref() != Some(&requirements) {
            let system = if cfg!(windows) { "python" } else { "python3" };
            said(Command::new(system).args(["-m", "venv", "--clear"]).arg(&environment))?;
            let pip = ["-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--requirement"];
            said(Command::new(&python).args(pip).arg(&wanted))?;
            std::fs::write(&installed, requirements).context("cannot note what is installed")?;
        }
        Ok(Judge { python, script: folder.join("judge.py") })
    }

    /// Sends the calls of the program of an API to a server that follows its document, and judges the answers.
    pub(super) fn answers(&self, prism: &Prism, document: &Path, folder: &Path, program: &Path) -> Result<Tally> {
        let script = self.script.with_file_name("live.py");
        let said = said(Command::new(&self.python).arg(script).arg(document).arg(folder).arg(program).arg(&prism.0))?;
        Ok(Tally::of(&serde_json::from_slice(&said).context("the judge does not answer in JSON")?))
    }

    /// Judges what the program of an API makes of the inputs that follow from its document.
    pub(super) fn judge(&self, document: &Path, folder: &Path, program: &Path) -> Result<Proof> {
        let said = said(Command::new(&self.python).arg(&self.script).arg(document).arg(folder).arg(program))?;
        let said = serde_json::from_slice(&said).context("the judge does not answer in JSON")?;
        Ok(Proof::of(&said))
    }
}

/// A server that follows a document, of npm.
pub(crate) struct Prism(PathBuf);

/// The package, with its version.
const PRISM: &str = "@stoplight/prism-cli@5.16.0";

impl Prism {
    /// Installs the package in the target folder, unless it is there.
    ///
    /// # Errors
    /// It cannot be had here.
    pub(crate) fn install() -> Result<Self> {
        let folder = compile::target()?.join("prism");
        let program =
            folder.join(if cfg!(windows) { "node_modules/.bin/prism.cmd" } else { "node_modules/.bin/prism" });
        let installed = folder.join("installed");
        if std::fs::read_to_string(&installed).ok().as_deref() != Some(PRISM) {
            std::fs::create_dir_all(&folder).context("cannot make a folder")?;
            let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
            let quietly = ["install", "--silent", "--no-audit", "--no-fund", "--prefix"];
            said(Command::new(npm).args(quietly).arg(&folder).arg(PRISM))?;
            std::fs::write(&installed, PRISM).context("cannot note what is installed")?;
        }
        Ok(Prism(program))
    }
}

/// What a command says, if it succeeds.
fn said(command: &mut Command) -> Result<Vec<u8>> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot run `{name}`"))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<_> = complaint.trim().lines().collect();
        bail!("`{name}` fails: {}", lines[lines.len().saturating_sub(20)..].join("\n"));
    }
    Ok(output.stdout)
}
