use crate::scratch::Scratch;

const OPENAPI: &str = "openapi: 3.0.3\ninfo: { title: Parcels, version: '1' }\npaths:\n  /parcels:\n    get:\n      \
    operationId: ID\n      responses: { '200': { description: Ok } }\n";

fn with_document(text: &str) -> Scratch {
    let scratch = Scratch::new();
    scratch.write("parcels.yaml", text);
    scratch
}

#[test]
fn a_name_cannot_leave_the_folder_of_specs() {
    let scratch = with_document(OPENAPI);
    for name in ["../elsewhere", "..", "a/b", "/tmp/x", "Parcels", ""] {
        let ran = scratch.run(&["import", "openapi", "parcels.yaml", "--to", "spec", "--name", name]).ended(2);
        assert!(
            ran.stderr.contains("is not a valid name for the folder of an API; use lower-case letters"),
            "{}",
            ran.stderr
        );
    }
    assert_eq!(scratch.files("."), ["parcels.yaml"]);
    scratch.run(&["import", "openapi", "parcels.yaml", "--to", "spec", "--name", "posts"]).ended(0);
    assert_eq!(scratch.files("spec"), ["posts/openapi.yaml", "posts/operations/ID.yaml"]);
}

#[test]
fn a_fault_leaves_nothing_that_the_next_codegen_would_stumble_over() {
    let scratch = with_document(&OPENAPI.replace("ID", &"x".repeat(300)));
    let ran = scratch.run(&["import", "openapi", "parcels.yaml", "--to", "new/spec"]).ended(1);
    assert!(ran.stderr.contains("error: cannot write `new/spec/parcels/operations/xxx"), "{}", ran.stderr);
    assert!(!scratch.path("new").exists());
}

#[test]
fn what_is_not_recognized_is_told_and_the_rest_is_imported() {
    let scratch = with_document(
        r#"{ "version": "1.0", "info": { "style": "RPC", "product": "Parcels", "version": "2024-01-01" }, "apis": {
            "Send": { "methods": ["post"], "parameters": [], "responses": {}, "brandNew": true } } }"#,
    );
    let ran = scratch.run(&["import", "parcels.yaml", "--to", "spec"]).ended(0);
    assert!(
        ran.stdout.contains("not recognized and not imported:\n  /apis/Send/brandNew: the key `brandNew`"),
        "{}",
        ran.stdout
    );
    assert_eq!(scratch.files("spec"), ["parcels/openapi.yaml", "parcels/operations/Send.yaml"]);
}

#[test]
fn a_document_of_another_format_is_told_what_it_is_and_what_to_do() {
    for (format, text, expected) in [
        ("", OPENAPI, "it is OpenAPI 3.0.3, not an `api-docs.json`; use `cargo xtask import openapi FILE`\n"),
        (
            "openapi",
            "openapi: 3.1.0\n",
            "it is OpenAPI 3.1.0, not an OpenAPI 3.0 document; convert it to 3.0, for example",
        ),
        ("openapi", "swagger: '2.0'\n", "it is Swagger 2.0, not an OpenAPI 3.0 document; convert it to OpenAPI 3.0"),
        ("openapi", "{\"info\": {}, \"apis\": {}}", "use `cargo xtask import FILE`, without `openapi`"),
        ("openapi", "a: 1\nb: [\n", "because: parcels.yaml:3:1: it is not valid YAML: did not find expected node"),
        ("", "{\n]", "because: parcels.yaml:2:1: it is not valid JSON: key must be a string\n"),
    ] {
        let scratch = with_document(text);
        let arguments = ["import", format, "parcels.yaml", "--to", "spec"];
        let arguments: Vec<_> = arguments.into_iter().filter(|argument| !argument.is_empty()).collect();
        let ran = scratch.run(&arguments).ended(1);
        assert!(ran.stderr.contains("cannot import `parcels.yaml`\n"), "{}", ran.stderr);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
        assert_eq!(scratch.files("spec"), [""; 0]);
    }
}

#[test]
fn the_help_of_each_format_names_its_document() {
    let scratch = Scratch::new();
    let help = scratch.run(&["import", "openapi", "--help"]).ended(0).stdout;
    assert!(help.contains("The document: OpenAPI 3.0, in JSON or YAML") && !help.contains("api-docs.json"), "{help}");
    let help = scratch.run(&["import", "--help"]).ended(0).stdout;
    assert!(help.contains("an `api-docs.json`"), "{help}");
}
