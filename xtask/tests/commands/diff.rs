use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::scratch::Scratch;

/// A document with an operation that takes a parameter of this type.
fn document(kind: &str) -> String {
    format!(
        "openapi: 3.0.3
info: {{ title: Pets, version: '1' }}
paths:
  /pets:
    get:
      operationId: listPets
      parameters: [{{ name: limit, in: query, schema: {{ type: {kind} }} }}]
      responses: {{ '204': {{ description: Done. }} }}
"
    )
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=T", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").arg("-C").arg(folder).args(identity).args(arguments).output().expect("git runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_files_are_compared_and_the_exit_code_is_what_was_asked_for() {
    let scratch = Scratch::new();
    scratch.write("old.yaml", &document("integer"));
    scratch.write("new.yaml", &document("string"));
    let (old, new) = ("old.yaml", "new.yaml");
    let run = scratch.run(&["diff", old, new]).ended(0);
    assert!(
        run.stdout.contains("breaking[W103]: listPets: query parameter limit (request) is string, was integer"),
        "{}",
        run.stdout
    );
    assert!(run.stdout.contains("= callers: Send the new type."), "{}", run.stdout);
    scratch.run(&["diff", old, new, "--fail-on", "breaking"]).ended(1);
    scratch.run(&["diff", old, old, "--fail-on", "compatible"]).ended(0);
    let json: Value = serde_json::from_str(&scratch.run(&["diff", old, new, "--json"]).ended(0).stdout).expect("JSON");
    assert_eq!(json[0]["level"], "breaking");
    let markdown = scratch.run(&["diff", old, new, "--markdown"]).ended(0).stdout;
    assert!(markdown.contains("* `W103` listPets: query parameter limit"), "{markdown}");
}

#[test]
fn a_folder_of_specs_is_compared_with_what_a_revision_has() {
    let scratch = Scratch::new();
    scratch.write("spec/pets/openapi.yaml", &document("integer"));
    let top = scratch.path("");
    git(&top, &["init", "--quiet"]);
    git(&top, &["add", "."]);
    git(&top, &["commit", "--quiet", "-m", "One"]);
    let base = |more: &[&str]| scratch.run(&[&["diff", "--base", "HEAD", "--spec", "spec"], more].concat());
    assert!(base(&[]).ended(0).stdout.contains("pets: no changes"));
    scratch.write("spec/pets/openapi.yaml", &document("string"));
    scratch.write("spec/people/openapi.yaml", &document("string"));
    let run = base(&["--fail-on", "breaking"]).ended(1);
    assert!(run.stdout.contains("--> HEAD:spec/pets/openapi.yaml:7:"), "{}", run.stdout);
    assert!(run.stderr.contains("people: is not in `HEAD`"), "{}", run.stderr);
    let unknown = scratch.run(&["diff", "--base", "nowhere", "--spec", "spec"]).ended(1);
    assert!(unknown.stderr.contains("there is no revision `nowhere`"), "{}", unknown.stderr);
}

#[test]
fn a_rule_is_explained() {
    let scratch = Scratch::new();
    let page = scratch.run(&["explain", "w022"]).ended(0).stdout;
    assert!(page.starts_with("# W022: a required parameter, header, body or member is new\n"), "{page}");
    assert!(scratch.run(&["explain"]).ended(0).stdout.contains("W022  a required parameter"));
}

#[test]
fn codegen_says_what_a_change_is_for_callers() {
    let scratch = Scratch::new();
    scratch.write("spec/pets/openapi.yaml", &document("integer"));
    assert!(!scratch.codegen(&[]).ended(0).stdout.contains("for callers"));
    scratch.write("spec/pets/openapi.yaml", &document("string"));
    let said = scratch.codegen(&[]).ended(0).stdout;
    assert!(
        said.contains("\n  for callers: 4 breaking changes; `cargo xtask diff --base HEAD` shows them\n"),
        "{said}"
    );
    assert!(!scratch.codegen(&[]).ended(0).stdout.contains("for callers"));
}

#[test]
fn a_check_against_a_revision_fails_on_breaks_that_nobody_declares() {
    let scratch = Scratch::new();
    scratch.write("spec/pets/openapi.yaml", &document("integer"));
    let top = scratch.path("");
    git(&top, &["init", "--quiet"]);
    git(&top, &["add", "."]);
    git(&top, &["commit", "--quiet", "-m", "One"]);
    scratch.write("spec/pets/openapi.yaml", &document("string"));
    scratch.codegen(&[]).ended(0);
    let check = |code| scratch.codegen(&["--check", "--base", "HEAD"]).ended(code);
    let failed = check(1);
    assert!(
        failed.stderr.contains("error: pets: breaking[W103]: listPets: query parameter limit"),
        "{}",
        failed.stderr
    );
    assert!(failed.stderr.contains("4 undeclared breaking changes against `HEAD`"), "{}", failed.stderr);
    assert!(failed.stderr.contains("`spec/pets/breaking-changes.yaml`"), "{}", failed.stderr);
    let declared =
        "- { rule: W103, operation: listPets, subject: query parameter limit, reason: Limits are words now. }\n";
    scratch.write("spec/pets/breaking-changes.yaml", declared);
    assert!(check(1).stderr.contains("3 undeclared breaking changes"));
    scratch.write("spec/pets/breaking-changes.yaml", &format!("{declared}- {{ rule: R003, reason: The same. }}\n"));
    assert!(check(0).stdout.contains("declared: Limits are words now."));
    scratch.write("spec/pets/breaking-changes.yaml", "- { rule: R003, reason: '' }\n");
    assert!(check(1).stderr.contains("`spec/pets/breaking-changes.yaml`: R003 has no reason"));
}
