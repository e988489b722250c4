//! The mock as a program: this executable starts itself again as one.

#[path = "common/parcels.rs"]
mod parcels;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, ExitCode, Output, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

const PROGRAM: &str = "TWINSPEC_MOCK_TEST_PROGRAM";

fn main() -> ExitCode {
    if std::env::var_os(PROGRAM).is_some() {
        return twinspec_alibaba::mock::program::run(&parcels::SERVICE);
    }
    let tests: &[(&str, fn())] = &[
        ("it_announces_its_address_and_ends_at_a_signal", it_announces_its_address_and_ends_at_a_signal),
        ("a_signal_lets_calls_end_that_have_begun", a_signal_lets_calls_end_that_have_begun),
        ("secrets_are_not_printed", secrets_are_not_printed),
        ("the_lines_of_a_shell_send_clients_to_the_mock", the_lines_of_a_shell_send_clients_to_the_mock),
        ("what_cannot_start_is_one_line_and_exit_code_1", what_cannot_start_is_one_line_and_exit_code_1),
        ("help_names_the_sites", help_names_the_sites),
        ("a_log_in_json_is_a_line_a_request_without_secrets", a_log_in_json_is_a_line_a_request_without_secrets),
        ("nothing_is_logged_unless_it_is_asked_for", nothing_is_logged_unless_it_is_asked_for),
        ("calls_are_recorded_and_can_be_read_again", calls_are_recorded_and_can_be_read_again),
        ("a_recording_has_answers_without_their_secrets", a_recording_has_answers_without_their_secrets),
    ];
    for (name, test) in tests {
        test();
        println!("test {name} ... ok");
    }
    ExitCode::SUCCESS
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this executable"));
    command.args(arguments).env(PROGRAM, "1").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program runs")
}

/// Starts the program and reads the address from its first line.
fn start(arguments: &[&str]) -> (Child, BufReader<ChildStdout>, String) {
    let mut child = program(arguments).spawn().expect("the program starts");
    let mut output = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    output.read_line(&mut line).expect("a line");
    let address = line
        .strip_prefix("listening on http://")
        .and_then(|rest| rest.strip_suffix('\n'))
        .unwrap_or_else(|| panic!("{line:?}"));
    (child, output, address.to_owned())
}

/// Sends a signal, and returns the exit code with everything the program printed after its first line.
fn end(mut child: Child, mut output: BufReader<ChildStdout>, signal: &str) -> (Option<i32>, String) {
    let sent = Command::new("kill").args([signal, &child.id().to_string()]).status();
    assert!(sent.expect("kill runs").success());
    let mut printed = String::new();
    output.read_to_string(&mut printed).expect("text");
    let mut errors = child.stderr.take().expect("a pipe");
    errors.read_to_string(&mut printed).expect("text");
    (child.wait().expect("it ends").code(), printed)
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n").expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    answer
}

fn it_announces_its_address_and_ends_at_a_signal() {
    for signal in ["-TERM", "-INT"] {
        let (child, output, address) = start(&["--site", "cn", "--listen", "127.0.0.1:0"]);
        let answer = get(&address, "/_mock");
        assert!(answer.contains("\"site\": \"cn\""), "{answer}");
        let (code, printed) = end(child, output, signal);
        assert_eq!(code, Some(0), "{signal}");
        for told in ["Parcels 2030-01-01", "China site", "testid", "/_mock"] {
            assert!(printed.contains(told), "{told} in {printed}");
        }
    }
}

fn a_signal_lets_calls_end_that_have_begun() {
    let (child, output, address) = start(&[]);
    let mut stream = TcpStream::connect(&address).expect("it listens");
    write!(stream, "GET /?Action=SendParcel HTTP/1.1\r\nhost: h\r\nx-mock-delay: 500\r\n\r\n").expect("it reads");
    while !get(&address, "/_mock/calls").contains("MissingVersion") {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let (code, _) = end(child, output, "-TERM");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    assert!(code == Some(0) && answer.starts_with("HTTP/1.1 400 ") && answer.ends_with('}'), "{code:?}: {answer}");
}

fn the_lines_of_a_shell_send_clients_to_the_mock() {
    let (child, output, address) = start(&["--env", "--access-key", "id:it's $HOME `x`", "--access-key", "b:hidden"]);
    let (_, printed) = end(child, output, "-TERM");
    let exports: String =
        printed.lines().filter(|line| line.starts_with("export ")).map(|line| format!("{line}\n")).collect();
    let script = format!(
        "{exports}printf '%s\\n' \"$TWINSPEC_ENDPOINT_URL\" \"$ALIBABA_CLOUD_ACCESS_KEY_ID\" \
         \"$ALIBABA_CLOUD_ACCESS_KEY_SECRET\" \"$ALIBABA_CLOUD_SECURITY_TOKEN\""
    );
    let read = Command::new("sh").args(["-euc", &script]).env("ALIBABA_CLOUD_SECURITY_TOKEN", "real").output();
    let read = String::from_utf8(read.expect("a shell").stdout).expect("text");
    assert_eq!(read, format!("http://{address}\nid\nit's $HOME `x`\n\n"), "{printed}");
    assert!(!printed.contains("hidden"), "{printed}");

    let (child, output, _) = start(&["--access-key", "id:secret"]);
    let (_, printed) = end(child, output, "-TERM");
    assert!(!printed.contains("export") && !printed.contains("secret"), "{printed}");
}

fn secrets_are_not_printed() {
    let keys = ["--access-key", "a:hidden1", "--access-key", "b:hidden2@42", "--verbose"];
    let (child, output, address) = start(&keys);
    let answer = get(&address, "/_mock");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    let described: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(described["accessKeyIds"], serde_json::json!(["a", "b"]));
    assert_eq!(described["accounts"], serde_json::json!(["1234567890123456", "42"]));
    get(&address, "/?Action=SendParcel&Phone=hidden3");
    let (_, printed) = end(child, output, "-TERM");
    assert!(printed.contains("MissingVersion"), "{printed}");
    assert!(!(answer + &printed).contains("hidden"));
    let failed = run(&["--access-key", "hidden"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(!String::from_utf8_lossy(&failed.stderr).contains("hidden"));
}

fn what_cannot_start_is_one_line_and_exit_code_1() {
    let (child, output, address) = start(&[]);
    for (arguments, reason) in [
        (["--listen", &address], "cannot listen on 127.0.0.1:"),
        (["--site", "mars"], "there is no site `mars`, only intl, cn"),
    ] {
        let failed = run(&arguments);
        assert_eq!(failed.status.code(), Some(1));
        assert_eq!(failed.stdout, b"");
        let errors = String::from_utf8_lossy(&failed.stderr).into_owned();
        assert!(errors.starts_with(&format!("error: {reason}")), "{errors}");
        assert_eq!(errors.lines().count(), 1, "{errors}");
    }
    end(child, output, "-TERM");
    assert_eq!(run(&["--nonsense"]).status.code(), Some(2));
}

fn a_log_in_json_is_a_line_a_request_without_secrets() {
    let (child, output, address) = start(&["--log", "json", "--access-key", "a:hidden1"]);
    get(&address, "/?Action=SendParcel&Version=2030-01-01&Phone=hidden2");
    get(&address, "/?Action=hidden3&Format=JSON");
    let (_, printed) = end(child, output, "-TERM");
    assert!(!printed.contains("hidden"), "{printed}");
    let lines = printed.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    let lines: Vec<_> = lines.collect();
    assert_eq!((lines.len(), &lines[0]["message"]), (3, &"listening".into()), "{printed}");
    assert_eq!(lines[0]["apis"], "Parcels 2030-01-01");
    assert_eq!((&lines[1]["action"], &lines[1]["code"]), (&"SendParcel".into(), &"MissingAccessKeyId".into()));
    assert_eq!((&lines[1]["product"], &lines[1]["version"]), (&"Parcels".into(), &"2030-01-01".into()));
    assert_eq!((&lines[1]["status"], &lines[1]["level"]), (&400.into(), &"INFO".into()));
    assert!(lines[1]["microseconds"].is_u64() && lines[1]["request_id"].is_string(), "{printed}");
    assert_eq!((&lines[2]["status"], lines[2].get("action"), lines[2].get("product")), (&404.into(), None, None));
}

fn nothing_is_logged_unless_it_is_asked_for() {
    for (arguments, is_logged) in [(&[][..], false), (&["--log", "text"], true), (&["-v"], true)] {
        let (child, output, address) = start(arguments);
        get(&address, "/?Action=SendParcel&Version=2030-01-01");
        let (_, printed) = end(child, output, "-TERM");
        assert_eq!(printed.contains("MissingAccessKeyId"), is_logged, "{printed}");
        assert!(!printed.contains('\u{1b}'), "this is not a terminal: {printed:?}");
        assert!(!printed.contains("product="), "there is only one: {printed}");
    }
}

fn calls_are_recorded_and_can_be_read_again() {
    let file = std::env::temp_dir().join(format!("twinspec-mock-recording-{}.jsonl", std::process::id()));
    let path = file.to_str().expect("text");
    let (child, output, address) = start(&["--record", path, "--access-key", "a:hidden1", "--max-body-bytes", "10"]);
    get(&address, "/?Action=SendParcel&Version=2030-01-01&Address=Lane&Phone=hidden2&Signature=hidden3");
    get(&address, "/nothing");
    let mut stream = TcpStream::connect(&address).expect("it listens");
    write!(stream, "POST /large HTTP/1.1\r\nhost: h\r\ncontent-length: 12\r\nconnection: close\r\n\r\nhidden large")
        .expect("it reads");
    stream.read_to_end(&mut Vec::new()).expect("an answer");
    end(child, output, "-TERM");
    let text = std::fs::read_to_string(&file).expect("it is written");
    assert!(text.lines().count() == 3 && !text.contains("hidden"), "{text}");
    let recorded = twinspec_alibaba::mock::RecordedCall::read(&file).expect("it can be read");
    let calls: Vec<_> = recorded.iter().map(|recorded| &recorded.call).collect();
    assert_eq!((calls[0].operation.as_deref(), calls[0].parameters["Address"].as_str()), (Some("SendParcel"), "Lane"));
    assert_eq!((calls[1].status, calls[1].code.as_deref()), (404, Some("InvalidAction.NotFound")));
    assert_eq!((calls[2].status, calls[2].code.as_deref()), (413, Some("RequestEntityTooLarge")));
    assert!(recorded[1].response.body.contains("Specified api is not found"), "{}", recorded[1].response.body);
    std::fs::write(&file, "{}\n").expect("it can be written");
    let error = twinspec_alibaba::mock::RecordedCall::read(&file).expect_err("it is not a call").to_string();
    assert!(error.starts_with("line 1: missing field"), "{error}");
    std::fs::remove_file(&file).expect("it is there");
    let failed = run(&["--record", "/nowhere/at/all"]);
    assert_eq!(failed.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&failed.stderr).starts_with("error: cannot record to /nowhere/at/all: "));
}

/// A role of this account can be assumed with a token, and without a signature.
const TRUSTING: &str = r#"
accounts:
  - id: "42"
    oidc-providers: [{ name: idp, issuer: "https://idp", client-ids: [client] }]
    roles:
      - name: ci
        trust-policy:
          Version: "1"
          Statement:
            Effect: Allow
            Action: sts:AssumeRole
            Principal: { Federated: "acs:ram::42:oidc-provider/idp" }
"#;

fn a_recording_has_answers_without_their_secrets() {
    let folder = std::env::temp_dir().join(format!("twinspec-mock-secrets-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let (config, file) = (folder.join("accounts.yaml"), folder.join("calls.jsonl"));
    std::fs::write(&config, TRUSTING).expect("it can be written");
    let paths = [&config, &file].map(|path| path.to_str().expect("text"));
    let (child, output, address) = start(&["--config", paths[0], "--record", paths[1]]);
    let part = |json: &str| URL_SAFE_NO_PAD.encode(json);
    let claims = r#"{"iss":"https://idp","aud":"client","sub":"s","exp":4102444800,"iat":0}"#;
    let token = format!("{}.{}.hidden1", part(r#"{"alg":"RS256"}"#), part(claims));
    let asked = "Action=AssumeRoleWithOIDC&Version=2015-04-01&Timestamp=2026-11-24T03:49:39Z&Format=JSON&RoleSessionName=test\
                 &OIDCProviderArn=acs:ram::42:oidc-provider/idp&RoleArn=acs:ram::42:role/ci";
    let answer = get(&address, &format!("/?{asked}&OIDCToken={token}"));
    let (_, answer) = answer.split_once("\r\n\r\n").expect("a body");
    let answered: serde_json::Value = serde_json::from_str(answer).expect("JSON");
    let credentials = &answered["Credentials"];
    assert!(credentials.is_object(), "{answer}");
    end(child, output, "-TERM");
    let text = std::fs::read_to_string(&file).expect("it is written");
    for secret in ["AccessKeySecret", "SecurityToken"].map(|name| credentials[name].as_str().expect("a secret")) {
        assert!(!text.contains(secret), "{text}");
    }
    assert!(!text.contains("hidden"), "{text}");
    let body = &twinspec_alibaba::mock::RecordedCall::read(&file).expect("it can be read")[0].response.body;
    let shown: serde_json::Value = serde_json::from_str(body).expect("JSON");
    assert_eq!(shown["Credentials"]["AccessKeyId"], credentials["AccessKeyId"], "{body}");
    assert_eq!(shown["Credentials"]["SecurityToken"], "***", "{body}");
    std::fs::remove_dir_all(&folder).expect("it is there");
}

fn help_names_the_sites() {
    let help = run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    let text = String::from_utf8_lossy(&help.stdout).into_owned();
    for told in ["A mock server of Parcels 2030-01-01", "China site", "--access-key <ID:SECRET>", "--verbose"] {
        assert!(text.contains(told), "{text}");
    }
}
