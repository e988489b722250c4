//! Small documents of the official format and what becomes of them, and the YAML that is written.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use twinspec_importer::{Data, ImportError, Imported, Input, Repair, api_docs, openapi, to_yaml};

fn document(apis: Value, components: Value) -> String {
    json!({
        "version": "1.0",
        "info": { "style": "RPC", "product": "ParcelService", "version": "2024-01-01" },
        "directories": [{ "type": "directory", "title": null, "id": 1, "children": ["SendParcel", "GetParcel"] }],
        "components": { "schemas": components },
        "apis": apis,
        "endpoints": [{ "regionId": "cn-hangzhou", "endpoint": "parcel.aliyuncs.com\t" }],
    })
    .to_string()
}

fn operation(keys: Value) -> Value {
    let mut operation = json!({
        "methods": ["get", "post"],
        "schemes": ["https"],
        "security": [{ "AK": [] }],
        "parameters": [],
        "responses": { "200": { "schema": { "type": "object" } } },
    });
    for (key, value) in keys.as_object().expect("keys") {
        operation[key] = value.clone();
    }
    operation
}

fn named(text: &str) -> Input<'_> {
    Input { name: "the-document", text }
}

fn import(apis: Value) -> Imported {
    api_docs(named(&document(apis, json!({}))), None).expect("a document")
}

fn read(imported: &Imported, path: &str) -> Value {
    serde_yaml::from_str(imported.files.get(path).unwrap_or_else(|| panic!("no {path}"))).expect("YAML")
}

#[test]
fn each_operation_is_a_file_and_the_entry_file_lists_it() {
    let imported = import(json!({ "SendParcel": operation(json!({ "summary": "Sends a parcel.\n" })) }));
    assert_eq!(imported.id, "parcel-service");
    let entry = read(&imported, "openapi.yaml");
    assert_eq!(entry["paths"]["/SendParcel"]["$ref"], "operations/SendParcel.yaml");
    assert_eq!(entry["info"]["version"], "2024-01-01");
    assert_eq!(entry["servers"][0]["url"], "https://parcel.aliyuncs.com");
    let operation = read(&imported, "operations/SendParcel.yaml");
    assert_eq!(operation["post"]["summary"], "Sends a parcel.");
    assert_eq!(operation["post"]["x-acs-methods"], json!(["post", "get"]));
    assert_eq!(operation["post"]["tags"], json!(["Parcel"]));
    let repaired = imported.report.repaired();
    assert_eq!(repaired, BTreeMap::from([(Repair::BlanksAroundHost, 1), (Repair::UntitledDirectory, 1)]));
}

#[test]
fn texts_become_the_values_that_the_types_ask_for() {
    let parameters = json!([{ "name": "Count", "in": "query", "schema": {
        "type": "integer", "format": "int32", "minimum": "1", "maximum": "100", "default": "10", "example": "20",
        "enum": ["10", "20"], "docRequired": true,
    } }]);
    let imported = import(json!({ "SendParcel": operation(json!({ "parameters": parameters })) }));
    let operation = read(&imported, "operations/SendParcel.yaml");
    assert_eq!(
        operation["post"]["parameters"][0],
        json!({
            "name": "Count", "in": "query", "example": 20,
            "schema": { "type": "integer", "format": "int32", "minimum": 1, "maximum": 100, "default": 10, "enum": [10, 20] },
        })
    );
}

/// What becomes of a callback of `SendParcel` to `GetParcel`, which takes the ID that `SendParcel` answers.
fn polled(callback: &str, interval: u64) -> (Value, Vec<Repair>) {
    let text = json!({ "type": "string" });
    let answer = json!({ "200": { "schema": { "type": "object", "properties": { "ParcelId": text } } } });
    let info = json!({
        "returnType": "asynchronous", "callback": callback, "callbackInterval": interval, "maxCallbackTimes": 10,
    });
    let own = json!([
        { "name": "RegionId", "in": "query", "schema": { "type": "string", "required": true } },
        { "name": "Name", "in": "query", "schema": text },
    ]);
    let asked = json!([
        { "name": "RegionId", "in": "query", "schema": { "type": "string", "required": true } },
        { "name": "ParcelIds", "in": "query", "style": "repeatList", "schema": { "type": "array", "items": text } },
        { "name": "Name", "in": "query", "schema": text },
    ]);
    let imported = import(json!({
        "SendParcel": operation(json!({ "staticInfo": info, "responses": answer, "parameters": own })),
        "ListParcels": operation(json!({ "parameters": asked })),
    }));
    let poll = read(&imported, "operations/SendParcel.yaml")["post"]["x-twin-poll"].clone();
    (poll, imported.report.repaired().into_keys().collect())
}

#[test]
fn what_a_poll_is_made_with_is_told_by_the_names_of_what_identifies() {
    let (poll, repairs) = polled("ParcelService::2024-01-01::ListParcels", 3000);
    let parameters = json!({ "RegionId": { "parameter": "RegionId" }, "ParcelIds": { "field": "ParcelId" } });
    let expected = json!({ "operation": "ListParcels", "parameters": parameters, "interval": 3000, "attempts": 10 });
    assert_eq!(poll, expected);
    assert!(!repairs.contains(&Repair::IntervalInSeconds));
}

#[test]
fn an_interval_in_seconds_becomes_milliseconds() {
    let (poll, repairs) = polled("ParcelService::2024-01-01::ListParcels", 3);
    assert_eq!(poll["interval"], json!(3000));
    assert!(repairs.contains(&Repair::IntervalInSeconds));
}

#[test]
fn a_poll_of_an_operation_that_is_not_there_is_left_out() {
    let (poll, repairs) = polled("ParcelService::2024-01-01::GetParcel", 3000);
    assert_eq!(poll, Value::Null);
    assert!(repairs.contains(&Repair::UnknownCallback));
    let (poll, _) = polled("Other::2026-11-24::GetParcel", 3000);
    assert_eq!(poll["operation"], json!("Other::2026-11-24::GetParcel"));
}

#[test]
fn a_key_that_nobody_knows_is_reported() {
    let imported = import(json!({ "SendParcel": operation(json!({ "brandNew": true })) }));
    let unknown = &imported.report.unknown[0];
    assert_eq!((unknown.place.as_str(), unknown.what.as_str()), ("/apis/SendParcel/brandNew", "the key `brandNew`"));
}

#[test]
fn an_error_under_a_number_that_is_no_status_of_an_answer_keeps_its_number() {
    // What begins with 1 only announces an answer.
    for number in [101, 2014] {
        let errors = json!({ number.to_string(): [{ "errorCode": "Late ", "errorMessage": "It is late." }] });
        let imported = import(json!({ "SendParcel": operation(json!({ "errorCodes": errors })) }));
        let operation = read(&imported, "operations/SendParcel.yaml");
        let row = json!({ "status": 400, "listed-status": number, "code": "Late", "message": "It is late." });
        assert_eq!(operation["post"]["x-twin-errors"], json!([row]));
    }
}

/// A rule and a schema that it fixes.
fn broken_schemas() -> Vec<(Repair, Value)> {
    vec![
        (Repair::DanglingReference, json!({ "$ref": "#/components/schemas/Missing" })),
        (Repair::ReferenceBesideType, json!({ "$ref": "#/components/schemas/Address", "type": "string" })),
        (Repair::UnlinkedReference, json!({ "ref": "#/components/schemas/Address" })),
        (Repair::MissingType, json!({ "description": "Something." })),
        (Repair::ContentsOfAnotherType, json!({ "type": "string", "properties": {} })),
        (Repair::ArrayWithoutItems, json!({ "type": "array" })),
        (Repair::FormatOfAnotherType, json!({ "type": "string", "format": "int64" })),
        (Repair::EmptyEnum, json!({ "type": "string", "enum": [] })),
        (Repair::MistypedEnum, json!({ "type": "integer", "enum": ["0：String"] })),
        (Repair::DuplicateEnumValue, json!({ "type": "string", "enum": ["a", "a"] })),
        (Repair::EnumOfList, json!({ "type": "array", "enum": ["a"], "items": { "type": "string" } })),
        (Repair::UnreadableDefault, json!({ "type": "boolean", "default": "fasle" })),
        (Repair::UnfitDefault, json!({ "type": "string", "enum": ["a"], "default": "b" })),
        (Repair::UnreadableExample, json!({ "type": "integer", "example": "many" })),
        (Repair::UnfitExample, json!({ "type": "integer", "maximum": "3", "example": "4" })),
        (Repair::EmptyExample, json!({ "type": "string", "example": "" })),
        (Repair::BlanksAroundExample, json!({ "type": "string", "example": "a\n" })),
        (Repair::BoundOfAnotherType, json!({ "type": "boolean", "minimum": "1" })),
        (Repair::UnreadableBound, json!({ "type": "integer", "minimum": "one" })),
        (Repair::NegativeLength, json!({ "type": "string", "minLength": -1 })),
        (Repair::EmptyPattern, json!({ "type": "string", "pattern": "" })),
        (Repair::UnsupportedPattern, json!({ "type": "string", "pattern": "^(?!x)" })),
        (Repair::ControlCharacter, json!({ "type": "string", "description": "a\u{0}b" })),
        (Repair::CarriageReturn, json!({ "type": "string", "description": "a\r\nb" })),
        (Repair::DocumentLink, json!({ "type": "string", "description": "See [this](~~12345~~)." })),
        (Repair::TextOfAnotherType, json!({ "type": "string", "description": [] })),
    ]
}

#[test]
fn broken_schemas_are_mended_each_by_its_rule() {
    for (repair, schema) in broken_schemas() {
        let parameters = json!([{ "name": "Value", "in": "query", "schema": schema }]);
        let components = json!({ "Address": { "type": "string" } });
        let apis = json!({ "SendParcel": operation(json!({ "parameters": parameters })) });
        let imported = api_docs(named(&document(apis, components)), None).expect("a document");
        assert!(imported.report.repaired().contains_key(&repair), "{repair}: {:?}", imported.report.repairs);
        assert_eq!(imported.report.unknown, [], "{repair}");
    }
}

#[test]
fn what_is_no_document_of_the_format_is_refused_and_told_what_it_is() {
    let refused = |imported: Result<Imported, ImportError>| imported.expect_err("it is refused").to_string();
    for (text, expected) in [
        ("{}", "it is not an `api-docs.json`: there is no `info` in it"),
        ("{\"info\": {}}", "it is not an `api-docs.json`: there is no `apis` in it"),
        ("{\"openapi\": \"3.0.3\"}", "it is OpenAPI 3.0.3, not an `api-docs.json`"),
        ("openapi: 3.1.0\ninfo: {}\n", "it is OpenAPI 3.1.0, not an `api-docs.json`"),
        ("swagger: '2.0'\n", "it is Swagger 2.0, not an `api-docs.json`"),
        ("a: b", "the-document:1:1: it is not valid JSON: expected value"),
    ] {
        assert_eq!(refused(api_docs(named(text), None)), expected, "{text}");
    }
    for (text, expected) in [
        ("{}", "it is not an OpenAPI 3.0 document: there is no `openapi` in it"),
        ("openapi: 3.0.3\ninfo: {}\n", "it is not an OpenAPI 3.0 document: there is no `paths` in it"),
        ("openapi: 3.1.0\ninfo: {}\npaths: {}\n", "it is OpenAPI 3.1.0, not an OpenAPI 3.0 document"),
        ("openapi: 3.1\n", "it is OpenAPI 3.1, not an OpenAPI 3.0 document"),
        ("swagger: '2.0'\n", "it is Swagger 2.0, not an OpenAPI 3.0 document"),
        ("{\"info\": {}, \"apis\": {}}", "it is an `api-docs.json` of Alibaba Cloud, not an OpenAPI 3.0 document"),
    ] {
        assert_eq!(refused(openapi(named(text), None)), expected, "{text}");
    }
}

/// Why a text cannot be read.
fn unreadable(imported: Result<Imported, ImportError>) -> String {
    match imported.expect_err("it cannot be read") {
        ImportError::Unreadable(error) => error.to_string(),
        other => panic!("{other}"),
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_column() {
    for (text, expected) in [
        ("{", "the-document:1:1: it is not valid JSON: EOF while parsing an object"),
        ("\u{feff}{\n  \"a\": 1,\n}", "the-document:3:1: it is not valid JSON: trailing comma"),
        ("parcels: 3", "the-document:1:1: it is not valid JSON: expected value"),
        ("{\"a\": 1,\n \"a\": 2}", "the-document:2:4: it is not valid JSON: the key `a` appears twice"),
    ] {
        assert_eq!(unreadable(api_docs(named(text), None)), expected);
    }
    for (text, expected) in [
        ("a: [", "the-document:2:1: it is not valid YAML: did not find expected node content"),
        ("a: 1\nb:\n  c: 1\n  c: 2\n", "the-document:4:3: it is not valid YAML: b: the key `c` appears twice"),
        (
            "a: 1\nb: .nan\n",
            "the-document:2:4: it is not valid YAML: b: `NaN` is not a number that a description can contain",
        ),
        ("a: 1\n? [x]\n: 2\n", "the-document:2:3: it is not valid YAML: invalid type: sequence, expected a key"),
        ("a: !own x\n", "the-document:1:4: it is not valid YAML: a: invalid type: enum"),
        ("{\n  \"a\": 1,,\n}", "the-document:2:10: it is not valid JSON: key must be a string"),
        ("a: &a [*a]\n", "the-document:1:4: it is not valid YAML: recursion limit exceeded"),
        ("a: 1\n---\nb: 2\n", "the-document: it is not valid YAML: deserializing from YAML containing more than one"),
    ] {
        let found = unreadable(openapi(named(text), None));
        assert!(found.starts_with(expected), "{text:?}: {found}");
    }
}

#[test]
fn aliases_of_a_long_text_do_not_fill_the_memory() {
    let text = format!("a: &a \"{}\"\nb: [{}]\n", "x".repeat(100_000), ["*a"; 20_000].join(","));
    let found = unreadable(openapi(named(&text), None));
    assert!(found.contains("with its aliases replaced, it has more than"), "{found}");
}

#[test]
fn yaml_is_read_as_the_values_of_json_that_it_means() {
    let text = "a: [0x1F, 18446744073709551616, -1e3, ~, yes, '1']\n404: &x { b: 2022-04-19 }\nc: *x\n";
    let expected = json!({
        "a": [31, 18446744073709551616.0, -1000.0, null, "yes", "1"], "404": { "b": "2022-04-19" }, "c": { "b": "2022-04-19" },
    });
    let data: Data = serde_yaml::from_str(text).expect("YAML");
    assert_eq!(Value::from(&data), expected);
    let keys: Vec<_> = data.entries().iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["a", "404", "c"], "the order is that of the text");
}

#[test]
fn a_plain_openapi_document_is_split() {
    let text = "openapi: 3.0.3\ninfo: { title: Parcels, version: '1' }\npaths:\n  /parcels:\n    parameters: []\n    get:\n      \
        responses: { '200': { $ref: '#/components/responses/List' } }\n    post: { operationId: send, responses: {} }\n\
        components:\n  schemas:\n    Parcel: { properties: { next: { $ref: '#/components/schemas/Parcel' } } }\n";
    let imported = openapi(named(text), None).expect("a document");
    let entry = read(&imported, "openapi.yaml");
    assert_eq!(
        entry["paths"]["/parcels"],
        json!({ "parameters": [], "get": { "$ref": "operations/GetParcels.yaml#/get" }, "post": { "$ref": "operations/send.yaml#/post" } })
    );
    let get = read(&imported, "operations/GetParcels.yaml");
    assert_eq!(get["get"]["responses"]["200"]["$ref"], "../openapi.yaml#/components/responses/List");
    let schema = read(&imported, "schemas/Parcel.yaml");
    assert_eq!(schema["properties"]["next"]["$ref"], "../openapi.yaml#/components/schemas/Parcel");
}

#[test]
fn yaml_is_written_as_a_person_would() {
    let value = json!({
        "version": "2022-04-19",
        "word": "yes",
        "sexagesimal": "1:30",
        "text": "two\nlines\n",
        "pattern": "^\"\\d+\"$",
        "nothing": "",
        "control": "a\u{0}b",
        "list": ["post", "get"],
        "big": 18_446_744_073_709_551_615_u64,
        "small": 1e-9,
        "rows": [{ "status": 404, "code": "A.B" }],
    });
    let expected = "\
big: 18446744073709551615
control: \"a\\x00b\"
list: [post, get]
nothing: \"\"
pattern: ^\"\\d+\"$
rows:
  - code: A.B
    status: 404
sexagesimal: \"1:30\"
small: 1.0e-9
text: |
  two
  lines
version: \"2022-04-19\"
word: \"yes\"
";
    assert_eq!(to_yaml(&Data::from(&value), &[]), expected);
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        any::<String>(),
        "[ -~\n]{0,40}",
        "[-+0-9.:eE_xo]{1,12}",
        "(yes|No|~|null|on|[a-z: #,'\"\n ]{0,160})",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e9..1e9f64).prop_map(Value::from),
        text.clone().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(text.clone(), inner, 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_as_yaml_is_read_as_it_was(value in any_value()) {
        let text = to_yaml(&Data::from(&json!({ "value": value })), &[]);
        let theirs: Value = serde_yaml::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}\n{text}")))?;
        prop_assert_eq!(&theirs["value"], &value, "{}", text);
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("openapi.yaml"), format!("openapi: 3.0.3\nx-free:\n  {}", text.replace('\n', "\n  ").trim_end_matches(' '))).expect("a file");
        if !text.contains('|') && !text.contains("  \n") {
            let source = twinspec_generator::source::Source::read(folder.path());
            let source = source.map_err(|(files, faults)| TestCaseError::fail(format!("{}\n{text}", faults.render(&files, false))))?;
            prop_assert_eq!(&source.document()["x-free"]["value"], &value, "{}", text);
        }
    }
}
