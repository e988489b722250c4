//! The judge: a Python program below `tests/judges` that asks packages of PyPI.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::corpus::compile;
use crate::repository::root;

/// What the judge says of an API.
#[derive(Debug, Default)]
pub(crate) struct Proof {
    /// Why the calls were not judged, if they were not.
    pub(crate) skipped: Option<String>,
    pub(crate) calls: Tally,
    pub(crate) components: Tally,
}

/// How many of some things are right, and what is said of the others, with how many times.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) count: u64,
    pub(crate) right: u64,
    /// By a fault of the judge or of the document.
    pub(crate) excused: u64,
    pub(crate) reasons: Vec<(String, u64)>,
}

impl Tally {
    fn of(said: &Value) -> Self {
        let number = |key: &str| said[key].as_u64().unwrap_or_default();
        let reasons = said["reasons"].as_object().into_iter().flatten();
        let mut reasons: Vec<_> =
            reasons.map(|(reason, count)| (reason.clone(), count.as_u64().unwrap_or(0))).collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Tally { count: number("count"), right: number("right"), excused: number("excused"), reasons }
    }

    pub(crate) fn wrong(&self) -> u64 {
        self.count.saturating_sub(self.right + self.excused)
    }

    fn to_json(&self) -> Value {
        let reasons: Map<String, Value> =
            self.reasons.iter().map(|(reason, count)| (reason.clone(), json!(count))).collect();
        json!({ "count": self.count, "right": self.right, "excused": self.excused, "reasons": reasons })
    }
}

impl Proof {
    fn of(said: &Value) -> Self {
        Proof {
            skipped: said["skipped"].as_str().map(str::to_owned),
            calls: Tally::of(&said["calls"]),
            components: Tally::of(&said["components"]),
        }
    }

    /// Whether nothing is wrong.
    pub(crate) fn is_well(&self) -> bool {
        self.calls.wrong() == 0 && self.components.wrong() == 0
    }

    /// Calls, refused and excused ones among them, components, and those that change and that are excused.
    pub(crate) fn counts(&self) -> [u64; 6] {
        let [calls, types] = [&self.calls, &self.components];
        [calls.count, calls.wrong(), calls.excused, types.count, types.wrong(), types.excused]
    }

    pub(crate) fn to_json(&self) -> Value {
        json!({ "skipped": self.skipped, "calls": self.calls.to_json(), "components": self.components.to_json() })
    }
}

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
