use crate::scratch::Scratch;

const API: &str = "resource-directory";

#[test]
fn an_empty_folder_is_filled_and_then_left_alone() {
    let scratch = Scratch::with(API);
    let first = scratch.codegen(&[]).ended(0);
    let files = scratch.files("generated");
    let written =
        format!("resource-directory: 74 operations, 146 types; files: {} written, 0 unchanged, 0 removed", files.len());
    assert_eq!(first.stdout.lines().next(), Some(written.as_str()));
    for file in ["client/Cargo.toml", "client/src/lib.rs", "mock/src/main.rs", "docs/README.md", "manifest.json"] {
        assert!(files.contains(&format!("{API}/{file}")), "{file} is missing in {files:?}");
    }
    let again = scratch.codegen(&[]).ended(0);
    let unchanged =
        format!("resource-directory: 74 operations, 146 types; files: 0 written, {} unchanged, 0 removed", files.len());
    assert_eq!(again.stdout.lines().next(), Some(unchanged.as_str()));
    let check = scratch.codegen(&["--check"]).ended(0);
    assert_eq!(check.stdout, format!("all {} generated files are up to date\n", files.len()));
}

#[test]
fn code_that_does_not_parse_is_overwritten_also_with_a_merge_in_the_manifest() {
    let (broken, fresh) = (Scratch::with(API), Scratch::with(API));
    fresh.codegen(&[]).ended(0);
    for file in fresh.files("generated") {
        let text = match file.ends_with("/manifest.json") {
            true => format!("<<<<<<< ours\n{}>>>>>>> theirs\n", fresh.read(&format!("generated/{file}"))),
            false => "]] this is { nothing\u{0}".to_owned(),
        };
        broken.write(&format!("generated/{file}"), &text);
    }
    let ran = broken.codegen(&[]).ended(0);
    assert!(ran.stderr.contains("manifest.json` was not used: it is damaged"), "{}", ran.stderr);
    let contents = |scratch: &Scratch| -> Vec<_> {
        let files = scratch.files("generated").into_iter();
        files.map(|file| (scratch.read(&format!("generated/{file}")), file)).collect()
    };
    assert_eq!(contents(&broken).len(), contents(&fresh).len());
    // The path to the runtime differs by the temporary folder's depth only, which is the same.
    assert_eq!(contents(&broken), contents(&fresh));
}

#[test]
fn what_is_not_ours_is_neither_removed_nor_overwritten() {
    let scratch = Scratch::with(API);
    let extension = "{\"manifest_version\": 3}";
    let webpack = "{\"generator\": \"webpack\", \"outputs\": {\"app.js\": \"0\"}}";
    for (path, text) in
        [("extension/manifest.json", extension), ("site/manifest.json", webpack), ("site/app.js", "app")]
    {
        scratch.write(&format!("generated/{path}"), text);
    }
    let ran = scratch.codegen(&[]).ended(0);
    assert_eq!(ran.stderr.matches("manifest.json").count(), 0, "nobody wants to know: {}", ran.stderr);
    assert_eq!(scratch.read("generated/extension/manifest.json"), extension);
    assert_eq!(scratch.read("generated/site/manifest.json"), webpack);
    assert_eq!(scratch.read("generated/site/app.js"), "app");
    scratch.codegen(&["--check"]).ended(0);

    let scratch = Scratch::with(API);
    scratch.write("generated/resource-directory/manifest.json", extension);
    scratch.write("generated/resource-directory/client/README.md", "# Mine\n");
    for arguments in [&[][..], &["--check"]] {
        let ran = scratch.codegen(arguments).ended(1);
        for line in [
            "error: `generated/resource-directory/manifest.json` was not written by this generator; move it away, or",
            "error: `generated/resource-directory/client/README.md` was not generated, but a generated file must be written there",
        ] {
            assert!(ran.stderr.contains(line), "{}", ran.stderr);
        }
        assert!(ran.stderr.ends_with("nothing was written\n"), "{}", ran.stderr);
        let files = ["resource-directory/client/README.md", "resource-directory/manifest.json"];
        assert_eq!(scratch.files("generated"), files);
        assert_eq!(scratch.read("generated/resource-directory/manifest.json"), extension);
    }
}

#[test]
fn two_runs_do_not_write_to_one_folder() {
    let scratch = Scratch::with(API);
    scratch.write("generated/.twinspec-lock", "4711\n");
    let lock = std::fs::File::options().write(true).open(scratch.path("generated/.twinspec-lock")).expect("the lock");
    lock.try_lock().expect("nobody has it");
    let ran = scratch.codegen(&[]).ended(1);
    for text in ["another run is writing to `generated` (", "); wait until it has ended, then run this command again\n"]
    {
        assert!(ran.stderr.contains(text), "{}", ran.stderr);
    }
    assert!(cfg!(windows) || ran.stderr.contains("(process 4711, since 2"), "{}", ran.stderr);
    assert_eq!(scratch.files("generated"), [".twinspec-lock"]);
    // A check writes nothing.
    let ran = scratch.codegen(&["--check"]).ended(1);
    assert!(ran.stdout.contains("     missing generated/resource-directory/manifest.json\n"), "{}", ran.stdout);
    // What a run leaves that was killed stops nobody.
    drop(lock);
    scratch.write("generated/resource-directory/client/.twinspec-written-aB3dE9", "half");
    scratch.codegen(&[]).ended(0);
    let left: Vec<_> = scratch.files("generated").into_iter().filter(|file| file.contains(".twinspec-")).collect();
    assert!(left.iter().all(|file| cfg!(not(unix)) && file == ".twinspec-lock"), "{left:?}");
    scratch.codegen(&["--check"]).ended(0);
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_not_written_through() {
    let scratch = Scratch::with(API);
    scratch.write("elsewhere/mine", "mine");
    std::fs::create_dir_all(scratch.path("generated/resource-directory")).expect("a folder");
    let link = scratch.path("generated/resource-directory/client");
    std::os::unix::fs::symlink(scratch.path("elsewhere"), link).expect("a link");
    let ran = scratch.codegen(&[]).ended(1);
    let line =
        "error: `generated/resource-directory/client` is a link, which is not followed; replace it with a folder\n";
    assert!(ran.stderr.contains(line), "{}", ran.stderr);
    assert_eq!(scratch.files("elsewhere"), ["mine"]);
}

#[test]
fn check_names_every_kind_of_difference_and_the_command_that_fixes_it() {
    let scratch = Scratch::with(API);
    scratch.codegen(&[]).ended(0);
    let client = "generated/resource-directory/client";
    std::fs::remove_file(scratch.path(&format!("{client}/README.md"))).expect("the file is there");
    scratch.replace(&format!("{client}/src/client.rs"), "Client", "Customer");
    scratch.replace("spec/resource-directory/openapi.yaml", "title: Resource Directory", "title: Directory");
    scratch.write("generated/resource-directory/client/src/mine.rs", "// by hand\n");
    let before = scratch.read(&format!("{client}/src/client.rs"));

    let ran = scratch.codegen(&["--check"]).ended(1);
    for line in [
        "     missing generated/resource-directory/client/README.md",
        " hand-edited generated/resource-directory/client/src/client.rs",
        "       stale generated/resource-directory/client/src/lib.rs",
        "       stale generated/resource-directory/manifest.json",
    ] {
        assert!(ran.stdout.lines().any(|found| found == line), "`{line}` is missing in\n{}", ran.stdout);
    }
    assert!(ran.stderr.contains("this file was not generated and is left unchanged: "), "{}", ran.stderr);
    let last = "run `cargo xtask codegen --spec spec --out generated`\n";
    assert!(ran.stderr.ends_with(last), "{}", ran.stderr);
    assert_eq!(scratch.read(&format!("{client}/src/client.rs")), before, "a check writes nothing");
    assert!(!scratch.path(&format!("{client}/README.md")).exists(), "a check writes nothing");

    let ran = scratch.codegen(&[]).ended(0);
    assert!(ran.stdout.contains("overwrote changes made by hand: generated/resource-directory/client/src/client.rs"));
    assert_eq!(scratch.read("generated/resource-directory/client/src/mine.rs"), "// by hand\n");
    scratch.codegen(&["--check"]).ended(0);
}

#[test]
fn the_command_that_fixes_it_names_the_apis_that_were_checked() {
    let scratch = Scratch::with(API);
    let ran = scratch.codegen(&[API, "--check"]).ended(1);
    let last = "run `cargo xtask codegen resource-directory --spec spec --out generated`\n";
    assert!(ran.stderr.ends_with(last), "{}", ran.stderr);
}

#[test]
fn what_an_api_without_a_spec_left_behind_is_removed() {
    let scratch = Scratch::with(API);
    scratch.codegen(&[]).ended(0);
    std::fs::rename(scratch.path("spec/resource-directory"), scratch.path("spec/renamed")).expect("it is renamed");
    let ran = scratch.codegen(&["--check"]).ended(1);
    assert!(ran.stdout.contains("    orphaned generated/resource-directory/manifest.json\n"), "{}", ran.stdout);
    scratch.codegen(&["renamed"]).ended(0);
    assert!(scratch.path("generated/resource-directory/manifest.json").exists(), "a named API leaves others alone");
    scratch.codegen(&[]).ended(0);
    assert!(!scratch.path("generated/resource-directory").exists());
    assert!(scratch.path("generated/renamed/manifest.json").exists());
}

#[test]
fn a_bad_spec_writes_nothing_even_beside_a_good_one() {
    let scratch = Scratch::with(API);
    scratch.write(
        "spec/bad/openapi.yaml",
        "openapi: 3.0.3\ninfo: { title: T, version: \"1\" }\npaths: {}\nx-twin-requred: x\n",
    );
    scratch.write("spec/worse/openapi.yaml", "openapi: [\n");
    let ran = scratch.codegen(&[]).ended(1);
    assert!(ran.stderr.contains("error[S015]: unknown key `x-twin-requred`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("spec/bad/openapi.yaml:4:1"), "{}", ran.stderr);
    assert!(ran.stderr.contains("spec/worse/openapi.yaml:"), "all faults of a run are shown: {}", ran.stderr);
    assert!(!scratch.path("generated").exists(), "nothing is written");
    let json = scratch.codegen(&["--json"]).ended(1);
    let faults: serde_json::Value = serde_json::from_str(&json.stdout).expect("one JSON value");
    assert!(faults.as_array().is_some_and(|faults| faults.len() >= 2), "{faults:#}");
}

#[test]
fn an_unknown_api_gets_a_suggestion() {
    let scratch = Scratch::with(API);
    let ran = scratch.codegen(&["resource-directry"]).ended(1);
    assert!(ran.stderr.contains("there is no API `resource-directry`"), "{}", ran.stderr);
    assert!(ran.stderr.contains("did you mean `resource-directory`?"), "{}", ran.stderr);
    assert!(!scratch.path("generated").exists());
}

#[test]
fn an_api_whose_name_cannot_name_a_crate_is_refused() {
    let scratch = Scratch::with(API);
    std::fs::rename(scratch.path("spec/resource-directory"), scratch.path("spec/Resource Directory")).expect("renamed");
    let ran = scratch.codegen(&[]).ended(1);
    assert!(
        ran.stderr.contains("the folder `Resource Directory` in `spec` is not a valid crate name"),
        "{}",
        ran.stderr
    );
    assert!(!scratch.path("generated").exists());
}

#[test]
fn what_was_done_is_told_as_json() {
    let scratch = Scratch::with(API);
    let done = |arguments: &[&str], code| -> serde_json::Value {
        serde_json::from_str(&scratch.codegen(arguments).ended(code).stdout).expect("JSON")
    };
    assert_eq!(done(&["--check", "--json"], 1)[0]["changes"][0]["kind"], "missing");
    let first = done(&["--json"], 0);
    assert_eq!(first[0]["api"], API);
    assert_eq!(first[0]["changes"][0]["kind"], "written");
    let again = done(&["--json"], 0);
    assert_eq!(again[0]["changes"], serde_json::json!([]));
    assert_eq!(again[0]["unchanged"], scratch.files("generated").len());
}

#[test]
fn the_client_alone_knows_nothing_of_a_mock() {
    let scratch = Scratch::with(API);
    scratch.codegen(&[]).ended(0);
    scratch.codegen(&["--client-only"]).ended(0);
    let folder = format!("{API}/client/");
    let files = scratch.files("generated");
    for file in files.iter().filter(|file| **file != format!("{API}/manifest.json")) {
        assert!(file.starts_with(&folder) && !file.contains("/tests/"), "{file} is not of the client");
    }
    for file in files.iter().filter(|file| file.starts_with(&folder)) {
        let text = scratch.read(&format!("generated/{file}"));
        assert!(!text.contains("_mock") && !text.contains("-mock") && !text.contains("../docs"), "{file}: {text}");
    }
    scratch.codegen(&["--check", "--client-only"]).ended(0);
    scratch.codegen(&["--check"]).ended(1);
}
