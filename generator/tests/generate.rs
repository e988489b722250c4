//! What comes out for each notion of a description.
//!
//! Each folder of `tests/generate/` is a description and, in `expected.txt`, excerpts of what is generated from it: a line
//! `== <file>`, and the lines that stand in that file together.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::TestRng;
use serde_json::Value;
use twinspec_generator::generate::{GenerateError, Generated, generate};
use twinspec_generator::plan::Scope;

fn generated(folder: &Path) -> Generated {
    match generate(folder, "../../../runtime", Scope::All) {
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

/// The excerpts of an `expected.txt`: the file, and the lines.
fn excerpts(text: &str) -> Vec<(&str, &str)> {
    let sections = text.split("== ").skip(1);
    sections.map(|section| section.split_once('\n').expect("a line with the name of the file")).collect()
}

#[test]
fn every_notion_comes_out_as_expected() {
    let mut missing = Vec::new();
    for folder in notions() {
        let expected = std::fs::read_to_string(folder.join("expected.txt")).expect("expected.txt");
        let excerpts = excerpts(&expected);
        assert!(!excerpts.is_empty(), "{} expects nothing", folder.display());
        let tree = generated(&folder).tree;
        for (file, lines) in excerpts {
            let text = tree.get(file).unwrap_or_else(|| panic!("{}: no file `{file}`", folder.display()));
            if !text.contains(lines) {
                missing.push(format!(
                    "{}: these lines are not in `{file}`:\n{lines}\n--- which is\n{text}",
                    folder.display()
                ));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
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
        prop_assert_eq!(generated(&copy).tree, generated(spec).tree);
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
