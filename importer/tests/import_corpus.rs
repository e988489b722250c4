//! Real documents, imported, written, read back, and compared with their source.
//!
//! The documents are not part of this repository. They are looked for in the folder that `TWINSPEC_CORPUS` names, or in
//! `../shared/corpus` beside the repository; without them the tests say so and are skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use serde_json::Value;
use twinspec_generator::diagnostics::Severity;
use twinspec_generator::lint::lint;
use twinspec_generator::source::Source;
use twinspec_importer::{Evidence, Imported, Input, Repair, api_docs};

#[path = "import/comparison.rs"]
mod comparison;

/// A document of the corpus, imported.
struct Document {
    name: String,
    text: String,
    imported: Imported,
}

/// All documents, imported once.
static CORPUS: LazyLock<Vec<Document>> = LazyLock::new(corpus);

fn corpus() -> Vec<Document> {
    let folder = match std::env::var_os("TWINSPEC_CORPUS") {
        Some(folder) => PathBuf::from(folder),
        None => PathBuf::from("../../shared/corpus"),
    };
    let folder = folder.join("alibaba");
    let mut documents = Vec::new();
    for path in files(&folder) {
        let name = path.strip_prefix(&folder).unwrap_or(&path).display().to_string();
        let text = std::fs::read_to_string(&path).expect("a document");
        let imported =
            api_docs(Input { name: &name, text: &text }, None).unwrap_or_else(|error| panic!("{name}: {error}"));
        documents.push(Document { name, text, imported });
    }
    if documents.is_empty() {
        println!("skipped: there are no documents in `{}`; `TWINSPEC_CORPUS` names another folder", folder.display());
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.file_name().is_some_and(|name| name == "api-docs.json") {
            found.push(path);
        }
    }
    found
}

fn write(imported: &Imported) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in &imported.files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    folder
}

#[test]
fn every_document_is_imported_without_a_key_that_nobody_knows() {
    for document in CORPUS.iter() {
        let imported = &document.imported;
        assert_eq!(imported.report.unknown, [], "{}", document.name);
    }
}

#[test]
fn every_repair_applies_to_the_corpus_or_says_that_it_was_seen_elsewhere() {
    let documents = &*CORPUS;
    if documents.is_empty() {
        return;
    }
    let applied: BTreeSet<Repair> =
        documents.iter().flat_map(|document| document.imported.report.repaired().into_keys()).collect();
    let expected: BTreeSet<Repair> =
        Repair::ALL.iter().copied().filter(|repair| repair.evidence() == Evidence::Corpus).collect();
    let names = |repairs: BTreeSet<Repair>| repairs.into_iter().map(Repair::name).collect::<Vec<_>>();
    let never = names(expected.difference(&applied).copied().collect());
    let after_all = names(applied.difference(&expected).copied().collect());
    assert!(never.is_empty(), "these rules never apply: {never:?}");
    assert!(after_all.is_empty(), "these rules apply, and say that they do not: {after_all:?}");
}

#[test]
fn what_is_written_is_read_back_and_says_what_the_source_says() {
    let mut faults = Vec::new();
    for document in CORPUS.iter() {
        let imported = &document.imported;
        let folder = write(imported);
        let source = Source::read(folder.path()).unwrap_or_else(|_| panic!("{} is not read", document.name));
        assert!(!source.diagnostics().has_errors(), "{}", source.diagnostics().render(source.files(), false));
        let original: Value = serde_json::from_str(&document.text).expect("JSON");
        let differences = comparison::compare(&original, source.document(), &imported.report);
        faults.extend(differences.into_iter().map(|difference| format!("{}{difference}", document.name)));
    }
    let few: Vec<_> = faults.iter().take(400).collect();
    assert!(faults.is_empty(), "{} differences, of which the first are:\n{few:#?}", faults.len());
}

#[test]
fn other_readers_of_yaml_read_the_same() {
    for document in CORPUS.iter() {
        let imported = &document.imported;
        for (path, text) in &imported.files {
            let theirs: Value =
                serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{}: {path}: {error}", document.name));
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::write(folder.path().join("openapi.yaml"), text).expect("a file");
            // As an entry file its references lead nowhere, so only files without any are compared here.
            if text.contains("$ref") {
                continue;
            }
            let Ok(ours) = Source::read(folder.path()) else { panic!("{}: {path} is not read", document.name) };
            assert_eq!(*ours.document(), theirs, "{}: {path}", document.name);
        }
    }
}

#[test]
fn every_imported_description_is_without_an_error() {
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for document in CORPUS.iter() {
        let folder = write(&document.imported);
        let source = Source::read(folder.path()).unwrap_or_else(|_| panic!("{} is not read", document.name));
        for fault in lint(&source).iter().filter(|fault| fault.severity() == Severity::Error) {
            faults.entry(document.name.clone()).or_default().push(fault.message().to_owned());
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn what_stands_once_more_at_the_root_stands_at_the_operations() {
    for document in CORPUS.iter() {
        let original: Value = serde_json::from_str(&document.text).expect("JSON");
        let listed = |pointer: &str| original.pointer(pointer).and_then(Value::as_array).cloned().unwrap_or_default();
        for limit in listed("/flowControl/flowControlList") {
            let api = limit["api"].as_str().unwrap_or_default();
            let own = &original["apis"][api]["flowControl"]["flowControlList"];
            // An operation that the document does not describe has no file either.
            let described = original["apis"].get(api).is_some();
            assert!(!described || own.as_array().is_some_and(|own| own.contains(&limit)), "{}: {api}", document.name);
        }
        for row in listed("/ram/ramActions") {
            let api = row["apiName"].as_str().unwrap_or_default();
            let Some(operation) = original["apis"].get(api) else { continue };
            let actions = operation["ramActions"].as_array().cloned().unwrap_or_default();
            assert!(actions.iter().any(|own| own["ramAction"] == row["ramAction"]), "{}: {api}", document.name);
        }
    }
}
