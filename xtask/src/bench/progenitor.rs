//! The generator that ours is compared with, on the same API: <https://crates.io/crates/cargo-progenitor>.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use serde_json::Value;

use twinspec::print;

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
    /// Generates a client of an OpenAPI document into `folder`, where a plain copy of the document is put beside it. Gives
    /// the client and how long that took; nothing if there is no such program, or if it makes no client, which is told.
    pub(super) fn generate(&self, openapi: &Path, folder: &Path) -> Result<Option<(PathBuf, Duration)>> {
        let Some(program) = &self.program else { return Ok(None) };
        let (plain, client) = (folder.join("plain.json"), folder.join("progenitor"));
        write_plain(openapi, &plain)?;
        let mut command = Command::new(program);
        command.args(["progenitor", "--name", CLIENT, "--version", "0.0.0", "--input"]).arg(plain);
        command.arg("--output").arg(&client).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        let status = command.status().with_context(|| format!("cannot run `{}`", program.display()))?;
        let elapsed = start.elapsed();
        if !status.success() {
            print::note(format_args!("`{}` makes no client of `{}`", program.display(), openapi.display()));
            return Ok(None);
        }
        Ok(Some((client, elapsed)))
    }
}

/// Writes an OpenAPI document as progenitor takes it: without keys of the vendor, and with one response for each operation.
fn write_plain(openapi: &Path, plain: &Path) -> Result<()> {
    let text = fs::read(openapi).with_context(|| format!("cannot read `{}`", openapi.display()))?;
    let mut document: Value = serde_json::from_slice(&text).context("the OpenAPI document is not JSON")?;
    remove_vendor_keys(&mut document);
    let paths = document.get_mut("paths").and_then(Value::as_object_mut);
    let operations = paths.into_iter().flat_map(|paths| paths.values_mut()).filter_map(Value::as_object_mut);
    for operation in operations.flat_map(|path| path.values_mut()) {
        if let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) {
            responses.retain(|status, _| status == "200");
        }
    }
    fs::write(plain, document.to_string()).context("cannot write the plain document")
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
