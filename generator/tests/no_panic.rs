//! Whatever is in the files, reading, linting and generating end with a result, and every fault can be shown.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use twinspec_generator::generate::{GenerateError, generate};
use twinspec_generator::lint::lint;
use twinspec_generator::settings::{Runtime, Settings};
use twinspec_generator::source::Source;

/// The files of a real description, as they are or as the mutations left them.
const FILES: [&str; 3] = ["openapi.yaml", "operations/SendVerificationCodeForEnableRD.yaml", "signed-requests.yaml"];

/// What makes trouble in YAML, in references and in regular expressions.
const SNIPPETS: [&str; 40] = [
    "\t",
    "\n",
    "\r\n",
    " ",
    "  ",
    ": ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!!int ",
    "!x ",
    "|\n",
    ">-\n",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "<<: *a\n",
    "null",
    "~",
    ".nan",
    "1e999",
    "123456789012345678901234",
    "\u{feff}",
    "\u{0}",
    "é😀",
    "$ref: '#/components/schemas/ErrorResponse'\n",
    "$ref: ../openapi.yaml\n",
    "$ref: .\n",
    "allOf: [{ $ref: '#/components/schemas/ErrorResponse' }]\n",
    "pattern: '('\n",
    "nullable: true\n",
    "example: []\n",
];

fn examine(folder: &Path) {
    let (files, diagnostics) = match Source::read(folder) {
        Ok(source) => {
            let diagnostics = lint(&source);
            if !diagnostics.has_errors() {
                let parsed = serde_json::from_value::<openapiv3::OpenAPI>(source.document().clone());
                assert!(parsed.is_ok(), "lint accepts what openapiv3 refuses: {:?}", parsed.err());
                if let Err(GenerateError::Emit(error)) =
                    generate(folder, &Settings::new(Runtime::Path("../../..".to_owned())))
                {
                    panic!("{error}: {source:?}", source = std::error::Error::source(&error));
                }
            }
            (source.files().clone(), diagnostics)
        }
        Err(faults) => {
            assert!(faults.1.has_errors(), "a source that cannot be read says why");
            faults
        }
    };
    let shown = diagnostics.render(&files, false);
    assert_eq!(shown.is_empty(), diagnostics.is_empty());
    diagnostics.render(&files, true);
    diagnostics.to_json(&files);
}

fn examine_bytes(bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("openapi.yaml"), bytes).expect("the file is written");
    examine(folder.path());
}

#[derive(Debug, Clone)]
enum Mutation {
    Insert(prop::sample::Index, &'static str),
    Delete(prop::sample::Index, usize),
    Repeat(prop::sample::Index, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        (any::<prop::sample::Index>(), prop::sample::select(&SNIPPETS[..])).prop_map(|(at, s)| Mutation::Insert(at, s)),
        (any::<prop::sample::Index>(), 1..40_usize).prop_map(|(at, count)| Mutation::Delete(at, count)),
        (any::<prop::sample::Index>(), 1..200_usize).prop_map(|(at, count)| Mutation::Repeat(at, count)),
    ]
}

fn mutate(text: &str, mutations: &[Mutation]) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for mutation in mutations {
        let length = text.len();
        match mutation {
            Mutation::Insert(at, snippet) => {
                let at = at.index(length + 1);
                text.splice(at..at, snippet.chars());
            }
            Mutation::Delete(at, count) => {
                let at = at.index(length + 1);
                text.drain(at..length.min(at + count));
            }
            Mutation::Repeat(at, count) => {
                let at = at.index(length + 1);
                let part = text[at..length.min(at + count)].to_vec();
                text.splice(at..at, part);
            }
        }
    }
    text.into_iter().collect()
}

/// The descriptions of `generate.rs`.
fn notions() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("tests/generate").expect("the folder of fixtures");
    let mut files: Vec<_> = folder.map(|entry| entry.expect("a fixture").path().join("openapi.yaml")).collect();
    files.sort();
    files
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        examine_bytes(&bytes);
    }

    #[test]
    fn a_soup_of_yaml_is_read_or_refused(parts in prop::collection::vec(prop::sample::select(&SNIPPETS[..]), 0..60)) {
        examine_bytes(format!("openapi: 3.0.3\ninfo: &a {{ title: T, version: a }}\n{}", parts.concat()).as_bytes());
    }

    #[test]
    fn a_mutated_notion_is_generated_or_refused(
        notion in prop::sample::select(notions()),
        mutations in prop::collection::vec(mutation(), 1..3),
    ) {
        let text = std::fs::read_to_string(notion).expect("the fixture");
        examine_bytes(mutate(&text, &mutations).as_bytes());
    }

    #[test]
    fn a_mutated_description_is_read_or_refused(
        file in 0..FILES.len(),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::create_dir(folder.path().join("operations")).expect("a folder");
        for (index, name) in FILES.iter().enumerate() {
            let text = std::fs::read_to_string(Path::new("../spec/resource-directory").join(name)).expect("the spec");
            let text = if index == file { mutate(&text, &mutations) } else { text };
            std::fs::write(folder.path().join(name), text).expect("the file is written");
        }
        examine(folder.path());
    }
}

#[test]
fn deep_nesting_is_refused_without_an_overflow_of_the_stack() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")] {
        examine_bytes(format!("{}x{}", open.repeat(100_000), close.repeat(100_000)).as_bytes());
    }
    let block: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    examine_bytes(block.as_bytes());
}

#[test]
fn a_schema_made_of_itself_is_refused_before_its_example_is_tried() {
    examine_bytes(
        b"openapi: 3.0.3
info: { title: T, version: a }
paths: {}
components:
  schemas:
    A: { example: x, allOf: [{ $ref: '#/components/schemas/B' }] }
    B: { not: { anyOf: [{ $ref: '#/components/schemas/A' }] } }
",
    );
}
