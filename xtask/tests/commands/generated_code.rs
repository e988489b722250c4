//! What is generated is code that compiles without a warning and passes the tests that are generated with it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::scratch::{Ran, copy, repository};

/// A workspace of generated crates, at a fixed place: what did not change since the last run is not compiled anew.
struct Workspace {
    folder: PathBuf,
}

impl Workspace {
    fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-code");
        let _ = std::fs::remove_dir_all(folder.join("spec"));
        std::fs::create_dir_all(folder.join("spec")).expect("the folder is made");
        let manifest = "[workspace]\nresolver = \"3\"\nmembers = [\"generated/*/client\", \"generated/*/mock\", \"behaviour\"]\n\n\
                        [profile.dev]\ndebug = false\n";
        std::fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest is written");
        std::fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is copied");
        Workspace { folder }
    }

    fn spec(&self, api: &str) -> PathBuf {
        self.folder.join("spec").join(api)
    }

    fn codegen(&self) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(["codegen", "--spec", "spec", "--out", "generated"]).current_dir(&self.folder);
        Ran::of(command).ended(0);
    }

    fn cargo(&self, what: &[&str], arguments: &[&str]) -> Ran {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(what)
            .arg("--offline")
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("RUST_BACKTRACE", "0");
        Ran::of(command)
    }
}

/// The warnings and errors in what cargo prints with `--message-format=json`.
fn faults(messages: &str) -> Vec<String> {
    let messages = messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let faults = messages.filter(|message| message["reason"] == "compiler-message");
    let rendered = faults.filter_map(|message| message["message"]["rendered"].as_str().map(str::to_owned));
    rendered.collect()
}

/// Replaces a text that must be there.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "there is no `{from}`");
    text.replace(from, to)
}

/// Documents after public reports; each begins with where.
const REPORTED: [&str; 5] =
    ["discriminator-two-enums", "enum-operators", "explode-all", "two-successes", "validation-answers"];

#[test]
fn generated_crates_compile_without_a_warning_and_pass_their_tests() {
    let workspace = Workspace::new();
    // Every construct at least once, in both styles.
    for api in ["wide", "paths"] {
        copy(&repository().join("xtask/tests/specs").join(api), &workspace.spec(api), &[]);
    }
    // What other generators and mocks were reported for.
    for api in REPORTED {
        let document = repository().join("tests/judges/documents").join(api).with_extension("yaml");
        std::fs::create_dir_all(workspace.spec(api)).expect("the folder is made");
        std::fs::copy(document, workspace.spec(api).join("openapi.yaml")).expect("the document is copied");
    }
    // An operation that was copied under a new name, without any Rust.
    let copied = workspace.spec("copied");
    copy(&repository().join("spec/resource-directory"), &copied, &[]);
    let (old, new) = ("SendVerificationCodeForEnableRD", "SendAnotherCode");
    let read = |file: &str| std::fs::read_to_string(copied.join(file)).expect("a file of the spec");
    let operation = replaced(&read(&format!("operations/{old}.yaml")), old, new);
    std::fs::write(copied.join(format!("operations/{new}.yaml")), operation).expect("the operation is written");
    let entry = format!("  /{old}:\n    $ref: operations/{old}.yaml\n");
    let entries = format!("{entry}  /{new}:\n    $ref: operations/{new}.yaml\n");
    std::fs::write(copied.join("openapi.yaml"), replaced(&read("openapi.yaml"), &entry, &entries))
        .expect("it is written");

    // What the generated clients do when they are called.
    copy(&repository().join("xtask/tests/behaviour"), &workspace.folder.join("behaviour"), &[]);

    workspace.codegen();
    let built = workspace.cargo(&["test", "--no-run"], &["--workspace", "--message-format=json"]);
    let faults = faults(&built.stdout);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    built.ended(0);

    let ran = workspace.cargo(&["test", "--no-fail-fast"], &["--workspace"]).ended(0);
    for test in [
        "send_another_code::the_call_succeeds",
        "send_another_code::errors_are_those_of_the_table",
        "send_verification_code_for_enable_rd::the_call_succeeds",
        "scalars::the_request_carries_its_parameters",
        "put_part::the_request_carries_its_parameters",
        "list_names::the_call_succeeds",
        "refuses::throttling_is_raised_by_call_4",
        "answers::each_status_has_its_type",
        "reported::a_list_in_every_style_is_sent_as_the_document_says",
        "pages::all_items_come_by_tokens",
        "places::path_query_header_and_json_body",
    ] {
        assert!(ran.stdout.contains(&format!("test {test} ... ok\n")), "{test} did not run:\n{}", ran.stdout);
    }
}
