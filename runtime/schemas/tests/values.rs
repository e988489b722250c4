//! Values that are held against schemas, and texts that become values.

use std::sync::Arc;

use serde_json::{Value, json};
use twinspec_schemas::{Components, Direction, Pieces, Schema};

fn schema(value: Value) -> Schema {
    Schema::new(value, Direction::Request, Arc::new(Components::read(r#"{"Id":{"type":"integer","minimum":1}}"#)))
}

#[test]
fn a_fault_says_where_it_is_and_never_what_was_sent() {
    let schema = schema(json!({
        "type": "object", "required": ["name"], "additionalProperties": false,
        "properties": { "name": {}, "id": { "$ref": "#/$defs/Id" }, "kind": { "enum": ["a", "b"] },
            "when": { "type": "string", "format": "date-time" }, "a/b": { "type": "string", "pattern": "^x" } }
    }));
    let faults =
        schema.faults(&json!({ "id": 0, "kind": "secret", "when": "secret", "a/b": "secret", "more": "secret" }));
    let places: Vec<_> = faults.iter().map(|fault| (fault.pointer.as_str(), fault.keyword.as_str())).collect();
    for place in [
        ("/name", "required"),
        ("/id", "minimum"),
        ("/kind", "enum"),
        ("/when", "format"),
        ("/a~1b", "pattern"),
        ("/more", "additionalProperties"),
    ] {
        assert!(places.contains(&place), "{place:?} in {places:?}");
    }
    assert!(!format!("{faults:?}").contains("secret"), "{faults:?}");
}

#[test]
fn texts_are_read_as_the_types_that_a_schema_has() {
    let read = |value: Value, text: &str| schema(value).read(&Pieces::Text(text));
    assert_eq!(read(json!({ "$ref": "#/$defs/Id" }), "12"), Some(json!(12)));
    assert_eq!(read(json!({ "type": "string" }), "12"), Some(json!("12")));
    assert_eq!(read(json!({ "type": ["string", "integer"] }), "12"), Some(json!(12)));
    assert_eq!(
        read(json!({ "anyOf": [{ "type": "integer", "maximum": 5 }, { "type": "string" }] }), "12"),
        Some(json!("12"))
    );
    assert_eq!(read(json!({ "type": "boolean" }), "true"), Some(json!(true)));
    assert_eq!(read(json!({ "type": "integer" }), "many"), Some(json!("many")));
    assert_eq!(read(json!({ "enum": [1, 2] }), "2"), Some(json!(2)));
    assert_eq!(read(json!({}), "2"), Some(json!("2")));
    let items = Pieces::Items(vec![Pieces::Text("1"), Pieces::Text("2")]);
    assert_eq!(schema(json!({ "type": "array", "items": { "$ref": "#/$defs/Id" } })).read(&items), Some(json!([1, 2])));
    let members = Pieces::Members(vec![("id", Pieces::Text("1")), ("name", Pieces::Text("2"))]);
    let object = schema(json!({ "properties": { "id": { "type": "number" }, "name": { "type": "string" } } }));
    assert_eq!(object.read(&members), Some(json!({ "id": 1, "name": "2" })));
}

#[test]
fn numbers_of_64_bits_are_that() {
    let schema = schema(json!({ "type": "integer", "x-int64": true }));
    let is_valid = |text: &str| schema.read(&Pieces::Text(text)).is_some_and(|value| schema.is_valid(&value));
    assert!(is_valid("9223372036854775807") && is_valid("-9223372036854775808"));
    assert!(!is_valid("9223372036854775808") && !is_valid("-9223372036854775809"));
}

#[test]
fn what_cannot_be_compiled_of_a_schema_is_not_checked() {
    let schema = schema(json!({ "type": "string", "pattern": "(?<broken", "minLength": 2 }));
    assert!(schema.is_valid(&json!("ab")) && !schema.is_valid(&json!("a")));
}

#[test]
fn a_request_may_fit_several_branches_if_its_discriminator_says_which_is_meant() {
    let login = json!({ "oneOf": [
        { "type": "object", "required": ["method", "name"] }, { "type": "object", "required": ["method", "name", "password"] }
    ], "discriminator": { "propertyName": "method" } });
    let value = json!({ "method": "password", "name": "ann", "password": "p" });
    let of = |direction| Schema::new(login.clone(), direction, Arc::new(Components::default()));
    assert!(of(Direction::Request).is_valid(&value) && !of(Direction::Response).is_valid(&value));
}
