//! Values that are made of schemas.

use std::sync::Arc;

use serde_json::{Value, json};
use twinspec_schemas::{Components, Direction, Schema, Spot, Wish};

fn components() -> Arc<Components> {
    Arc::new(Components::of(json!({
        "Pet": {
            "oneOf": [{ "$ref": "#/$defs/Cat" }, { "$ref": "#/$defs/Dog" }],
            "discriminator": { "propertyName": "kind", "mapping": { "a-dog": "#/$defs/Dog" } }
        },
        "Animal": { "type": "object", "required": ["kind", "name"], "properties": {
            "kind": { "type": "string" }, "name": { "type": "string", "minLength": 2, "maxLength": 5 }
        } },
        "Cat": { "allOf": [{ "$ref": "#/$defs/Animal" }, {
            "required": ["lives"], "properties": { "lives": { "type": "integer", "minimum": 1, "maximum": 9 } }
        }] },
        "Dog": { "allOf": [{ "$ref": "#/$defs/Animal" }, {
            "required": ["bark"], "properties": { "bark": { "type": "string", "pattern": "^w(o+)f[!?]{2,3}$" } }
        }] },
        "Tree": { "type": "object", "required": ["value"], "properties": {
            "value": { "type": "number", "multipleOf": 0.5, "exclusiveMinimum": 3 },
            "children": { "type": "array", "items": { "$ref": "#/$defs/Tree" } }
        } },
        "Account": { "type": "object", "required": ["id", "password"], "additionalProperties": false, "properties": {
            "id": { "type": "string", "format": "uuid", "readOnly": true },
            "password": { "type": "string", "format": "password", "writeOnly": true }
        } }
    })))
}

fn schema(value: Value, direction: Direction) -> Schema {
    Schema::new(value, direction, components())
}

#[test]
fn whatever_a_schema_says_values_of_it_fit() {
    let schemas = [
        json!({ "$ref": "#/$defs/Pet" }),
        json!({ "$ref": "#/$defs/Tree" }),
        json!({ "type": "array", "items": { "$ref": "#/$defs/Pet" }, "minItems": 2, "uniqueItems": true }),
        json!({ "type": "object", "additionalProperties": { "$ref": "#/$defs/Tree" }, "minProperties": 3 }),
        json!({ "type": "object", "patternProperties": { "^x-[a-z]{3}$": { "type": "boolean" } }, "additionalProperties": false, "minProperties": 1 }),
        json!({ "type": ["string", "null"], "format": "date-time" }),
        json!({ "anyOf": [{ "type": "integer", "multipleOf": 7, "minimum": 50 }, { "const": "none" }] }),
        json!({ "allOf": [{ "minimum": 3, "type": "number" }, { "maximum": 3.25, "type": "number" }] }),
        json!({ "type": "string", "pattern": "^[A-Z]{2}[0-9]{3,}$", "minLength": 20, "maxLength": 24 }),
        json!({ "enum": [null, 4, "x"] }),
        json!({ "type": "array", "prefixItems": [{ "const": 1 }, { "const": 2 }], "items": false, "minItems": 2 }),
        json!({ "type": "object", "properties": { "a": { "const": 1 } }, "required": ["a"],
            "if": { "properties": { "a": { "const": 1 } } }, "then": { "required": ["b"], "properties": { "b": { "type": "integer" } } } }),
        json!({ "type": "object", "required": ["n"], "properties": { "n": { "type": "integer", "not": { "multipleOf": 2 } } } }),
        json!({ "type": "string", "minLength": 200 }),
        json!({ "type": "integer", "x-int64": true, "minimum": 4_000_000_000_u32 }),
    ];
    for value in schemas {
        let schema = schema(value.clone(), Direction::Response);
        let stated = schema.sample(&Wish::seeded(1)).unwrap_or_else(|| panic!("no value of {value}"));
        assert!(schema.is_valid(&stated), "{stated} of {value}");
        assert_eq!(schema.sample(&Wish::seeded(1)), Some(stated), "the same seed of {value}");
        for seed in 0..40 {
            let any = schema.sample(&Wish::any(seed)).unwrap_or_else(|| panic!("no value of {value}"));
            assert!(schema.is_valid(&any), "{any} of {value}");
        }
    }
}

#[test]
fn formats_are_those_that_are_checked() {
    for format in [
        "date-time",
        "date",
        "time",
        "duration",
        "email",
        "hostname",
        "ipv4",
        "ipv6",
        "uri",
        "uri-reference",
        "iri",
        "uuid",
        "json-pointer",
        "relative-json-pointer",
        "regex",
        "uri-template",
        "byte",
    ] {
        let schema = schema(json!({ "type": "string", "format": format }), Direction::Response);
        assert!(!schema.is_valid(&json!("\u{0}no {[value")) || format == "regex", "{format} is not checked");
        for seed in 0..10 {
            assert!(schema.sample(&Wish::any(seed)).is_some(), "{format}");
        }
    }
}

#[test]
fn every_branch_is_reached_and_named_by_its_discriminator() {
    let pet = schema(json!({ "$ref": "#/$defs/Pet" }), Direction::Response);
    let made: Vec<Value> = (0..40).filter_map(|seed| pet.sample(&Wish::any(seed))).collect();
    let has = |kind: &str, property: &str| made.iter().any(|pet| pet["kind"] == kind && pet.get(property).is_some());
    assert!(has("Cat", "lives") && has("a-dog", "bark"), "{made:?}");
}

#[test]
fn what_does_not_travel_this_way_is_neither_made_nor_taken() {
    let account = |direction| schema(json!({ "$ref": "#/$defs/Account" }), direction);
    let (request, response) = (account(Direction::Request), account(Direction::Response));
    let sent = request.sample(&Wish::seeded(0)).expect("a request");
    let received = response.sample(&Wish::seeded(0)).expect("a response");
    assert!(sent.get("password").is_some() && sent.get("id").is_none(), "{sent}");
    assert!(received.get("id").is_some() && received.get("password").is_none(), "{received}");
    assert!(!request.is_valid(&received) && !response.is_valid(&sent));
}

#[test]
fn an_example_is_taken_if_it_fits() {
    let named = |examples: Value| {
        schema(json!({ "type": "string", "maxLength": 8, "examples": examples }), Direction::Response)
    };
    assert_eq!(named(json!(["Rex"])).sample(&Wish::seeded(0)), Some(json!("Rex")));
    assert_eq!(named(json!(["much too long", "Max"])).sample(&Wish::seeded(0)), Some(json!("Max")));
}

#[test]
fn wanted_values_are_taken_where_they_fit() {
    let suggest = |spot: &Spot<'_>| match spot.name {
        "value" => vec![json!("no number"), json!(7)],
        _ => Vec::new(),
    };
    let tree = schema(json!({ "$ref": "#/$defs/Tree" }), Direction::Response);
    let made = tree.sample(&Wish { suggest: Some(&suggest), ..Wish::seeded(0) }).expect("a tree");
    assert_eq!(made["value"], 7);
}

#[test]
fn what_no_value_fits_has_no_sample() {
    assert_eq!(
        schema(json!({ "type": "integer", "minimum": 2, "maximum": 1 }), Direction::Response).sample(&Wish::seeded(0)),
        None
    );
    assert_eq!(
        schema(json!({ "allOf": [{ "type": "string" }, { "type": "object" }] }), Direction::Response)
            .sample(&Wish::seeded(0)),
        None
    );
}

#[test]
fn what_of_a_value_fits_is_kept_and_what_is_missing_is_added() {
    let schema = schema(
        json!({ "type": "object", "required": ["id", "kind"], "properties": {
            "id": { "type": "integer" }, "kind": { "enum": ["a", "b"] }, "more": { "type": "string" },
            "pets": { "type": "array", "items": { "$ref": "#/$defs/Pet" } }
        } }),
        Direction::Response,
    );
    let like = json!({ "id": 7, "own": true, "pets": [
        { "kind": "a-dog", "name": "Rex", "bark": "woof!!" }, { "kind": "Cat", "name": 5, "lives": 3 }
    ] });
    let fitted = schema.sample(&Wish { like: Some(&like), ..Wish::seeded(0) }).expect("a value");
    assert_eq!((&fitted["id"], &fitted["own"], &fitted["kind"]), (&json!(7), &json!(true), &json!("a")));
    assert_eq!(fitted["pets"][0], like["pets"][0]);
    assert_eq!((&fitted["pets"][1]["lives"], fitted["pets"][1]["name"].is_string()), (&json!(3), true));
    assert!(fitted.get("more").is_none(), "{fitted}");
}
