use crate::scratch::Scratch;

#[test]
fn a_spec_without_fault_passes() {
    let scratch = Scratch::new();
    let operation = "get: { operationId: Get, x-acs-action: Get, responses: { default: { description: D. } } }";
    let head = "openapi: 3.0.3\ninfo: { title: T, version: \"1\", x-acs-product: T, x-acs-style: RPC }";
    scratch.write("spec/a/openapi.yaml", &format!("{head}\npaths: {{ /Get: {{ {operation} }} }}\n"));
    let ran = scratch.run(&["lint", "--spec", "spec"]).ended(0);
    assert_eq!(ran.stdout, "a: no faults\n");
    assert_eq!(scratch.run(&["lint", "--json", "--spec", "spec"]).ended(0).stdout, "[]\n");
}

#[test]
fn a_fault_fails_and_is_shown_with_its_place() {
    let scratch = Scratch::with("resource-directory");
    let operation = "spec/resource-directory/operations/SendVerificationCodeForEnableRD.yaml";
    scratch.replace(operation, "x-twin-sensitive:", "x-twin-sensitve:");
    let ran = scratch.run(&["lint", "--spec", "spec"]).ended(1);
    assert!(ran.stderr.contains("error[S015]"), "{}", ran.stderr);
    assert!(ran.stderr.contains(&format!("{operation}:")), "{}", ran.stderr);
    assert!(ran.stderr.contains("did you mean `x-twin-sensitive`?"), "{}", ran.stderr);
    assert!(ran.stderr.ends_with("`cargo xtask explain S015` for more about the first fault\n"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "resource-directory: 1 error\n");

    let ran = scratch.run(&["lint", "--json", "--spec", "spec"]).ended(1);
    let faults: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!(faults[0]["code"], "S015");
    assert_eq!(faults[0]["place"]["file"], operation);
    assert_eq!(faults[1], serde_json::Value::Null);
}

#[test]
fn a_warning_does_not_fail() {
    let scratch = Scratch::new();
    let operation =
        "get: { operationId: Move, x-acs-action: Move, tags: [T], responses: { default: { description: D. } } }";
    let head = "openapi: 3.0.3\ninfo: { title: T, version: \"1\", x-acs-product: T, x-acs-style: RPC }";
    scratch.write("spec/a/openapi.yaml", &format!("{head}\npaths: {{ /Move: {{ {operation} }} }}\n"));
    let ran = scratch.run(&["lint", "--spec", "spec"]).ended(0);
    assert!(ran.stderr.contains("warning[S035]"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "a: 1 warning\n");
}

#[test]
fn every_error_row_of_this_repository_says_when_it_is_raised_or_why_only_a_test_can() {
    let scratch = Scratch::with("resource-directory");
    let unconditional = |scratch: &Scratch| {
        let ran = scratch.run(&["lint", "--json", "--spec", "spec"]).ended(0);
        let faults: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect("JSON");
        faults.into_iter().filter(|fault| fault["code"] == "S034").collect::<Vec<_>>()
    };
    assert_eq!(unconditional(&scratch), <[serde_json::Value; 0]>::default());

    let operation = "spec/resource-directory/operations/DestroyResourceDirectory.yaml";
    scratch.replace(operation, "      when: { exists: Account }\n", "");
    let found = unconditional(&scratch);
    assert_eq!((found.len(), &found[0]["place"]["file"]), (1, &operation.into()), "{found:?}");
}

#[test]
fn an_unknown_api_gets_a_suggestion() {
    let scratch = Scratch::with("resource-directory");
    let ran = scratch.run(&["lint", "resource-director", "--spec", "spec"]).ended(1);
    assert!(ran.stderr.contains("did you mean `resource-directory`?"), "{}", ran.stderr);
}

#[test]
fn a_folder_without_specs_is_an_error() {
    let ran = Scratch::new().run(&["lint", "--spec", "spec"]).ended(1);
    assert!(ran.stderr.contains("there is no spec in `spec`"), "{}", ran.stderr);
    let ran = Scratch::new().run(&["lint", "--spec", "nowhere"]).ended(1);
    assert!(ran.stderr.contains("there is no folder `nowhere`"), "{}", ran.stderr);
}

#[test]
fn a_document_is_named_by_its_folder_or_its_file() {
    let scratch = Scratch::with("resource-directory");
    let ran = scratch.run(&["lint", "--spec", "spec/resource-directory"]).ended(0);
    assert_eq!(ran.stdout, "resource-directory: no faults\n");
    scratch.write("pets.json", "{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"T\",\"version\":1},\"paths\":{}}");
    let ran = scratch.run(&["lint", "--spec", "pets.json"]).ended(0);
    assert!(ran.stdout.contains("pets: 1 warning"), "{}", ran.stdout);
    let ran = scratch.run(&["lint", "--spec", "pets.json", "--strict"]).ended(1);
    assert!(ran.stdout.contains("pets: 1 error"), "{}", ran.stdout);
}

#[test]
fn a_code_is_explained_and_an_unknown_one_refused() {
    let scratch = Scratch::new();
    let ran = scratch.run(&["explain", "S014"]).ended(0);
    assert!(ran.stdout.contains("S014: a key is not known"), "{}", ran.stdout);
    assert!(ran.stdout.contains("## How to fix it"), "{}", ran.stdout);
    assert_eq!(scratch.run(&["explain", "s014"]).ended(0).stdout, ran.stdout);
    let ran = scratch.run(&["explain", "S999"]).ended(1);
    assert!(ran.stderr.contains("there is no code `S999`; codes look like `S014`"), "{}", ran.stderr);
    let all = scratch.run(&["explain"]).ended(0).stdout;
    for line in ["S014  a key is not known", "G001  two names become the same name in Rust"] {
        assert!(all.lines().any(|found| found == line), "{all}");
    }
}
