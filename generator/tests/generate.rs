//! What comes out for each notion of a description.
//!
//! Each folder of `tests/generate/` is a description and, in `expected.txt`, parts of what is generated from it: a line
//! `== <file> <part>`, and the text of that part, as `excerpt` finds it. `UPDATE_EXPECTED=1` writes the texts anew.

mod excerpt;

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::Value;
use twinspec_generator::generate::{GenerateError, Generated, generate, regenerate};
use twinspec_generator::output::{Lock, OutputTree, Printed, compare, write};
use twinspec_generator::settings::{Runtime, Settings};

fn generated(folder: &Path) -> Generated {
    match generate(folder, &Settings::new(Runtime::Path("../../..".to_owned()))) {
        Ok(generated) => generated,
        Err(GenerateError::Spec(files, faults)) => panic!("{}", faults.render(&files, false)),
        Err(error) => panic!("{}: {error}", folder.display()),
    }
}

fn notions() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("tests/generate").expect("the folder of fixtures");
    let mut folders: Vec<_> = folder.map(|entry| entry.expect("a fixture").path()).collect();
    folders.sort();
    folders
}

/// The parts that an `expected.txt` is of: the file, and which part.
fn parts(expected: &str) -> impl Iterator<Item = (&str, &str)> {
    let heads = expected.lines().filter_map(|line| line.strip_prefix("== "));
    heads.map(|head| head.split_once(' ').expect("a file and a part of it"))
}

#[test]
fn every_notion_comes_out_as_expected() {
    let mut different = Vec::new();
    for folder in notions() {
        let path = folder.join("expected.txt");
        let expected = std::fs::read_to_string(&path).expect("expected.txt");
        let tree = generated(&folder).tree;
        let mut found = String::new();
        for (file, part) in parts(&expected) {
            let Some(text) = tree.get(file).and_then(|text| excerpt::excerpt(text, part)) else {
                different.push(format!("{}: `{file}` has no `{part}`", path.display()));
                continue;
            };
            write!(found, "== {file} {part}\n{text}").expect("it is written");
        }
        assert!(!found.is_empty(), "{} expects nothing", folder.display());
        if !different.is_empty() {
            continue;
        }
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&path, found).expect("expected.txt is written");
        } else if found != expected {
            different.push(format!("{} expects:\n{expected}--- and this comes out:\n{found}", path.display()));
        }
    }
    assert!(different.is_empty(), "{}\nUPDATE_EXPECTED=1 takes what comes out", different.join("\n"));
}

#[test]
fn every_rust_file_parses_and_every_file_ends_in_one_line_end() {
    for folder in notions() {
        for (path, text) in generated(&folder).tree.iter() {
            if path.ends_with(".rs") {
                let parsed = syn::parse_file(text);
                assert!(parsed.is_ok(), "{}: {path}: {:?}", folder.display(), parsed.err());
            }
            assert!(!text.contains('\r'), "{}: {path} has a carriage return", folder.display());
            assert!(
                text.ends_with('\n') && !text.ends_with("\n\n"),
                "{}: {path} ends in one line end",
                folder.display()
            );
        }
    }
}

#[test]
fn every_sample_of_a_page_parses() {
    let mut samples = 0;
    for folder in notions() {
        for (path, text) in generated(&folder).tree.iter().filter(|(path, _)| path.starts_with("docs/operations/")) {
            let blocks = text.split("\n```rust\n").skip(1).filter_map(|rest| rest.split("\n```").next());
            for block in blocks {
                let parsed = syn::parse_file(&format!("async fn sample() -> Outcome {{\n{block}\nOk(())\n}}"));
                assert!(parsed.is_ok(), "{}: {path}: {:?}\n{block}", folder.display(), parsed.err());
                samples += 1;
            }
        }
    }
    assert!(samples > 20, "only {samples} samples");
}

#[test]
fn a_row_of_a_table_has_as_many_cells_as_its_head() {
    let mut rows = 0;
    for folder in notions() {
        for (path, text) in generated(&folder).tree.iter().filter(|(path, _)| path.ends_with(".md")) {
            let mut cells = None;
            for line in text.lines() {
                if !line.starts_with('|') {
                    cells = None;
                    continue;
                }
                let count = line.replace("\\|", "").matches('|').count();
                assert_eq!(*cells.get_or_insert(count), count, "{}: {path}: {line}", folder.display());
                rows += 1;
            }
        }
    }
    assert!(rows > 20, "only {rows} rows");
}

#[test]
fn two_runs_give_the_same_bytes() {
    let folder = Path::new("../spec/resource-directory");
    assert_eq!(generated(folder).tree, generated(folder).tree);
}

#[test]
fn what_was_printed_is_not_printed_again_unless_it_was_changed() {
    let spec = Path::new("tests/generate/nothing");
    let folder = tempfile::tempdir().expect("a folder");
    let tree = generated(spec).tree;
    let lock = Lock::take(folder.path()).expect("nobody else writes there");
    write(folder.path(), &tree, &compare(folder.path(), &tree), &lock).expect("it is written");
    let again = || {
        let printed = Printed::read(folder.path());
        regenerate(spec, &Settings::new(Runtime::Path("../../..".to_owned())), &printed).expect("it is generated").tree
    };
    assert_eq!(again(), tree);
    // A changed file, and one that is gone.
    let path = folder.path().join("client/src/ping.rs");
    std::fs::write(&path, "edited").expect("it is written");
    assert_eq!(again(), tree);
    std::fs::remove_file(&path).expect("it is removed");
    assert_eq!(again(), tree);
    // What the manifest says was printed from this text is taken for it: nothing was printed.
    std::fs::write(&path, "another printer's\n").expect("it is written");
    let manifest_path = folder.path().join("manifest.json");
    let manifest = std::fs::read_to_string(&manifest_path).expect("the manifest");
    let mut manifest: Value = serde_json::from_str(&manifest).expect("JSON");
    manifest["outputs"]["client/src/ping.rs"] = blake3::hash(b"another printer's\n").to_hex().to_string().into();
    std::fs::write(&manifest_path, manifest.to_string()).expect("it is written");
    assert_eq!(again().get("client/src/ping.rs"), Some("another printer's\n"));
    // Printed from another text, or by another printer.
    manifest["unprinted"]["client/src/ping.rs"] = "0".into();
    std::fs::write(&manifest_path, manifest.to_string()).expect("it is written");
    assert_eq!(again(), tree);
}

/// Writes the mappings of a value in an order of its own. JSON is YAML, and keeps what the keys are.
fn shuffled(value: &Value, rng: &mut TestRng) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| shuffled(item, rng)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            for last in (1..members.len()).rev() {
                members.swap(last, rng.random_range(0..=last));
            }
            let members: Vec<_> = members
                .into_iter()
                .map(|(key, value)| format!("{}: {}", Value::from(key.as_str()), shuffled(value, rng)))
                .collect();
            format!("{{{}}}", members.join(", "))
        }
        scalar => scalar.to_string(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_keys_does_not_matter(mut rng in Just(()).prop_perturb(|(), rng| rng)) {
        let spec = Path::new("../spec/resource-directory");
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let copy = scratch.path().join("resource-directory");
        std::fs::create_dir_all(copy.join("operations")).expect("the folder is made");
        let mut files = vec!["openapi.yaml".to_owned(), "signed-requests.yaml".to_owned()];
        for entry in std::fs::read_dir(spec.join("operations")).expect("the operations") {
            files.push(format!("operations/{}", entry.expect("an entry").file_name().to_string_lossy()));
        }
        for file in files {
            let text = std::fs::read_to_string(spec.join(&file)).expect("a file of the spec");
            let value: Value = serde_yaml::from_str(&text).expect("YAML");
            std::fs::write(copy.join(&file), shuffled(&value, &mut rng)).expect("the file is written");
        }
        static EXPECTED: LazyLock<OutputTree> = LazyLock::new(|| generated(Path::new("../spec/resource-directory")).tree);
        prop_assert_eq!(&generated(&copy).tree, &*EXPECTED);
    }
}

/// A description with so many operations, of two tags in turn.
fn tagged(operations: usize) -> Generated {
    let folder = tempfile::tempdir().expect("a folder");
    let mut text =
        "openapi: 3.0.3\ninfo: { title: T, version: '1', description: D., x-acs-product: Thing, x-acs-style: RPC }\n\
                    paths:\n"
            .to_owned();
    for number in 0..operations {
        let tag = ["Security groups", "Disks (EBS)"][number % 2];
        text.push_str(&format!(
            "  /GetThing{number}: {{ get: {{ operationId: GetThing{number}, x-acs-action: GetThing{number}, \
             tags: ['{tag}'], responses: {{ '200': {{ description: D. }} }} }} }}\n"
        ));
    }
    let api = folder.path().join("large");
    std::fs::create_dir(&api).expect("a folder");
    std::fs::write(api.join("openapi.yaml"), text).expect("a file");
    generated(&api)
}

#[test]
fn a_large_api_has_a_feature_for_each_tag() {
    let tree = tagged(100).tree;
    let manifest = tree.get("client/Cargo.toml").expect("the manifest");
    let features = "full = [\n    \"disks-ebs\",\n    \"security-groups\",\n]\ndisks-ebs = []\nsecurity-groups = []\n";
    assert!(manifest.contains(features), "{manifest}");
    assert!(manifest.contains("default = [\"reqwest\", \"full\"]"), "{manifest}");
    let library = tree.get("client/src/lib.rs").expect("the library");
    assert!(library.contains("#[cfg(feature = \"security-groups\")]\npub mod get_thing0;"), "{library}");
    let mock = tree.get("mock/Cargo.toml").expect("the manifest of the mock");
    assert!(mock.contains("default-features = false, features = [\"full\"]"), "{mock}");
}

#[test]
fn a_small_api_is_compiled_as_a_whole() {
    let tree = tagged(99).tree;
    assert!(!tree.get("client/Cargo.toml").expect("the manifest").contains("full"));
    assert!(!tree.get("client/src/lib.rs").expect("the library").contains("security-groups"));
}
