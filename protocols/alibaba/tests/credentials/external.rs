//! Programs that print credentials.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use twinspec_alibaba::credentials::{CredentialsProvider, ExternalProvider};

use crate::world::{SECRET, TOKEN, World, failure, found, pair};

/// A command that prints a text.
fn print(text: &str) -> String {
    format!("printf %s '{text}'")
}

fn provider(world: &World, command: &str) -> ExternalProvider {
    ExternalProvider::new(command, &world.config()).unwrap()
}

#[tokio::test]
async fn an_access_key_is_printed_anew_for_each_request() {
    let world = World::new();
    world.write("id", "1");
    let path = world.path("id").display().to_string();
    let command = format!(
        r#"sh -c 'read id < {path}; echo 2 > {path}; printf "{{\"mode\":\"AK\",\"access_key_id\":\"AK.$id\",\"access_key_secret\":\"{SECRET}\"}}"'"#
    );
    let provider = provider(&world, &command);
    assert_eq!(found(&provider).await, pair("AK.1", "external"));
    assert_eq!(found(&provider).await, pair("AK.2", "external"));
}

#[tokio::test]
async fn a_session_is_kept_until_three_minutes_before_its_end() {
    let world = World::new();
    let log = world.path("log").display().to_string();
    let expiration = world.clock.after(3600);
    let answer = format!(
        r#"{{"mode":"StsToken","access_key_id":"STS.1","access_key_secret":"{SECRET}","sts_token":"{TOKEN}","expiration":"{expiration}"}}"#
    );
    let provider = provider(&world, &format!("sh -c 'echo run >> \"$0\"; printf %s \"$1\"' {log} '{answer}'"));
    let runs = || std::fs::read_to_string(&log).unwrap().lines().count();
    let credentials = provider.credentials().await.unwrap();
    assert!(credentials.security_token().is_some() && credentials.expiration().is_some());
    world.clock.advance(57 * 60 - 1);
    assert_eq!(found(&provider).await, pair("STS.1", "external"));
    assert_eq!(runs(), 1);
    world.clock.advance(1);
    assert_eq!(found(&provider).await, pair("STS.1", "external"));
    assert_eq!(runs(), 2);
}

#[tokio::test]
async fn a_command_is_split_as_a_shell_does_but_not_expanded() {
    let world = World::new();
    let key = |id: &str| format!(r#"{{"access_key_id":"{id}","access_key_secret":"{SECRET}"}}"#);
    for (arguments, id) in [
        (format!("'{}'", key("$HOME")), "$HOME"),
        (format!("\"{}\"", key("a b").replace('"', "\\\"")), "a b"),
        (key("c").replace('"', "\\\""), "c"),
        (format!("'{}'\"{}\"'{}'", r#"{"access_key_id":"d"#, "'", r#"","access_key_secret":"s"}"#), "d'"),
    ] {
        let provider = provider(&world, &format!(" printf\t%s   {arguments} "));
        assert_eq!(found(&provider).await.0, id, "{arguments}");
    }
    for command in ["", "  ", "''", "login 'x", "login \"x", "login \\"] {
        let error = ExternalProvider::new(command, &world.config()).unwrap_err().to_string();
        assert!(error.starts_with("the command of the external program "), "{command}: {error}");
    }
}

#[tokio::test]
async fn a_program_that_gives_no_credentials_is_told_as_what_it_did() {
    let world = World::new();
    let key = format!(r#""access_key_id":"i","access_key_secret":"{SECRET}""#);
    for (command, expected) in [
        ("/nowhere/login".to_owned(), "the external program /nowhere/login could not be started < "),
        (format!("sh -c 'echo {SECRET}; exit 3'"), "failed with exit status: 3"),
        (print(SECRET), "is not JSON: see line 1, column 1"),
        ("true".to_owned(), "the output of the external program true is empty"),
        ("printf '\\377'".to_owned(), "is not UTF-8"),
        (print(r#"{"mode":"AK"}"#), "has no `access_key_id`"),
        (print(&format!(r#"{{"mode":"StsToken",{key}}}"#)), "has no `sts_token`"),
        (print(&format!(r#"{{"mode":"RamRoleArn",{key}}}"#)), r#"has the mode "RamRoleArn""#),
        (print(&format!(r#"{{{key},"expiration":"{TOKEN}"}}"#)), "`expiration` of the output"),
        (print(&format!(r#"{{{key},"expiration":7}}"#)), "must be a text, but is a number"),
        ("sh -c 'head -c 100000 /dev/zero'".to_owned(), "printed more than credentials"),
    ] {
        let words = failure(&provider(&world, &command)).await;
        assert!(words.contains(expected), "{command}: {words}");
    }
}

#[tokio::test]
async fn a_program_that_takes_too_long_is_killed() {
    let world = World::new();
    for command in ["sleep 600", "sh -c 'exec >&-; exec sleep 600'"] {
        let provider = ExternalProvider::with_timeout(command, Duration::from_millis(50), &world.config()).unwrap();
        let words = failure(&provider).await;
        assert!(words.contains("took longer than 50ms and was killed"), "{words}");
    }
}

#[tokio::test]
async fn a_program_is_killed_when_nobody_waits_for_it() {
    let world = World::new();
    let file = world.path("pid");
    let provider = provider(&world, &format!("sh -c 'echo $$ > {}; exec sleep 600'", file.display()));
    let waiting = tokio::spawn(async move { provider.credentials().await });
    let pid = wait_for(|| written(&file)).await;
    assert!(is_alive(&pid));
    waiting.abort();
    wait_for(|| (!is_alive(&pid)).then_some(())).await;
}

fn written(file: &Path) -> Option<String> {
    std::fs::read_to_string(file).ok().filter(|text| text.ends_with('\n')).map(|text| text.trim().to_owned())
}

fn is_alive(pid: &str) -> bool {
    Command::new("sh").args(["-c", &format!("kill -0 {pid} 2>/dev/null")]).status().unwrap().success()
}

/// Looks until something is there.
async fn wait_for<T>(look: impl Fn() -> Option<T>) -> T {
    loop {
        if let Some(found) = look() {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn no_program_is_run_while_that_is_switched_off() {
    for value in ["1", "TRUE"] {
        let world = World::new().set("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", value);
        let file = world.path("run");
        let words = failure(&provider(&world, &format!("touch {}", file.display()))).await;
        assert!(words.contains("switched off by ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"), "{words}");
        assert!(!file.exists());
    }
}
