//! The files of a project that people go on editing.

use std::path::Path;

use anyhow::{Context, Result};
use askama::Template;
use twinspec_generator::plan::FirstCall;

use crate::configuration::FILE;

#[derive(Template)]
#[template(path = "new/twinspec.yaml", escape = "none")]
struct Configuration<'a> {
    version: &'static str,
    name: &'a str,
    /// A JSON string is one of YAML.
    checkout: Option<String>,
    document: String,
}

#[derive(Template)]
#[template(path = "new/Cargo.toml", escape = "none")]
struct Workspace;

#[derive(Template)]
#[template(path = "new/tests.toml", escape = "none")]
struct Manifest<'a> {
    name: &'a str,
    client: &'a str,
    mock: &'a str,
}

#[derive(Template)]
#[template(path = "new/mock.rs", escape = "none")]
struct Test<'a> {
    name: &'a str,
    mock_library: String,
    first_call: Option<&'a FirstCall>,
}

#[derive(Template)]
#[template(path = "new/ci.yml", escape = "none")]
struct Ci;

#[derive(Template)]
#[template(path = "new/README.md", escape = "none")]
struct Readme<'a> {
    name: &'a str,
    client: &'a str,
    mock: &'a str,
    document: String,
}

/// What the files say.
pub(super) struct Project<'a> {
    pub(super) name: &'a str,
    pub(super) client: &'a str,
    pub(super) mock: &'a str,
    pub(super) document: &'a Path,
    pub(super) first_call: Option<&'a FirstCall>,
}

/// Writes `twinspec.yaml`.
pub(super) fn configuration(root: &Path, name: &str, document: &Path, checkout: Option<&Path>) -> Result<()> {
    let yaml = |path: &Path| serde_json::Value::from(forward(path)).to_string();
    let checkout = checkout.map(yaml);
    let text = Configuration { version: env!("CARGO_PKG_VERSION"), name, checkout, document: yaml(document) };
    write(root, FILE, &text.render()?)
}

impl Project<'_> {
    /// Writes the test, and in a folder of its own what belongs to one.
    pub(super) fn write(&self, root: &Path, is_alone: bool) -> Result<()> {
        let Project { name, client, mock, first_call, .. } = *self;
        write(root, &format!("tests/{name}/Cargo.toml"), &Manifest { name, client, mock }.render()?)?;
        let test = Test { name, mock_library: mock.replace('-', "_"), first_call };
        write(root, &format!("tests/{name}/mock.rs"), &test.render()?)?;
        if is_alone {
            let readme = Readme { name, client, mock, document: forward(self.document) };
            write(root, "README.md", &readme.render()?)?;
            write(root, "Cargo.toml", &Workspace.render()?)?;
            write(root, ".gitignore", "/target\n")?;
            write(root, ".github/workflows/ci.yml", &Ci.render()?)?;
        }
        Ok(())
    }
}

/// A path as all systems read it.
fn forward(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn write(root: &Path, name: &str, text: &str) -> Result<()> {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(root)).context("cannot make a folder")?;
    let text = format!("{}\n", text.trim_end());
    std::fs::write(&path, text).with_context(|| format!("cannot write `{name}`"))
}
