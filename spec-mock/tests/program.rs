//! The program, as a person starts it.

mod common;

use std::io::{BufRead, BufReader, Read};
use std::process::Output;

use common::http::call;
use common::program::{self, Running, program};

/// Starts the program, and returns the address it prints.
fn start(arguments: &[&str]) -> (Running, String) {
    program::start(program(arguments))
}

fn get(address: &str, path: &str) -> serde_json::Value {
    call(address, &format!("GET {path}"), "", "").json()
}

fn products(address: &str) -> Vec<String> {
    let described = get(address, "/_mock");
    let apis = described["apis"].as_array().expect("a list").iter();
    apis.map(|api| api["product"].as_str().unwrap_or_default().to_owned()).collect()
}

fn failure(arguments: &[&str]) -> String {
    let Output { status, stderr, .. } = program(arguments).output().expect("it runs");
    assert_eq!(status.code(), Some(1));
    String::from_utf8(stderr).expect("text")
}

#[test]
fn it_serves_all_the_apis_of_a_folder_or_those_that_are_named() {
    let (_running, address) = start(&["--spec", "../xtask/tests/specs", "paths", "wide"]);
    assert_eq!(products(&address), ["Paths", "Wide"]);
    let (_running, address) = start(&["--spec", "../spec", "--given", "directory"]);
    assert_eq!(products(&address), ["Ram", "ResourceDirectoryMaster"]);
    let folders = get(&address, "/_mock/resources/Folder");
    assert_eq!(folders[0]["FolderId"], "r-Wm0001");
}

#[test]
fn several_documents_and_folders_are_served_at_once_and_what_is_at_the_same_place_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let document = |title: &str, path: &str, host: &str| {
        format!(
            "{{\"openapi\": \"3.0.3\", \"info\": {{\"title\": \"{title}\", \"version\": \"1\"}}, \
             \"servers\": [{{\"url\": \"https://{host}/\"}}], \"paths\": {{\"{path}\": {{\"get\": {{\"operationId\": \
             \"get{title}\", \"responses\": {{\"200\": {{\"description\": \"\", \"content\": {{\"application/json\": \
             {{\"example\": \"{title}\", \"schema\": {{\"type\": \"string\"}}}}}}}}}}}}}}}}}}"
        )
    };
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
    write("cats.json", &document("Cats", "/animals", "cats.example"));
    write("dogs.yaml", &document("Dogs", "/animals", "dogs.example"));
    write("notes.json", "{}");
    let path = folder.path().display().to_string();
    let (mut running, address) = start(&[&path, "tests/state/petstore", "--listen", "127.0.0.1:1", "--port", "0"]);
    assert_eq!(products(&address), ["Cats", "Dogs", "Petstore"]);
    assert_eq!(get(&address, "/animals"), "Cats");
    assert_eq!(get(&address, "/pets"), serde_json::json!([]));
    running.0.kill().expect("it runs");
    let mut said = String::new();
    running.0.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    let overlap = "1 of Dogs are also in Cats, which answers: GET /animals; the header `host: dogs.example` reaches";
    assert!(said.contains(overlap), "{said}");
}

#[test]
fn warnings_of_a_document_are_summarized() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("names.yaml");
    let document = "openapi: 3.0.3\ninfo: { title: Names, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
        One: { type: string, pattern: '^(?!a)' }\n    Two: { type: string, pattern: '^(?!b)' }\n";
    std::fs::write(&path, document).expect("it is written");
    let (mut running, _) = start(&[&path.display().to_string(), "--port", "0"]);
    running.0.kill().expect("it runs");
    let mut said = String::new();
    running.0.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    let summary = "names.yaml: 2 warnings (2 × S029 a regular expression cannot be compiled); `lint` prints them\n";
    assert!(said.contains(summary), "{said}");
}

#[test]
fn the_log_of_several_apis_tells_which_one_a_call_was_for() {
    let (mut running, address) = start(&["--spec", "../xtask/tests/specs", "paths", "wide", "--log", "text"]);
    get(&address, "/?Action=Scalars&Version=2026-11-24");
    running.0.kill().expect("it runs");
    let mut log = String::new();
    running.0.stderr.take().expect("a pipe").read_to_string(&mut log).expect("text");
    assert!(log.contains(r#"product="Wide" version="2026-11-24" action="Scalars" status=400"#), "{log}");
    assert!(log.contains("prints them\nPaths 2026-11-24, Wide 2026-11-24\n"), "{log}");
}

#[test]
fn what_cannot_be_served_is_told_with_its_place() {
    let error = failure(&["--spec", "../generator/tests/diagnostics", "all-faults-at-once"]);
    assert!(error.contains("openapi.yaml:"), "{error}");
    let error = failure(&["--spec", "../generator/tests/diagnostics/all-faults-at-once"]);
    assert!(error.contains("openapi.yaml:"), "{error}");
    let error = failure(&["--spec", "tests"]);
    assert!(error.starts_with("error: there is no OpenAPI document in "), "{error}");
    let error = failure(&["--spec", "../spec", "resource-director"]);
    assert!(error.contains("no document `resource-director`") && error.contains("`resource-directory`?"), "{error}");
}

fn help(arguments: &[&str]) -> String {
    let Output { status, stdout, .. } = program(arguments).output().expect("it runs");
    assert_eq!(status.code(), Some(0));
    String::from_utf8(stdout).expect("text")
}

#[test]
fn the_help_is_that_of_the_program_and_after_an_api_that_of_its_mock() {
    let own = help(&["--help"]);
    assert!(own.contains("--spec <DIR>") && own.contains("after the name of an API"), "{own}");
    assert!(own.starts_with("A mock server of any APIs"), "{own}");
    let mocks = help(&["--spec", "../spec", "resource-directory", "--help"]);
    assert!(mocks.starts_with("A mock server of ResourceDirectoryMaster 2022-04-19\n"), "{mocks}");
    assert!(mocks.contains("Usage: twinspec-spec-mock [API]... [OPTIONS]"), "{mocks}");
    assert!(mocks.contains("--access-key") && mocks.contains("--listen"), "{mocks}");
}

#[test]
fn arguments_that_the_mock_does_not_know_are_told_with_exit_code_2() {
    let output = program(&["--spec", "../spec", "resource-directory", "--unknown"]).output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8(output.stderr).expect("text");
    assert!(error.contains("unexpected argument '--unknown'"), "{error}");
}

#[test]
fn an_api_of_no_vendor_is_served_below_the_path_of_its_server_to_callers_with_a_credential() {
    let (_running, address) = start(&["--spec", "tests/specs", "petstore"]);
    let answer = call(&address, "GET /v1/pets/7", "authorization: Bearer x\r\n", "");
    assert_eq!(answer.status, 200, "{}", answer.body);
    let refused = call(&address, "GET /v1/pets/7", "", "");
    assert_eq!((refused.status, refused.header("content-type")), (401, "application/problem+json"));
    assert!(refused.header("www-authenticate").starts_with("Bearer"), "{}", refused.head);
    assert_eq!(refused.json()["status"], 401, "{}", refused.body);
}

#[test]
fn the_lines_of_a_shell_come_with_the_first_line() {
    for (spec, api, expected) in [
        ("tests/specs", "petstore", &["TWINSPEC_ENDPOINT_URL="][..]),
        (
            "../spec",
            "resource-directory",
            &[
                "TWINSPEC_ENDPOINT_URL=",
                "ALIBABA_CLOUD_ACCESS_KEY_ID=testid",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET=testsecret",
                "ALIBABA_CLOUD_SECURITY_TOKEN=",
            ][..],
        ),
    ] {
        let mut running = Running(program(&["--spec", spec, api, "--env"]).spawn().expect("it starts"));
        let mut lines = BufReader::new(running.0.stdout.take().expect("a pipe")).lines();
        let mut line = || lines.next().expect("a line").expect("text");
        let url = line().strip_prefix("listening on ").expect("the address").to_owned();
        for expected in expected {
            let url = if expected.starts_with("TWINSPEC") { url.as_str() } else { "" };
            assert_eq!(line(), format!("export {expected}{url}"));
        }
    }
}

#[test]
fn apis_of_two_families_need_two_mocks() {
    let error = failure(&["--spec", "tests/specs", "petstore", "shelf"]);
    assert!(
        error.contains("APIs of Alibaba Cloud (shelf) and APIs over plain HTTP (petstore); start a mock"),
        "{error}"
    );
}

#[test]
fn what_is_inferred_of_the_state_is_explained_or_not_applied() {
    let explained = program(&["tests/state/petstore", "--explain-state"]).output().expect("it runs");
    let text = String::from_utf8(explained.stdout).expect("text");
    assert!(text.starts_with("tests/state/petstore\nPet: each has its own `id`"), "{text}");
    assert!(explained.status.success());

    let (_running, address) = start(&["tests/state/petstore"]);
    assert_eq!(call(&address, "GET /pets/7", "", "").status, 404);
    let (_running, address) = start(&["tests/state/petstore", "--stateless", "--seed", "7"]);
    assert_eq!(call(&address, "GET /pets/7", "", "").status, 200);
}

/// Asks until the answer is as expected; files are watched with some delay.
fn until(address: &str, path: &str, expected: impl Fn(&serde_json::Value) -> bool) -> serde_json::Value {
    for _ in 0..100 {
        let answer = get(address, path);
        if expected(&answer) {
            return answer;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{path} stays {}", get(address, path))
}

#[test]
fn a_document_is_read_again_when_it_changes_and_what_still_fits_is_remembered() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("pets.yaml");
    let write = |file: &std::path::Path, text: &str| std::fs::write(file, text).expect("it is written");
    let text = std::fs::read_to_string("tests/state/petstore/openapi.yaml").expect("it is there");
    write(&file, &text);
    let (mut running, address) = start(&[&file.display().to_string()]);
    let json = "content-type: application/json\r\n";
    let made = call(&address, "POST /pets", json, r#"{"name": "Rex", "tag": "dog"}"#);
    assert_eq!(made.status, 201, "{}", made.body);
    let rex = serde_json::json!([{ "id": 1, "name": "Rex", "tag": "dog" }]);
    let version = |version: &'static str| move |described: &serde_json::Value| described["version"] == version;

    write(&file, &text.replace("version: 1.0.0", "version: 1.1.0"));
    until(&address, "/_mock", version("1.1.0"));
    assert_eq!(get(&address, "/pets"), rex, "the pets are there");
    assert_eq!(get(&address, "/_mock/calls")["calls"][0]["operation"], "post_pets", "the calls are");

    write(&file, &text.replace("responses:", "responses: ["));
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(get(&address, "/pets"), rex, "the document has a fault");

    let overlay = "overlay: 1.0.0\ninfo: { title: Newer, version: 1.0.0 }\nactions: [{ target: $.info, update: { version: 1.2.0 } }]";
    write(&file, &text);
    write(&folder.path().join("pets.overlay.yaml"), overlay);
    until(&address, "/_mock", version("1.2.0"));

    write(&file, &text.replace("post:", "trace:"));
    until(&address, "/_mock", |described| described["resources"] == serde_json::json!([]));
    running.0.kill().expect("it runs");
    let mut said = String::new();
    running.0.stderr.take().expect("a pipe").read_to_string(&mut said).expect("text");
    assert!(said.contains("pets.yaml:") && said.contains("the mock goes on as it was"), "{said}");
    assert!(said.contains("reloaded   Petstore 1.1.0\n"), "{said}");
    assert!(said.contains("forgotten  Petstore: there is no kind of resource `Pet`"), "{said}");
}
