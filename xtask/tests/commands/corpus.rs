use serde_json::{Value, json};

use crate::scratch::{Ran, Scratch};

/// A document of the official format, with an operation of each of these names.
fn document(product: &str, operations: &[&str]) -> String {
    let operation = json!({
        "methods": ["post"], "schemes": ["https"], "security": [{ "AK": [] }], "parameters": [], "summary": "S.",
        "responses": { "200": { "schema": {
            "type": "object", "properties": { "RequestId": { "type": "string", "example": "1" } },
        } } },
    });
    let apis: serde_json::Map<_, _> = operations.iter().map(|name| ((*name).to_owned(), operation.clone())).collect();
    let endpoint = json!({ "regionId": "cn-hangzhou", "endpoint": "parcels.aliyuncs.com" });
    let info = json!({ "style": "RPC", "product": product, "version": "2024-01-01" });
    let document = json!({
        "version": "1.0", "info": info, "directories": [], "components": { "schemas": {} }, "apis": apis,
        "endpoints": [endpoint],
    });
    document.to_string()
}

fn corpus(scratch: &Scratch, arguments: &[&str]) -> Ran {
    scratch.run(&[&["corpus", "documents", "--no-check"], arguments].concat())
}

#[test]
fn a_document_that_cannot_be_imported_does_not_stop_the_others() {
    let scratch = Scratch::new();
    scratch.write("documents/parcels/2024-01-01/api-docs.json", &document("Parcels", &["Send", "Take"]));
    scratch.write("documents/torn/2024-01-01/api-docs.json", "{");
    let ran = corpus(&scratch, &["--json"]).ended(1);
    let report: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let [whole, torn] = report["documents"].as_array().expect("a list").as_slice() else { panic!("{report:#}") };
    assert_eq!(
        (&whole["name"], &whole["operations"], &whole["generated"]),
        (&json!("parcels/2024-01-01"), &json!(2), &json!(2))
    );
    assert_eq!((&whole["fault"], &whole["compiled"], &whole["tests"]), (&Value::Null, &Value::Null, &Value::Null));
    assert!(torn["fault"].is_string(), "{torn:#}");
}

#[test]
fn a_part_can_be_taken_and_the_table_sums_it_up() {
    let scratch = Scratch::new();
    scratch.write("documents/parcels/2024-01-01/api-docs.json", &document("Parcels", &["Send"]));
    scratch.write("documents/torn/2024-01-01/api-docs.json", "{");
    let ran = corpus(&scratch, &["--only", "parcels"]).ended(0);
    assert!(ran.stdout.contains("1 of 1 documents and 1 of 1 operations (100.00 %) generated"), "{}", ran.stdout);
    assert_eq!(ran.stdout.contains("peak memory"), cfg!(target_os = "linux"), "{}", ran.stdout);
}

#[test]
fn tests_are_not_asked_for_where_nothing_is_compiled() {
    let ran = corpus(&Scratch::new(), &["--test=1"]).ended(2);
    assert!(ran.stderr.contains("cannot be used with"), "{}", ran.stderr);
}
