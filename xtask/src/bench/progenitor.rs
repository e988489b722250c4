//! The generator that ours is compared with, on the same API: <https://crates.io/crates/cargo-progenitor>.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

use super::timed::timed;

/// The crate that it generates.
pub(super) const CLIENT: &str = "progenitor-measured";

/// The program `cargo-progenitor`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Progenitor {
    /// The program `cargo-progenitor` (`cargo install cargo-progenitor`), to compare with.
    #[arg(long = "progenitor", value_name = "PROGRAM")]
    program: Option<PathBuf>,
}

impl Progenitor {
    /// Whether there is one to compare with.
    pub(super) fn is_there(&self) -> bool {
        self.program.is_some()
    }

    /// Generates a client of an OpenAPI document into `folder`, where a plain copy of the document is put beside it. Returns
    /// the client and how long that took; nothing if there is no such program, or if it makes no client, which is noted.
    pub(super) fn generate(&self, openapi: &Path, folder: &Path) -> Result<Option<(PathBuf, Duration)>> {
        let Some(program) = &self.program else { return Ok(None) };
        let (plain, client) = (folder.join("plain.json"), folder.join("progenitor"));
        let input = if write_plain(openapi, &plain)? { plain.as_path() } else { openapi };
        let arguments = ["progenitor", "--name", CLIENT, "--version", "0.0.0", "--input"].map(OsStr::new);
        let arguments = [&arguments[..], &[input.as_os_str(), "--output".as_ref(), client.as_os_str()]].concat();
        Ok(timed(program, openapi, folder, &arguments)?.map(|elapsed| (client, elapsed)))
    }
}

/// Writes an OpenAPI document as progenitor takes it: without extensions, and with one response for each operation. Only of
/// JSON; returns whether it did.
fn write_plain(openapi: &Path, plain: &Path) -> Result<bool> {
    let text = fs::read(openapi).with_context(|| format!("cannot read `{}`", openapi.display()))?;
    let Ok(mut document) = serde_json::from_slice::<Value>(&text) else { return Ok(false) };
    remove_vendor_keys(&mut document);
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    for operation in operations.flat_map(|path| path.values_mut()) {
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            let success = responses.keys().find(|status| status.starts_with('2')).cloned();
            responses.retain(|status, _| Some(status) == success.as_ref());
        }
    }
    fs::write(plain, document.to_string()).context("cannot write the plain document")?;
    Ok(true)
}

fn remove_vendor_keys(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.retain(|key, _| !key.starts_with("x-"));
            members.values_mut().for_each(remove_vendor_keys);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_vendor_keys),
        _ => {}
    }
}

/// A program that awaits all operations of its client, with arguments that the compiler knows nothing of.
pub(super) fn program(client: &Path) -> Result<String> {
    let text = fs::read_to_string(client.join("src/lib.rs")).context("cannot read the client of progenitor")?;
    let mut program = "fn argument<T>() -> T {\nstd::hint::black_box(None).unwrap()\n}\n\
                       #[tokio::main(flavor = \"current_thread\")]\n\
                       async fn main() -> Result<(), Box<dyn std::error::Error>> {\n\
                       let client = progenitor_measured::Client::new(\"http://localhost\");\n"
        .to_owned();
    for function in text.split("pub async fn ").skip(1) {
        let (name, rest) = function.split_once(['<', '(']).unwrap_or((function, ""));
        let (_, rest) = rest.split_once("self").unwrap_or(("", rest));
        let (parameters, _) = rest.split_once(") ->").unwrap_or((rest, ""));
        // Each has one single colon.
        let count = parameters.matches(": ").count();
        let arguments = vec!["argument()"; count].join(", ");
        program.push_str(&format!("client.{name}({arguments}).await?;\n"));
    }
    program.push_str("Ok(())\n}\n");
    Ok(program)
}
