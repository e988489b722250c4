//! `twinspec new`.

use std::path::Path;
use std::process::{Command, Output};

const DOCUMENT: &str = r#"{"openapi":"3.0.3","info":{"title":"Pets","version":"1"},"servers":[{"url":"http://127.0.0.1"}],
"paths":{"/pets":{"get":{"operationId":"listPets","responses":{"200":{"description":"All.","content":{"application/json":
{"schema":{"$ref":"schemas/pets.json"}}}}}}}}}"#;

/// A folder with a document of two files.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("theirs/schemas")).expect("made");
    std::fs::write(folder.path().join("theirs/pets.json"), DOCUMENT).expect("written");
    let schema = r#"{"type":"array","items":{"type":"string"}}"#;
    std::fs::write(folder.path().join("theirs/schemas/pets.json"), schema).expect("written");
    folder
}

fn twinspec(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_twinspec")).current_dir(folder).args(arguments).output().expect("runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn entries(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn a_project_has_all_that_it_needs() {
    let folder = folder();
    let output = twinspec(folder.path(), &["new", "pets", "theirs/pets.json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stdout);
    for line in ["cd pets", "cargo test -p pets-tests", "cargo run -p pets-mock -- --port 8080", "twinspec codegen"] {
        assert!(said.contains(line), "{said}");
    }
    let project = folder.path().join("pets");
    assert_eq!(
        entries(&project),
        [".github", ".gitignore", "Cargo.toml", "README.md", "generated", "spec", "tests", "twinspec.yaml"]
    );
    assert_eq!(entries(&project.join("spec/pets")), ["pets.json", "schemas"]);
    let test = std::fs::read_to_string(project.join("tests/pets/mock.rs")).expect("a test");
    assert!(test.contains(".list_pets()"), "{test}");
    assert_eq!(entries(folder.path()), ["pets", "theirs"], "nothing is left behind");

    // The project is in step with its description from the start, and another one does not take its place.
    let check = twinspec(&project, &["codegen", "--check"]);
    assert!(check.status.success(), "{}{}", text(&check.stdout), text(&check.stderr));
    let again = twinspec(folder.path(), &["new", "pets", "theirs/pets.json"]);
    assert!(text(&again.stderr).contains("`pets` is there already; nothing was changed"), "{}", text(&again.stderr));
    let inside = twinspec(&project, &["new", "more", "../theirs/pets.json"]);
    assert!(text(&inside.stderr).contains("more: { document: PATH }"), "{}", text(&inside.stderr));
    assert_eq!(entries(folder.path()), ["pets", "theirs"]);
}

#[test]
fn a_workspace_gets_members() {
    let folder = folder();
    let manifest = "# Ours.\n[workspace]\nmembers = [\"app\"] # all\nresolver = \"3\"\n";
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("written");
    let output = twinspec(&folder.path().join("theirs"), &["new", "pets", "pets.json"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let manifest = std::fs::read_to_string(folder.path().join("Cargo.toml")).expect("a manifest");
    assert_eq!(
        manifest,
        "# Ours.\n[workspace]\nmembers = [\n    \"app\",\n    \"generated/pets/client\",\n    \"generated/pets/mock\",\n    \
         \"tests/pets\",\n] # all\nresolver = \"3\"\n"
    );
    assert_eq!(entries(folder.path()), ["Cargo.toml", "generated", "spec", "tests", "theirs", "twinspec.yaml"]);
}

#[test]
fn nothing_is_written_where_something_is_in_the_way() {
    let folder = folder();
    let manifest = "[workspace]\nmembers = []\n";
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("written");
    std::fs::create_dir_all(folder.path().join("tests/pets")).expect("made");
    std::fs::write(folder.path().join("tests/pets/mock.rs"), "// mine").expect("written");
    let output = twinspec(folder.path(), &["new", "pets", "theirs/pets.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("mock.rs` is there already; nothing was changed"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(entries(folder.path()), ["Cargo.toml", "tests", "theirs"]);
    assert_eq!(std::fs::read_to_string(folder.path().join("Cargo.toml")).expect("a manifest"), manifest);
    assert_eq!(std::fs::read_to_string(folder.path().join("tests/pets/mock.rs")).expect("a file"), "// mine");
}

#[test]
fn a_mistake_says_what_to_do() {
    let folder = folder();
    for (arguments, message) in [
        (["new", "Pets", "theirs/pets.json"], "use lower-case letters, digits and `-`"),
        (["new", "pets", "https://example.com/pets.json"], "curl -O https://example.com/pets.json"),
        (["new", "pets", "theirs/pts.json"], "theirs/pts.json"),
        (["new", "pets", "theirs/schemas/pets.json"], "`openapi`"),
    ] {
        let output = twinspec(folder.path(), &arguments);
        assert!(!output.status.success());
        let said = text(&output.stderr);
        assert!(said.contains(message), "{said}");
        assert_eq!(entries(folder.path()), ["theirs"]);
    }
}
