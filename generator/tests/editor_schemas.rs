//! The JSON Schemas that the heads of the spec files name fit these files as an editor sees them, one by one.

use std::path::Path;

use serde_json::Value;

fn json(path: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).expect("a schema")).expect("JSON")
}

/// A schema of a part refers to definitions of `schema.json`; here they are put into it.
fn with_definitions(path: &str) -> Value {
    let text = std::fs::read_to_string(path).expect("a schema").replace("\"schema.json#/", "\"#/");
    let mut schema: Value = serde_json::from_str(&text).expect("JSON");
    schema["definitions"] = json("../spec/schema.json")["definitions"].clone();
    schema
}

fn assert_fits(schema: &Value, file: &Path) {
    let text = std::fs::read_to_string(file).expect("a spec file");
    let document: Value = serde_yaml::from_str(&text).expect("YAML");
    let validator = jsonschema::options().offline().build(schema).expect("a JSON Schema");
    let errors: Vec<_> =
        validator.iter_errors(&document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}: {}", file.display(), errors.join("\n"));
}

#[test]
fn the_entry_file_fits_schema_json() {
    assert_fits(&json("../spec/schema.json"), Path::new("../spec/resource-directory/openapi.yaml"));
}

#[test]
fn every_operation_file_fits_path_item_schema_json() {
    let schema = with_definitions("../spec/path-item.schema.json");
    let mut count = 0;
    for entry in std::fs::read_dir("../spec/resource-directory/operations").expect("the operations") {
        assert_fits(&schema, &entry.expect("an operation").path());
        count += 1;
    }
    assert!(count > 0);
}

#[test]
fn the_signed_requests_fit_signed_requests_schema_json() {
    let schema = with_definitions("../spec/signed-requests.schema.json");
    assert_fits(&schema, Path::new("../spec/resource-directory/signed-requests.yaml"));
}

#[test]
fn every_key_of_the_vocabulary_is_described_to_the_editor_and_in_the_readme() {
    let readme = std::fs::read_to_string("../spec/README.md").expect("spec/README.md");
    let schema = json("../spec/schema.json");
    let mut keys = 0;
    let mut open = vec![&schema];
    while let Some(value) = open.pop() {
        for (key, property) in value.get("properties").and_then(Value::as_object).into_iter().flatten() {
            if key.starts_with("x-acs-") || key.starts_with("x-twin-") {
                // A key without a text of its own shows that of the definition it refers to.
                let definition =
                    property.pointer("/else/$ref").or_else(|| property.get("$ref")).and_then(Value::as_str);
                let described =
                    definition.and_then(|to| schema.pointer(to.trim_start_matches('#'))).unwrap_or(property);
                assert!(described.get("description").is_some_and(Value::is_string), "{key} is not described");
                assert!(readme.contains(&format!("`{key}`")), "{key} is not in spec/README.md");
                keys += 1;
            }
        }
        open.extend(value.get("definitions").and_then(Value::as_object).into_iter().flatten().map(|(_, value)| value));
    }
    assert!(keys >= 17, "{keys}");
}
