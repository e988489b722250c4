//! What was imported is written whole, or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use twinspec_importer::{Existing, FolderName, Imported, Report, WriteError};

fn imported(files: &[(&str, &str)]) -> Imported {
    let files: BTreeMap<_, _> = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    Imported { id: "parcels".to_owned(), operations: 1, files, report: Report::default() }
}

fn example() -> Imported {
    imported(&[("openapi.yaml", "one\n"), ("operations/Send.yaml", "two\n"), ("schemas/Parcel.yaml", "three\n")])
}

fn name() -> FolderName {
    "parcels".parse().expect("a name")
}

/// The files below a folder with their texts, and the folders that hold nothing.
fn contents(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries: Vec<_> =
            std::fs::read_dir(&next).expect("a folder").map(|entry| entry.expect("an entry")).collect();
        if entries.is_empty() && next != folder {
            found.insert(next.strip_prefix(folder).expect("below").display().to_string(), "empty".to_owned());
        }
        for entry in entries {
            let path = entry.path();
            match path.is_dir() {
                true => open.push(path),
                false => {
                    let below = path.strip_prefix(folder).expect("below").display().to_string();
                    found.insert(below, std::fs::read_to_string(&path).expect("a file"));
                }
            }
        }
    }
    found
}

fn written(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_folder_is_written_with_those_above_it() {
    let scratch = tempfile::tempdir().expect("a folder");
    let specs = scratch.path().join("some/spec");
    let folder = example().write(&specs, &name(), Existing::Keep).expect("it is written");
    assert_eq!(folder, specs.join("parcels"));
    let expected = written(&[
        ("some/spec/parcels/openapi.yaml", "one\n"),
        ("some/spec/parcels/operations/Send.yaml", "two\n"),
        ("some/spec/parcels/schemas/Parcel.yaml", "three\n"),
    ]);
    assert_eq!(contents(scratch.path()), expected);
}

#[test]
fn a_file_that_cannot_be_written_leaves_nothing_not_even_folders() {
    let long = format!("operations/{}.yaml", "x".repeat(300));
    let torn = imported(&[("openapi.yaml", "one\n"), (&long, "two\n")]);
    let scratch = tempfile::tempdir().expect("a folder");
    let specs = scratch.path().join("some/spec");
    let error = torn.write(&specs, &name(), Existing::Keep).expect_err("the name is too long");
    assert_eq!(error.to_string(), format!("cannot write `{}`", specs.join("parcels").join(&long).display()));
    assert_eq!(contents(scratch.path()), BTreeMap::new());
}

#[test]
fn a_folder_that_is_there_stays_unless_it_is_to_be_replaced() {
    let scratch = tempfile::tempdir().expect("a folder");
    example().write(scratch.path(), &name(), Existing::Keep).expect("it is written");
    let before = contents(scratch.path());
    let other = imported(&[("openapi.yaml", "new\n"), ("operations/Take.yaml", "newer\n")]);
    let error = other.write(scratch.path(), &name(), Existing::Keep).expect_err("it is there");
    assert!(matches!(error, WriteError::AlreadyThere(_)), "{error}");
    assert_eq!(contents(scratch.path()), before);

    // What a person put there stays; what an import wrote goes.
    for (path, text) in [("README.md", "mine\n"), ("operations/notes.md", "mine too\n"), ("own/a.yaml", "and this\n")] {
        let path = scratch.path().join("parcels").join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }
    other.write(scratch.path(), &name(), Existing::Replace).expect("it is replaced");
    let expected = written(&[
        ("parcels/README.md", "mine\n"),
        ("parcels/openapi.yaml", "new\n"),
        ("parcels/operations/Take.yaml", "newer\n"),
        ("parcels/operations/notes.md", "mine too\n"),
        ("parcels/own/a.yaml", "and this\n"),
        ("parcels/schemas", "empty"),
    ]);
    assert_eq!(contents(scratch.path()), expected);
}

#[test]
fn a_fault_leaves_a_folder_that_was_to_be_replaced_as_it_was() {
    let scratch = tempfile::tempdir().expect("a folder");
    example().write(scratch.path(), &name(), Existing::Keep).expect("it is written");
    let before = contents(scratch.path());
    let torn = imported(&[("openapi.yaml", "new\n"), (&format!("schemas/{}.yaml", "x".repeat(300)), "two\n")]);
    torn.write(scratch.path(), &name(), Existing::Replace).expect_err("the name is too long");
    assert_eq!(contents(scratch.path()), before);
}

#[test]
fn what_a_killed_run_left_is_removed_by_the_next_one_and_a_folder_that_it_had_moved_is_back() {
    let scratch = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = scratch.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    };
    for (aside, old) in [("aaaaaa", None), ("bbbbbb", Some("moved")), ("cccccc", Some("parcels"))] {
        write(&format!(".twinspec-import-{aside}/lock"), "");
        write(&format!(".twinspec-import-{aside}/new/openapi.yaml"), "half\n");
        old.into_iter().for_each(|old| write(&format!(".twinspec-import-{aside}/old/{old}/openapi.yaml"), "old\n"));
    }
    // What is of someone else, or of a run that is not over, stays.
    write(".twinspec-import-notes/mine", "mine\n");
    write(".twinspec-import-dddddd/lock", "");
    let running = std::fs::File::open(scratch.path().join(".twinspec-import-dddddd/lock")).expect("a file");
    running.try_lock().expect("nobody has it");
    write("parcels/openapi.yaml", "here\n");

    example().write(scratch.path(), &name(), Existing::Keep).expect_err("it is there");
    let expected = written(&[
        (".twinspec-import-dddddd/lock", ""),
        (".twinspec-import-notes/mine", "mine\n"),
        ("moved/openapi.yaml", "old\n"),
        ("parcels/openapi.yaml", "here\n"),
    ]);
    assert_eq!(contents(scratch.path()), expected);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_written_through_and_the_folder_is_read_by_whom_the_umask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = tempfile::tempdir().expect("a folder");
    let (specs, elsewhere) = (scratch.path().join("spec"), scratch.path().join("elsewhere"));
    for folder in [&specs, &elsewhere] {
        std::fs::create_dir(folder).expect("a folder");
    }
    std::os::unix::fs::symlink(&elsewhere, specs.join("parcels")).expect("a link");
    let error = example().write(&specs, &name(), Existing::Replace).expect_err("a link is there");
    assert!(matches!(error, WriteError::Link(_)), "{error}");
    assert_eq!(contents(&elsewhere), BTreeMap::new());
    std::fs::remove_file(specs.join("parcels")).expect("it is removed");
    let folder = example().write(&specs, &name(), Existing::Keep).expect("it is written");
    let mode = |path: &Path| std::fs::metadata(path).expect("a folder").permissions().mode() & 0o777;
    assert_eq!(mode(&folder), mode(&specs));
}

#[test]
fn a_name_is_one_part_of_a_path_that_names_a_crate() {
    for name in ["parcels", "a", "api-2", "resource-directory-master"] {
        assert!(name.parse::<FolderName>().is_ok(), "{name}");
    }
    for name in
        ["", ".", "..", "../x", "a/b", "a\\b", "/x", "c:x", "A", "2a", "a-", "a--b", "-a", ".a", "a.b", "é", "a\n"]
    {
        let error = name.parse::<FolderName>().expect_err(name).to_string();
        assert!(error.starts_with(&format!("`{name}` is not a valid name for the folder of an API")), "{error}");
    }
}
