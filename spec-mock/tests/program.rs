//! The program, as a person starts it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

/// Is stopped when the test is over.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinspec-spec-mock"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts the program, and gives the address it prints.
fn start(arguments: &[&str]) -> (Running, String) {
    let mut running = Running(program(arguments).spawn().expect("it starts"));
    let mut line = String::new();
    let output = running.0.stdout.take().expect("a pipe");
    BufReader::new(output).read_line(&mut line).expect("a line");
    let address = line.trim_end().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
    (running, address)
}

fn get(address: &str, path: &str) -> serde_json::Value {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
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
    let (_running, address) = start(&["--spec", "../xtask/tests/specs"]);
    assert_eq!(products(&address), ["Paths", "Wide"]);
    let (_running, address) = start(&["--spec", "../spec", "resource-directory", "--given", "directory"]);
    assert_eq!(products(&address), ["ResourceDirectoryMaster"]);
    let folders = get(&address, "/_mock/resources/Folder");
    assert_eq!(folders[0]["FolderId"], "r-Wm0001");
}

#[test]
fn the_log_of_several_apis_tells_which_one_a_call_was_for() {
    let (mut running, address) = start(&["--spec", "../xtask/tests/specs", "--log", "text"]);
    get(&address, "/?Action=Scalars&Version=2026-11-24");
    running.0.kill().expect("it runs");
    let mut log = String::new();
    running.0.stderr.take().expect("a pipe").read_to_string(&mut log).expect("text");
    assert!(log.contains(r#"product="Wide" version="2026-11-24" action="Scalars" status=400"#), "{log}");
    assert!(log.starts_with("Paths 2026-11-24, Wide 2026-11-24\n"), "{log}");
}

#[test]
fn what_cannot_be_served_is_told_with_its_place() {
    let error = failure(&["--spec", "../generator/tests/diagnostics", "all-faults-at-once"]);
    assert!(error.contains("openapi.yaml:"), "{error}");
    let error = failure(&["--spec", "../generator/tests/diagnostics/all-faults-at-once"]);
    assert!(error.starts_with("error: there is no description in "), "{error}");
    let error = failure(&["--spec", "../spec", "nothing"]);
    assert!(error.contains("nothing"), "{error}");
}
