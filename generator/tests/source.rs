//! What a description is read as.

use std::path::Path;

use serde_json::{Value, json};
use twinspec_generator::diagnostics::Files;
use twinspec_generator::source::Source;

/// Reads a description that consists of these files.
fn read(files: &[(&str, &str)]) -> Source {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("the folder is made");
        std::fs::write(path, text).expect("the file is written");
    }
    Source::read(folder.path()).unwrap_or_else(|(files, faults)| panic!("{}", faults.render(&files, false)))
}

fn value(yaml: &str) -> Value {
    let source = read(&[("openapi.yaml", &format!("x: {yaml}"))]);
    assert!(source.diagnostics().is_empty(), "{yaml}: {}", source.diagnostics().render(source.files(), false));
    source.document()["x"].clone()
}

fn text_at<'a>(files: &'a Files, source: &Source, pointer: &str) -> &'a str {
    files.text(source.span(pointer))
}

#[test]
fn a_plain_scalar_means_what_the_core_schema_of_yaml_1_2_says() {
    for (yaml, expected) in [
        ("2022-04-19", json!("2022-04-19")),
        ("12:30", json!("12:30")),
        ("yes", json!("yes")),
        ("off", json!("off")),
        ("1_000", json!("1_000")),
        ("86-13900001234", json!("86-13900001234")),
        ("xx", json!("xx")),
        ("0x", json!("0x")),
        (".", json!(".")),
        ("1e", json!("1e")),
        ("True", json!(true)),
        ("~", json!(null)),
        ("", json!(null)),
        ("-7", json!(-7)),
        ("+7", json!(7)),
        ("007", json!(7)),
        ("0x1F", json!(31)),
        ("0o17", json!(15)),
        ("1.50", json!(1.5)),
        (".5", json!(0.5)),
        ("1e3", json!(1000.0)),
        ("18446744073709551615", json!(u64::MAX)),
        ("18446744073709551616", json!(18446744073709551616.0)),
        ("0x10000000000000000", json!(18446744073709551616.0)),
    ] {
        assert_eq!(value(yaml), expected, "{yaml}");
    }
}

#[test]
fn a_scalar_in_quotes_or_a_block_is_a_string() {
    for yaml in ["\"1\"", "'1'", "|-\n 1", ">-\n 1", "!!str 1", "! 1"] {
        assert_eq!(value(yaml), json!("1"), "{yaml}");
    }
}

#[test]
fn an_alias_stands_for_what_its_anchor_names() {
    assert_eq!(
        value("{ a: &a [1, two], b: *a, c: &k d, *k : 4 }"),
        json!({ "a": [1, "two"], "b": [1, "two"], "c": "d", "d": 4 })
    );
}

#[test]
fn a_line_ends_in_a_line_feed_whatever_the_file_says() {
    let source = read(&[("openapi.yaml", "\u{feff}x: |\r\n  one\r\n  two\r\ny: z\r\n")]);
    assert_eq!(source.document(), &json!({ "x": "one\ntwo\n", "y": "z" }));
    assert_eq!(text_at(source.files(), &source, "/y"), "z");
}

#[test]
fn files_become_one_document_whose_values_keep_their_places() {
    let source = read(&[
        (
            "openapi.yaml",
            "paths:\n  /é:\n    $ref: operations/a.yaml\ncomponents:\n  responses:\n    No: { description: No. }\n",
        ),
        (
            "operations/a.yaml",
            "get:\n  summary: Grüße\n  responses:\n    404:\n      $ref: ../openapi.yaml#/components/responses/No\n    200:\n      \
             $ref: b.yaml#/x~1y/1\n",
        ),
        ("operations/b.yaml", "x/y: [one, { description: two }]\n"),
    ]);
    assert!(source.diagnostics().is_empty());
    let get = json!({
        "summary": "Grüße",
        "responses": { "200": { "description": "two" }, "404": { "$ref": "#/components/responses/No" } },
    });
    assert_eq!(source.document().pointer("/paths/~1é/get"), Some(&get));

    let files = source.files();
    let place = |pointer: &str| {
        let span = source.span(pointer);
        let file = files.get(span.file).expect("a file");
        (file.path().file_name().and_then(|name| name.to_str()).unwrap_or_default(), file.position(span.start))
    };
    assert_eq!(text_at(files, &source, "/paths/~1é/get/summary"), "Grüße");
    assert_eq!(place("/paths/~1é/get/summary"), ("a.yaml", (2, 12)));
    assert_eq!(text_at(files, &source, "/paths/~1é/get/responses/200/description"), "two");
    assert_eq!(place("/paths/~1é/get/responses/200/description"), ("b.yaml", (1, 27)));
    assert_eq!(files.text(source.key_span("/paths/~1é/get/summary")), "summary");
    assert_eq!(files.text(source.key_span("/paths/~1é")), "/é");
    // What does not exist is where its nearest ancestor does.
    assert_eq!(source.span("/paths/~1é/get/summary/x/y"), source.span("/paths/~1é/get/summary"));
    assert_eq!(files.iter().count(), 3);
}

#[test]
fn a_file_that_is_listed_as_a_component_is_referred_to_as_that_component() {
    let source = Source::read(Path::new("tests/diagnostics/valid-recursion")).expect("a fixture without fault");
    let folder = json!({
        "type": "object",
        "properties": {
            "Parent": { "$ref": "#/components/schemas/Folder" },
            "Tree": { "$ref": "#/components/schemas/Tree" },
        },
    });
    assert_eq!(source.document().pointer("/components/schemas/Folder"), Some(&folder));
    let content = "/paths/~1folders/get/responses/200/content/application~1json/schema";
    assert_eq!(source.document().pointer(content), Some(&json!({ "$ref": "#/components/schemas/Folder" })));
}

#[test]
fn a_reference_in_the_data_of_an_example_is_data() {
    let source = Source::read(Path::new("tests/diagnostics/valid-recursion")).expect("a fixture without fault");
    let data = source.document().pointer("/components/schemas/Tree/example/Left");
    assert_eq!(data, Some(&json!({ "$ref": "this is data" })));
}

/// What is said of an entry file.
fn faults(text: &str) -> String {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("openapi.yaml"), text).expect("the file is written");
    let (files, faults) = Source::read(folder.path()).expect_err("it is refused");
    faults.render(&files, false)
}

#[test]
fn aliases_of_a_long_text_are_counted_by_their_bytes() {
    let text = "x".repeat(100_000);
    let shown = faults(&format!("a: &a \"{text}\"\nb:\n{}", "  - *a\n".repeat(2_000)));
    assert!(
        shown.contains("error[S008]: with its aliases replaced, the file has more than 64 MiB of text\n"),
        "{shown:.300}"
    );
    // The first, what its anchor keeps, and 669 aliases are just below 64 MiB.
    assert!(shown.contains("openapi.yaml:672:5\n"), "{shown:.300}");
    let shown = faults(&format!("a: &a \"{text}\"\nb:\n{}", "  - { *a : 1 }\n".repeat(2_000)));
    assert!(shown.contains("error[S008]"), "{shown:.300}");
    // What an anchor names is kept beside the value itself.
    let depth = 90;
    let anchors: String = (0..depth).map(|index| format!("&a{index} [")).collect();
    let shown = faults(&format!("a: {anchors}\"{}\"{}", text.repeat(10), "]".repeat(depth)));
    assert!(shown.contains("error[S008]"), "{shown:.300}");
}

#[test]
fn files_that_are_put_in_often_are_counted_by_their_bytes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("long.yaml"), "x".repeat(1_000_000)).expect("the file is written");
    let entry: String = (0..100).map(|index| format!("x{index}: {{ $ref: long.yaml }}\n")).collect();
    std::fs::write(folder.path().join("openapi.yaml"), entry).expect("the file is written");
    let source = Source::read(folder.path()).expect("what comes before is read");
    let shown = source.diagnostics().render(source.files(), false);
    assert!(shown.contains("with its files joined, the description has more than 64 MiB of text"), "{shown:.300}");
    assert!(shown.ends_with("\n1 error\n"), "{}", &shown[shown.len() - 300..]);
}

#[test]
fn a_large_document_without_repetition_is_read() {
    let line = format!("  - {}\n", "x".repeat(1_000));
    let source = read(&[("openapi.yaml", &format!("a:\n{}", line.repeat(20_000)))]);
    assert!(source.diagnostics().is_empty());
    assert_eq!(source.document()["a"].as_array().map(Vec::len), Some(20_000));
}
