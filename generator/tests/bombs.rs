//! Small descriptions that would become large, or would take for ever: each is refused at a place that says why, or costs no
//! more than what it says.

use serde_json::{Map, Value, json};
use twinspec_generator::diagnostics::{Diagnostic, Diagnostics, Files};
use twinspec_generator::generate::{GenerateError, generate};
use twinspec_generator::settings::{Runtime, Settings};

const TOO_LARGE: &str = "S008";

/// What comes of a description in files: what is said of it, each with the place where it points to.
fn outcome(files: &[(&str, String)]) -> Result<Vec<String>, Vec<String>> {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("bomb");
    std::fs::create_dir(&folder).expect("a folder");
    for (name, text) in files {
        assert!(text.len() < 2 << 20, "{name} is not small");
        std::fs::write(folder.join(name), text).expect("a file");
    }
    let said = |files: &Files, diagnostics: &Diagnostics| {
        let place = |fault: &Diagnostic| {
            let span = fault.primary().expect("a place").span;
            let file = files.get(span.file).expect("a file");
            let text: String = file.text()[span.start..span.end].chars().take(30).collect();
            let name = file.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
            format!("{} {} @ {name}: {text}", fault.code(), fault.message())
        };
        diagnostics.iter().map(place).collect::<Vec<_>>()
    };
    match generate(&folder, &Settings::new(Runtime::Path("../../..".to_owned()))) {
        Ok(generated) => Ok(said(&generated.files, &generated.diagnostics)),
        Err(GenerateError::Spec(files, diagnostics)) => Err(said(&files, &diagnostics)),
        Err(error) => panic!("{error}"),
    }
}

/// The description is refused, and this is the only thing said of its size.
fn refused(files: &[(&str, String)], expected: &str) {
    let said = outcome(files).expect_err("it is refused");
    let of_size: Vec<_> = said.iter().filter(|fault| fault.starts_with(TOO_LARGE)).collect();
    assert_eq!(of_size, [&format!("{TOO_LARGE} {expected}")], "{said:#?}");
}

fn document(parts: Value) -> String {
    let mut document = json!({ "openapi": "3.0.3", "info": { "title": "T", "version": "1" }, "paths": {} });
    merge(&mut document, parts);
    document.to_string()
}

fn swagger(parts: Value) -> String {
    let mut document = json!({ "swagger": "2.0", "info": { "title": "T", "version": "1" }, "paths": {} });
    merge(&mut document, parts);
    document.to_string()
}

fn merge(document: &mut Value, parts: Value) {
    let (Some(document), Value::Object(parts)) = (document.as_object_mut(), parts) else { panic!("objects") };
    document.extend(parts);
}

fn reference(name: impl std::fmt::Display) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> Value {
    json!({ "components": { "schemas": Map::from_iter(schemas) } })
}

fn operations(count: usize, operation: impl Fn(usize) -> Value) -> Value {
    let path = |index: usize| {
        let mut operation = operation(index);
        merge(&mut operation, json!({ "operationId": format!("o{index}") }));
        (format!("/p{index}"), json!({ "post": operation }))
    };
    Map::from_iter((0..count).map(path)).into()
}

/// A schema of a thousand properties.
fn large() -> Value {
    let properties = (0..1000).map(|index| (format!("p{index}"), json!({ "type": "string" })));
    json!({ "type": "object", "properties": Map::from_iter(properties) })
}

fn no_answer() -> Value {
    json!({ "200": { "description": "" } })
}

const LIST: &str = "with its `allOf` and its references to shared parts followed, the description has more than";

#[test]
fn files_are_too_large_together_although_each_is_not() {
    let part = |_| format!("a: x\nb: &b \"{}\"\nc: [{}]\n", "x".repeat(40_000), vec!["*b"; 500].join(","));
    let names: Vec<_> = (0..20).map(|index| format!("f{index}.yaml")).collect();
    let mut files: Vec<_> = names.iter().map(|name| (name.as_str(), part(name))).collect();
    let schemas =
        names.iter().enumerate().map(|(index, name)| (format!("S{index}"), json!({ "$ref": format!("{name}#/a") })));
    files.push(("openapi.json", document(json!({ "components": { "schemas": Map::from_iter(schemas) } }))));
    refused(&files, "with its aliases replaced, the description has more than 64 MiB of text @ f11.yaml: *b");
}

#[test]
fn a_joined_document_is_too_large_although_no_file_is() {
    let files = [
        ("openapi.json", document(json!({ "paths": operations(700, |_| json!({ "$ref": "large.json" })) }))),
        ("large.json", json!({ "responses": no_answer(), "x-data": vec![0; 1000] }).to_string()),
    ];
    refused(&files, "with its files joined, the description has more than 500000 values @ large.json: 0");
}

#[test]
fn a_long_key_counts_for_each_value_below_it() {
    let path = format!("/{}", "k".repeat(1 << 20));
    let answer = json!({ "200": { "description": "", "content": { "application/json": { "schema": large() } } } });
    let paths = Map::from_iter([(path, json!({ "get": { "operationId": "o", "responses": answer } }))]);
    let expected =
        "with its files joined, the description has long keys: the pointers to its values have more than 256 MiB";
    let said = outcome(&[("openapi.json", document(json!({ "paths": paths })))]).expect_err("it is refused");
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with(&format!("{TOO_LARGE} {expected} @ ")), "{said:#?}");
}

#[test]
fn a_schema_is_not_repeated_for_any_number_of_media_types_of_swagger() {
    let types: Vec<_> = (0..2000).map(|index| format!("application/t{index}")).collect();
    let answer = json!({ "200": { "description": "", "schema": large() } });
    let paths = operations(1, |_| json!({ "responses": answer }));
    let expected = "with its parts repeated where OpenAPI 3.0 wants them, the description has more than 500000 values @ swagger.json: ";
    let large: String = large().to_string().chars().take(30).collect();
    refused(&[("swagger.json", swagger(json!({ "produces": types, "paths": paths })))], &format!("{expected}{large}"));
    let body = json!({ "in": "body", "name": "b", "schema": self::large() });
    let paths = operations(1, |_| json!({ "parameters": [body], "responses": no_answer() }));
    refused(&[("swagger.json", swagger(json!({ "consumes": types, "paths": paths })))], &format!("{expected}{large}"));
    let paths = operations(2000, |_| json!({ "parameters": [{ "$ref": "#/parameters/B" }], "responses": no_answer() }));
    let files = [("swagger.json", swagger(json!({ "parameters": { "B": body }, "paths": paths })))];
    let body: String = body.to_string().chars().take(30).collect();
    refused(&files, &format!("{expected}{body}"));
}

#[test]
fn a_type_that_is_listed_twice_is_one() {
    let types = ["array", "string"].repeat(1000);
    let schema = json!({ "type": types, "items": large() });
    let document = document(schemas([("A".to_owned(), schema)])).replace("3.0.3", "3.1.0");
    assert_eq!(outcome(&[("openapi.json", document)]), Ok(vec![]));
}

/// Forty schemas, each of which has the next one twice.
fn doubled(keyword: &str, last: Value, first: Value) -> String {
    let all = (0..40).map(|index| {
        let next = reference(format!("A{}", index + 1));
        let mut schema = if index == 0 { first.clone() } else { json!({}) };
        merge(&mut schema, json!({ keyword: [next, next] }));
        (format!("A{index}"), schema)
    });
    document(schemas(all.chain([("A40".to_owned(), last)])))
}

#[test]
fn schemas_that_double_what_they_include_are_refused() {
    let last = json!({ "type": "object", "properties": { "a": { "type": "string" } } });
    let at = "@ openapi.json: {\"allOf\":[{\"$ref\":\"#/component";
    refused(&[("openapi.json", doubled("allOf", last.clone(), json!({})))], &format!("{LIST} 500000 values {at}"));
    // Of two alternatives that are one schema, one is left.
    for keyword in ["oneOf", "anyOf"] {
        assert_eq!(outcome(&[("openapi.json", doubled(keyword, last.clone(), json!({})))]), Ok(vec![]));
    }
    // Those of which each has a field of its own are not.
    let all = (0..40).map(|index| {
        let with = |field: &str| {
            let own = json!({ "type": "object", "properties": { format!("{field}{index}"): { "type": "string" } } });
            json!({ "allOf": [reference(format!("A{}", index + 1)), own] })
        };
        (format!("A{index}"), json!({ "oneOf": [with("l"), with("r")] }))
    });
    let document = document(schemas(all.chain([("A40".to_owned(), last)])));
    let said = outcome(&[("openapi.json", document)]).expect_err("it is refused");
    assert!(said[0].starts_with(&format!("{TOO_LARGE} {LIST} 500000 values @ ")), "{said:#?}");
}

#[test]
fn what_takes_endless_steps_to_check_is_not_checked() {
    let last = json!({ "type": "object" });
    for keyword in ["oneOf", "anyOf"] {
        let document = doubled(keyword, last.clone(), json!({ "example": 5 }));
        let said = outcome(&[("openapi.json", document)]).expect("the rest is generated");
        assert_eq!(said, ["S008 the example is not checked: that takes more than 10000000 steps @ openapi.json: 5"]);
    }
    // As deep as the value is, each level doubles the steps.
    let inner = |more: &str| json!({ "type": "object", "properties": { "a": reference("A"), more: {} } });
    let example = (0..40).fold(json!(1), |value, _| json!({ "a": value }));
    let schema = json!({ "oneOf": [inner("b"), inner("c")], "example": example });
    let said = outcome(&[("openapi.json", document(schemas([("A".to_owned(), schema)])))]).expect("it is generated");
    assert!(said[0].starts_with("S008 the example is not checked"), "{said:#?}");
}

#[test]
fn schemas_that_each_include_the_next_are_followed_for_a_hundred_levels() {
    let chain = |length: usize| {
        let schema = |index: usize| {
            let own = json!({ "type": "object", "properties": { format!("p{index}"): { "type": "string" } } });
            (format!("A{index}"), json!({ "allOf": [reference(format!("A{}", index + 1)), own] }))
        };
        let all = (0..length).map(schema);
        document(schemas(all.chain([(format!("A{length}"), json!({ "type": "object" }))])))
    };
    assert_eq!(outcome(&[("openapi.json", chain(90))]), Ok(vec![]));
    let expected = "schemas are nested, or included by `allOf`, more than 100 levels deep";
    let said = outcome(&[("openapi.json", chain(500))]).expect_err("it is refused");
    assert_eq!(said.len(), 1, "{said:#?}");
    assert!(said[0].starts_with(&format!("{TOO_LARGE} {expected} @ openapi.json: {{")), "{said:#?}");
}

#[test]
fn a_chain_of_references_costs_its_length() {
    let all = (0..10_000).map(|index| (format!("A{index}"), reference(format!("A{}", index + 1))));
    let document = document(schemas(all.chain([("A10000".to_owned(), json!({ "type": "object" }))])));
    let said = outcome(&[("openapi.json", document)]);
    assert!(said.is_ok(), "{:#?}", said.map_err(|said| said.len()));
}

#[test]
fn parts_that_many_operations_share_are_counted_as_often() {
    let refer = |section: &str, name: &str| json!({ "$ref": format!("#/components/{section}/{name}") });
    let shared = |components: Value, operation: Value| {
        let paths = operations(1000, |_| operation.clone());
        vec![("openapi.json", document(json!({ "paths": paths, "components": components })))]
    };
    let answered = |content: Value| {
        let components =
            json!({ "responses": { "R": { "description": "", "content": { "application/json": content } } } });
        shared(components, json!({ "responses": { "200": refer("responses", "R") } }))
    };
    let text = "x".repeat(100_000);
    let values = format!("{LIST} 500000 values @ ");
    let bytes = format!("{LIST} 64 MiB of text @ ");
    let parameter = json!({ "name": "p", "in": "query", "description": text, "schema": { "type": "string" } });
    let body = json!({ "content": { "application/json": { "schema": large() } } });
    for (files, expected) in [
        (answered(json!({ "schema": large() })), &values),
        (answered(json!({ "example": text })), &bytes),
        (
            shared(
                json!({ "parameters": { "P": parameter } }),
                json!({ "parameters": [refer("parameters", "P")], "responses": no_answer() }),
            ),
            &bytes,
        ),
        (
            shared(
                json!({ "requestBodies": { "B": body } }),
                json!({ "requestBody": refer("requestBodies", "B"), "responses": no_answer() }),
            ),
            &values,
        ),
    ] {
        let said = outcome(&files).expect_err("it is refused");
        assert_eq!(said.len(), 1, "{said:#?}");
        assert!(said[0].starts_with(&format!("{TOO_LARGE} {expected}")), "{said:#?}");
        // Whatever is done at the same time, it is the same place.
        assert_eq!(outcome(&files), Err(said));
    }
}

#[test]
fn common_errors_are_counted_for_each_operation() {
    let row = |index| json!({ "code": format!("E{index}"), "status": 400, "message": "m" });
    let common: Vec<_> = (0..1000).map(row).collect();
    let paths = operations(1000, |_| json!({ "responses": no_answer() }));
    let said = outcome(&[("openapi.json", document(json!({ "paths": paths, "x-twin-common-errors": common })))]);
    let said = said.expect_err("it is refused");
    assert!(said.iter().any(|fault| fault.starts_with(&format!("{TOO_LARGE} {LIST} 500000 values"))), "{said:#?}");
}

#[test]
fn heirs_are_counted_for_each_of_their_bases() {
    // Each of 1,500 schemas is the base of all, by way of one that includes them all.
    let base = |index| {
        let keywords = json!({ "discriminator": { "propertyName": "t" }, "properties": { "t": { "type": "string" } } });
        (format!("B{index}"), keywords)
    };
    let heir = |index| (format!("H{index}"), json!({ "allOf": [reference("M")], "type": "object" }));
    let middle = json!({ "allOf": (0..800).map(|index| reference(format!("B{index}"))).collect::<Vec<_>>() });
    let all = (0..800).map(base).chain((0..800).map(heir)).chain([("M".to_owned(), middle)]);
    let said = outcome(&[("openapi.json", document(schemas(all)))]).expect_err("it is refused");
    assert!(said.iter().any(|fault| fault.starts_with(&format!("{TOO_LARGE} {LIST}"))), "{said:#?}");
}

#[test]
fn objects_that_require_objects_are_not_written_out_as_samples() {
    let names: Vec<_> = (0..10).map(|index| format!("f{index}")).collect();
    let level = |level: usize| {
        let next = reference(format!("S{}", level + 1));
        let properties = names.iter().map(|name| (name.clone(), next.clone()));
        let schema = json!({ "type": "object", "required": names, "properties": Map::from_iter(properties) });
        (format!("S{level}"), schema)
    };
    let content = json!({ "application/json": { "schema": reference("S0") } });
    let answer = json!({ "200": { "description": "", "content": content } });
    let paths =
        operations(1, |_| json!({ "requestBody": { "required": true, "content": content }, "responses": answer }));
    let mut parts = schemas((0..14).map(level).chain([("S14".to_owned(), json!({ "type": "string" }))]));
    merge(&mut parts, json!({ "paths": paths }));
    assert_eq!(outcome(&[("openapi.json", document(parts))]), Ok(vec![]));
}

#[test]
fn an_overlay_does_not_multiply_what_it_finds() {
    let overlay = |actions: Value| {
        json!({ "overlay": "1.0.0", "info": { "title": "T", "version": "1" }, "actions": actions }).to_string()
    };
    let nested = (0..60).fold(json!({}), |value, _| json!({ "a": value }));
    let files = |actions| {
        let parts = json!({ "x-nested": nested, "x-list": vec![json!({}); 20_000] });
        [("openapi.json", document(parts)), ("openapi.overlay.json", overlay(actions))]
    };
    for target in [
        "$..*..*..*..*..*..*..*",
        "$[*,*,*,*][*,*,*,*][*,*,*,*,*,*,*][*,*,*,*,*,*,*]..*",
        "$..[?@..a[?@..a[?@..a[?@..a[?@..a[?@..a]]]]]]",
    ] {
        let expected = "this expression may find more values than can be listed @ openapi.overlay.json: ";
        let quoted: String = json!(target).to_string().chars().take(30).collect();
        refused(&files(json!([{ "target": target, "update": {} }])), &format!("{expected}{quoted}"));
    }
    let update: Map<_, _> = (0..30).map(|index| (format!("x{index}"), json!({}))).collect();
    let action = json!({ "target": "$['x-list'][*]", "update": update });
    let shown: String = action.to_string().chars().take(30).collect();
    refused(
        &files(json!([action])),
        &format!("with its overlays, the description has more than 500000 values @ openapi.overlay.json: {shown}"),
    );
}

#[test]
fn things_of_one_name_are_told_apart_in_no_time() {
    // Schemas of other files, operations without an id, and names that are one in Rust.
    let named = |index: usize| (format!("p{index}"), json!({ "$ref": format!("o.json#/x{index}/S") }));
    let schema = json!({ "type": "object", "properties": Map::from_iter((0..5000).map(named)) });
    let others = Map::from_iter((0..5000).map(|index| (format!("x{index}"), json!({ "S": { "type": "string" } }))));
    let dots = (0..3000).map(|index| {
        (
            format!("a{}{}", "_".repeat(index % 60), ".".repeat(index / 60)),
            json!({ "type": "object", "properties": { "x": {} } }),
        )
    });
    let document = document(schemas(dots.chain([("A0".to_owned(), schema)])));
    let said = outcome(&[("openapi.json", document), ("o.json", Value::from(others).to_string())]);
    assert!(said.is_ok(), "{said:#?}");
}
