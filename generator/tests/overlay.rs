//! Overlays beside a document change what is read, and not the document.

use serde_json::json;
use twinspec_generator::diagnostics::Code;
use twinspec_generator::source::Source;

const DOCUMENT: &str = r#"{
    "openapi": "3.0.3",
    "info": { "title": "Pets", "version": "1" },
    "tags": [{ "name": "a" }],
    "paths": {
        "/pets": { "get": { "operationId": "listPets", "tags": ["a"], "responses": {} } },
        "/pets/{id}": { "get": { "operationId": "getPet", "deprecated": true, "responses": {} } }
    }
}"#;

const OVERLAY: &str = r##"
overlay: 1.1.0
info: { title: Ours, version: 1.0.0 }
actions:
  - target: $.paths[*].get
    update: { x-twin-changes: [{ date: 2026-11-29, summary: First. }] }
  - target: $.paths['/pets'].get
    update: { summary: Lists pets., tags: [b] }
  - target: $.tags
    update: { name: b }
  - target: $.paths['/pets/{id}'].get.deprecated
    remove: true
  - target: $.paths['/pets/{id}'].get
    copy: $.info
  - target: $
    update: { components: { schemas: { Pet: { type: object } } } }
"##;

fn read(files: &[(&str, &str)], entry: &str) -> Source {
    let folder = tempfile::tempdir().expect("a folder");
    files.iter().for_each(|(name, text)| std::fs::write(folder.path().join(name), text).expect("a file"));
    Source::read(&folder.path().join(entry))
        .unwrap_or_else(|(files, faults)| panic!("{}", faults.render(&files, false)))
}

#[test]
fn actions_are_applied_in_their_order() {
    let source = read(&[("pets.json", DOCUMENT), ("pets.overlay.yaml", OVERLAY)], "pets.json");
    let document = source.document();
    let list = &document["paths"]["/pets"]["get"];
    assert_eq!(list["summary"], "Lists pets.");
    assert_eq!(list["tags"], json!(["a", "b"]));
    assert_eq!(document["tags"], json!([{ "name": "a" }, { "name": "b" }]));
    let get = &document["paths"]["/pets/{id}"]["get"];
    assert!(get.get("deprecated").is_none());
    assert_eq!(get["title"], "Pets");
    for operation in [list, get] {
        assert_eq!(operation["x-twin-changes"][0]["summary"], "First.");
    }
    assert_eq!(document["components"]["schemas"]["Pet"], json!({ "type": "object" }));
}

#[test]
fn what_an_overlay_says_is_placed_in_the_overlay() {
    let source = read(&[("openapi.json", DOCUMENT), ("overlay.yaml", OVERLAY)], "");
    let text = |pointer: &str| source.files().text(source.span(pointer));
    assert_eq!(text("/paths/~1pets/get/summary"), "Lists pets.");
    assert_eq!(text("/paths/~1pets/get/operationId"), "\"listPets\"");
}

#[test]
fn an_overlay_cannot_make_a_document_too_large_or_too_deep() {
    let mut overlay = "overlay: 1.1.0\nactions:\n  - { target: '$', update: { x: {} } }\n".to_owned();
    for step in 0..60 {
        overlay.push_str(&format!("  - {{ target: '$.x', update: {{ c{step}: {{}} }} }}\n"));
        overlay.push_str(&format!("  - {{ target: '$.x.c{step}', copy: '$.x' }}\n"));
    }
    let source = read(&[("pets.json", DOCUMENT), ("pets.overlay.yaml", &overlay)], "pets.json");
    let faults = source.diagnostics();
    assert!(faults.has_errors() && faults.iter().any(|fault| fault.code() == Code::TooLarge));
}

#[test]
fn the_overlays_of_another_document_are_not_applied() {
    let source =
        read(&[("pets.json", DOCUMENT), ("shops.overlay.yaml", OVERLAY), ("overlay.yaml", OVERLAY)], "pets.json");
    assert!(source.document().get("components").is_none());
}
