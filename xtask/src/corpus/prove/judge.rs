//! The judge: a Python program below `tests/judges` that asks packages of PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::corpus::compile;
use crate::corpus::proof::Proof;
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

    /// Judges what the program of an API makes of the inputs that follow from its document.
    pub(super) fn judge(&self, document: &Path, folder: &Path, program: &Path) -> Result<Proof> {
        let said = said(Command::new(&self.python).arg(&self.script).arg(document).arg(folder).arg(program))?;
        let said = serde_json::from_slice(&said).context("the judge does not answer in JSON")?;
        Ok(Proof::of(&said))
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
