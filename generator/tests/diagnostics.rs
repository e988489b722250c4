//! Each folder of `tests/diagnostics/` is a description and, in `expected.txt`, all that is to be said of it.
//!
//! `UPDATE_EXPECTED=1 cargo test -p twinspec-generator --test diagnostics` writes the files anew; then read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use twinspec_generator::diagnostics::{Code, Diagnostic, Diagnostics, Files};
use twinspec_generator::generate::{Faults, GenerateError, check};
use twinspec_generator::lint::lint;
use twinspec_generator::source::Source;

/// No description shows it: lint refuses whatever the OpenAPI reader would refuse, which `no_panic.rs` tries to disprove.
const UNREACHABLE: Code = Code::NotOpenApi;

fn folders() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("tests/diagnostics").expect("the folder of fixtures");
    let mut folders: Vec<_> = folder.map(|entry| entry.expect("a fixture").path()).collect();
    folders.sort();
    folders
}

fn examine(folder: &Path) -> (Files, Diagnostics) {
    match check(folder, Faults::Refused) {
        Ok((source, _, diagnostics)) => (source.files().clone(), diagnostics),
        Err(GenerateError::Spec(files, diagnostics)) => (files, diagnostics),
        Err(error) => panic!("{}: {error}", folder.display()),
    }
}

#[test]
fn every_fault_is_shown_as_expected() {
    let mut differing = Vec::new();
    for folder in folders() {
        let (files, diagnostics) = examine(&folder);
        let found = diagnostics.render(&files, false);
        let path = folder.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&path, &found).expect("expected.txt is written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            differing.push(format!("{}:\n--- expected\n{expected}\n--- found\n{found}", folder.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_code_has_a_fixture_that_shows_it() {
    let shown: BTreeSet<_> =
        folders().iter().flat_map(|folder| examine(folder).1).map(|diagnostic| diagnostic.code()).collect();
    // Those of `twinspec.yaml` are shown in `cli/tests`.
    let of_descriptions = Code::ALL.iter().filter(|code| !code.as_str().starts_with('C'));
    let missing: Vec<_> = of_descriptions.filter(|code| !shown.contains(code)).collect();
    assert_eq!(missing, [&UNREACHABLE]);
}

#[test]
fn every_fault_has_a_place_except_a_missing_entry_file() {
    for diagnostic in folders().iter().flat_map(|folder| examine(folder).1) {
        let placed = diagnostic.primary().is_some();
        assert!(placed || diagnostic.code() == Code::UnreadableFile, "{diagnostic:?}");
    }
}

#[test]
fn what_lint_accepts_is_an_openapi_document() {
    let mut accepted = 0;
    for folder in folders() {
        let Ok(source) = Source::read(&folder) else {
            continue;
        };
        if !lint(&source).has_errors() {
            let parsed = serde_json::from_value::<openapiv3::OpenAPI>(source.document().clone());
            assert!(parsed.is_ok(), "{}: {:?}", folder.display(), parsed.err());
            accepted += 1;
        }
    }
    assert!(accepted >= 5, "only {accepted} fixtures are accepted");
}

#[test]
fn the_description_of_resource_directory_is_without_fault() {
    let (files, diagnostics) = examine(Path::new("../spec/resource-directory"));
    assert_eq!(diagnostics.iter().count(), 0, "{}", diagnostics.render(&files, false));
}

#[test]
fn every_explanation_says_what_it_means_shows_an_example_and_how_to_fix_it() {
    for code in Code::ALL {
        let explanation = code.explanation();
        assert!(explanation.starts_with(&format!("# {code}: {}\n", code.title())), "{code}");
        assert!(explanation.contains("\n## Example\n\n```"), "{code}");
        assert!(explanation.contains("\n## How to fix it\n"), "{code}");
        assert_eq!(code.as_str().to_lowercase().parse(), Ok(*code));
    }
    assert!("S999".parse::<Code>().is_err());
}

#[test]
fn a_program_reads_the_faults_as_json() {
    let (files, diagnostics) = examine(Path::new("tests/diagnostics/duplicate-key"));
    let place = |line, label| {
        let file = "tests/diagnostics/duplicate-key/openapi.yaml";
        serde_json::json!({ "file": file, "line": line, "column": 5, "label": label })
    };
    let expected = serde_json::json!([{
        "code": "S006",
        "severity": "error",
        "message": "the key `Thing` appears twice",
        "place": place(8, "again here"),
        "related": [place(7, "first here")],
        "help": [],
    }]);
    assert_eq!(diagnostics.to_json(&files), expected);
}

#[test]
fn a_fault_that_is_found_twice_is_shown_once() {
    let fault = || Diagnostic::error(Code::EmptyFile, "the file is empty");
    let diagnostics: Diagnostics = [fault(), fault()].into_iter().collect();
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics.summary(), "1 error");
}
