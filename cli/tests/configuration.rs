//! What `twinspec.yaml` says, and what is said of its faults. Commands are tested in `xtask/tests`, which has the same ones.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;
use twinspec::configuration::Configuration;

const DOCUMENT: &str = r#"{"openapi":"3.0.3","info":{"title":"Pets","version":"1"},"servers":[{"url":"http://127.0.0.1"}],
"paths":{"/pets":{"get":{"operationId":"listPets","responses":{"200":{"description":"All."}}}}}}"#;

/// A folder with a configuration and a document `pets.json`.
fn project(configuration: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("twinspec.yaml"), configuration).expect("written");
    std::fs::write(folder.path().join("pets.json"), DOCUMENT).expect("written");
    folder
}

fn twinspec(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinspec"));
    command.current_dir(folder).args(arguments).output().expect("runs")
}

fn generated(folder: &Path, arguments: &[&str]) -> Output {
    let output = twinspec(folder, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn read(path: PathBuf) -> String {
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What the first lines of a fault are.
fn fault(configuration: &str) -> String {
    let folder = project(configuration);
    let output = twinspec(folder.path(), &["codegen"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("generated").exists(), "nothing is written");
    String::from_utf8(output.stderr).expect("UTF-8")
}

#[test]
fn every_key_is_in_the_manifests() {
    let folder = project(
        r#"
spec: descriptions
out: crates
runtime: { git: "https://example.com/twinspec", tag: v0.1.0 }
prefix: acme
package: { version: 1.2.3, edition: 2021, license: Apache-2.0, publish: true, rust-version: "1.90", repository: "https://example.com/acme" }
features: [hyper, serde]
apis:
  pets: { document: pets.json, mock: acme-pet-double, package: { version: 2.0.0 }, features: [blocking] }
"#,
    );
    generated(folder.path(), &["codegen"]);
    let client = read(folder.path().join("crates/pets/client/Cargo.toml"));
    for line in [
        "name = \"acme-pets-client\"",
        "version = \"2.0.0\"\nedition = \"2021\"\nrust-version = \"1.90\"\nlicense = \"Apache-2.0\"\nrepository = \"https://example.com/acme\"\n",
        "default = [\"blocking\"]",
        "twinspec-core = { git = \"https://example.com/twinspec\", tag = \"v0.1.0\" }",
        "twinspec-http = { git = \"https://example.com/twinspec\", tag = \"v0.1.0\" }",
        "acme-pet-double = { path = \"../mock\", ",
        "`twinspec codegen` overwrites it",
    ] {
        assert!(client.contains(line), "{line} is not in\n{client}");
    }
    assert!(!client.contains("publish"), "{client}");
    assert!(read(folder.path().join("crates/pets/mock/Cargo.toml")).contains("name = \"acme-pet-double\""));
}

#[test]
fn the_file_is_found_from_a_folder_below() {
    let folder = project("runtime: { version: '0.1' }\napis: { pets: { document: pets.json, mock: false } }\n");
    let below = folder.path().join("some/where");
    std::fs::create_dir_all(&below).expect("made");
    generated(&below, &["codegen"]);
    let client = read(folder.path().join("generated/pets/client/Cargo.toml"));
    assert!(client.contains("twinspec-core = { version = \"0.1\" }"), "{client}");
    assert!(!folder.path().join("generated/pets/mock").exists());
    let check = generated(&below, &["codegen", "--check"]);
    assert!(String::from_utf8_lossy(&check.stdout).contains("up to date"));
}

#[test]
fn a_relative_checkout_begins_in_the_folder_of_the_file() {
    let folder = project("runtime: { path: ../twinspec }\napis: { pets: { document: pets.json } }\n");
    generated(folder.path(), &["codegen"]);
    let client = read(folder.path().join("generated/pets/client/Cargo.toml"));
    assert!(client.contains("twinspec-core = { path = \"../../../../twinspec/runtime/core\" }"), "{client}");
}

#[test]
fn another_version_changes_nothing_unless_it_is_told_to() {
    let folder = project("# Pinned.\ntwinspec: \"9.9.9\" # by us\napis: { pets: { document: pets.json } }\n");
    let refused = twinspec(folder.path(), &["codegen"]);
    let message = String::from_utf8(refused.stderr).expect("UTF-8");
    assert_eq!(refused.status.code(), Some(1));
    assert!(message.contains("9.9.9") && message.contains("codegen --upgrade"), "{message}");
    assert!(!folder.path().join("generated").exists());
    generated(folder.path(), &["codegen", "--upgrade"]);
    let pinned = read(folder.path().join("twinspec.yaml"));
    let this = env!("CARGO_PKG_VERSION");
    assert!(pinned.starts_with(&format!("# Pinned.\ntwinspec: \"{this}\" # by us\n")), "{pinned}");
    generated(folder.path(), &["codegen", "--check"]);
}

#[test]
fn a_fault_has_its_place() {
    for (configuration, place, message) in [
        ("spec: a\nruntimes: { path: . }\n", "2:1", "there is no key `runtimes`"),
        ("spec: a\nruntimes: { path: . }\n", "2:1", "did you mean `runtime`?"),
        ("apis:\n  pets:\n    documents: pets.json\n", "3:5", "there is no key `documents`"),
        ("spec: a\nprefix: Acme Corp\n", "2:9", "`Acme Corp` is not a valid crate name"),
        ("features: [hyper, tokio]\n", "1:19", "they are: reqwest, hyper"),
        ("spec: a\nruntime: { path: ., version: '1' }\n", "2:10", "and only one"),
        ("runtime: {}\n", "1:10", "one of `path`, `version` and `git` is needed"),
        ("runtime: { git: 'https://example.com', tag: a, rev: b }\n", "1:10", "only one of `branch`, `tag` and `rev`"),
        ("apis: { pets: { mock: [] } }\n", "1:23", "expected the name of a package, or `false`"),
        ("spec: a\nspec: b\n", "2:1", "the key `spec` appears twice"),
        ("spec: [a]\n", "1:7", "a text is expected here"),
        ("apis: pets\n", "1:7", "keys with values are expected here"),
        ("features: hyper\n", "1:11", "a list is expected here"),
        ("apis: { pets\n", "1:7", "unclosed bracket"),
    ] {
        let fault = fault(configuration);
        assert!(fault.contains("error[C001]") && fault.contains(message), "{configuration}{fault}");
        assert!(fault.contains(&format!("twinspec.yaml:{place}")), "{configuration}{fault}");
    }
}

#[test]
fn a_file_of_comments_says_nothing() {
    let configuration: Configuration = "# Later.\n".parse().expect("no fault");
    assert_eq!(configuration.spec, Path::new("spec"));
}

#[test]
fn the_schema_in_the_documentation_is_that_of_the_program() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/twinspec.schema.json");
    let schema = format!("{:#}\n", schemars::schema_for!(Configuration).as_value());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &schema).expect("written");
    }
    assert_eq!(read(path), schema, "UPDATE_EXPECTED=1 writes it");
}
