use serde_json::{Value, json};
use twinspec_alibaba::mock::identity::Identity;
use twinspec_alibaba::mock::ram::Operator;

use super::EXAMPLE;
use super::faults::FAULTS;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../identity.schema.json")).expect("JSON")
}

fn is_valid(schema: &Value, text: &str) -> bool {
    let instance: Value = serde_saphyr::from_str(text).expect("YAML");
    jsonschema::validator_for(schema).expect("a schema").is_valid(&instance)
}

#[test]
fn what_editors_check_is_what_the_mock_reads() {
    let schema = schema();
    assert!(is_valid(&schema, EXAMPLE));
    assert!(is_valid(&schema, "accounts: []"));
    for fault in FAULTS.iter().filter(|fault| fault.schema_knows) {
        assert!(!is_valid(&schema, fault.text), "{}", fault.text);
    }
}

/// The keys of a definition, as the error about an unknown key lists them.
fn keys(text: &str) -> Vec<String> {
    let error = Identity::from_yaml(text).expect_err("zz is not a key").to_string();
    let (_, keys) = error.split_once(", only ").unwrap_or_else(|| panic!("{error}"));
    let mut keys: Vec<_> = keys.split(", ").map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_schema_knows_the_same_keys_as_the_mock() {
    let schema = schema();
    for (definition, text) in [
        ("", "zz: 1"),
        ("Account", "accounts: [{ zz: 1 }]"),
        ("AccessKey", "accounts: [{ access-keys: [{ zz: 1 }] }]"),
        ("User", "accounts: [{ users: [{ zz: 1 }] }]"),
        ("Role", "accounts: [{ roles: [{ zz: 1 }] }]"),
        ("Session", "accounts: [{ roles: [{ sessions: [{ zz: 1 }] }] }]"),
        ("OidcProvider", "accounts: [{ oidc-providers: [{ zz: 1 }] }]"),
    ] {
        let object = match definition {
            "" => &schema,
            name => &schema["definitions"][name],
        };
        let known: Vec<_> = object["properties"].as_object().expect("properties").keys().cloned().collect();
        assert_eq!(keys(text), known, "{definition}");
    }
}

#[test]
fn the_schema_knows_every_condition_operator() {
    let mut schema = schema();
    schema["$ref"] = json!("#/definitions/Condition");
    schema.as_object_mut().expect("an object").retain(|key, _| key == "definitions" || key == "$ref");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for operator in Operator::ALL {
        assert!(validator.is_valid(&json!({ operator.name(): { "acs:Key": "x" } })), "{}", operator.name());
    }
    assert!(!validator.is_valid(&json!({ "NumericLike": { "acs:Key": "x" } })));
}
