use crate::scratch::Scratch;

const OPERATION: &str = "spec/resource-directory/operations/SendVerificationCodeForEnableRD.yaml";

/// Copies the operation under a new name, as `spec/README.md` says: a file and an entry in `openapi.yaml`.
fn copy_operation(scratch: &Scratch, api: &str, name: &str) {
    let old = "SendVerificationCodeForEnableRD";
    let text = scratch.read(&format!("spec/{api}/operations/{old}.yaml")).replace(old, name);
    scratch.write(&format!("spec/{api}/operations/{name}.yaml"), &text);
    let entry = format!("  /{old}:\n    $ref: operations/{old}.yaml\n");
    let entries = format!("{entry}  /{name}:\n    $ref: operations/{name}.yaml\n");
    scratch.replace(&format!("spec/{api}/openapi.yaml"), &entry, &entries);
}

#[test]
fn one_word_of_an_error_message_changes_the_client_and_its_documentation() {
    const FILES: [&str; 3] = [
        "client/src/send_verification_code_for_enable_rd.rs",
        "docs/error-codes.md",
        "docs/operations/SendVerificationCodeForEnableRD.md",
    ];
    let scratch = Scratch::with("resource-directory");
    scratch.codegen(&[]).ended(0);
    scratch.replace(OPERATION, "verification codes sent exceeds", "verification codes posted exceeds");

    let ran = scratch.codegen(&["--check"]).ended(1);
    for file in FILES {
        let line = format!("       stale generated/resource-directory/{file}");
        assert!(ran.stdout.lines().any(|found| found == line), "`{line}` is missing in\n{}", ran.stdout);
        assert!(!scratch.read(&format!("generated/resource-directory/{file}")).contains("posted"), "{file}");
    }

    scratch.codegen(&[]).ended(0);
    scratch.codegen(&["--check"]).ended(0);
    for file in FILES {
        let text = scratch.read(&format!("generated/resource-directory/{file}"));
        assert!(text.contains("the number of verification codes posted exceeds the limit."), "{file}");
        // Another operation has the same message: the table of all codes shows that one.
        assert!(file == "docs/error-codes.md" || !text.contains("codes sent exceeds"), "{file}");
    }
}

#[test]
fn one_word_of_a_condition_changes_the_mock_and_its_documentation() {
    const FILES: [&str; 3] = [
        "docs/operations/SendVerificationCodeForEnableRD.md",
        "mock/README.md",
        "mock/src/send_verification_code_for_enable_rd.rs",
    ];
    let scratch = Scratch::with("resource-directory");
    scratch.codegen(&[]).ended(0);
    scratch.replace(OPERATION, "matches: \"^86-\"", "matches: \"^(86|852)-\"");
    let ran = scratch.codegen(&["--check"]).ended(1);
    for file in FILES {
        let line = format!("       stale generated/resource-directory/{file}");
        assert!(ran.stdout.lines().any(|found| found == line), "`{line}` is missing in\n{}", ran.stdout);
    }
    scratch.codegen(&[]).ended(0);
    for file in FILES {
        assert!(scratch.read(&format!("generated/resource-directory/{file}")).contains("852"), "{file}");
    }
}

#[test]
fn an_operation_under_a_new_name_gives_client_mock_docs_and_tests_and_leaves_with_its_file() {
    let scratch = Scratch::with("resource-directory");
    scratch.codegen(&[]).ended(0);
    let before = scratch.files("generated");
    let openapi = scratch.read("spec/resource-directory/openapi.yaml");
    copy_operation(&scratch, "resource-directory", "SendAnotherCode");
    let ran = scratch.codegen(&[]).ended(0);
    assert!(ran.stdout.starts_with("resource-directory: 75 operations, 147 types; files: "), "{}", ran.stdout);
    for file in [
        "client/src/send_another_code.rs",
        "client/tests/operations/send_another_code.rs",
        "docs/operations/SendAnotherCode.md",
        "mock/src/send_another_code.rs",
    ] {
        let text = scratch.read(&format!("generated/resource-directory/{file}"));
        assert!(text.contains("SendAnotherCode"), "{file}");
        assert!(!text.contains("SendVerificationCodeForEnableRD"), "{file}");
    }
    for (file, mention) in [
        ("client/src/lib.rs", "pub mod send_another_code;"),
        ("client/README.md", "send_another_code"),
        ("client/tests/operations/main.rs", "mod send_another_code;"),
        ("docs/README.md", "operations/SendAnotherCode.md"),
        ("docs/error-codes.md", "operations/SendAnotherCode.md"),
        ("docs/permissions.md", "resourcemanager:SendAnotherCode"),
        ("mock/src/lib.rs", "&send_another_code::OPERATION"),
    ] {
        assert!(scratch.read(&format!("generated/resource-directory/{file}")).contains(mention), "{file}");
    }

    std::fs::remove_file(scratch.path("spec/resource-directory/operations/SendAnotherCode.yaml")).expect("it is there");
    scratch.write("spec/resource-directory/openapi.yaml", &openapi);
    let ran = scratch.codegen(&["--check"]).ended(1);
    assert!(ran.stdout.contains("    orphaned generated/resource-directory/mock/src/send_another_code.rs\n"));
    scratch.codegen(&[]).ended(0);
    assert_eq!(scratch.files("generated"), before);
}
