//! What a run leaves that was killed, and the run after it.

use std::path::Path;

use twinspec_generator::output::{ChangeKind, Lock, MANIFEST, ObstacleKind, OutputTree, compare, write};

use super::{assert_holds, changes, example, folder_with, obstacles, tree, try_update, update};

#[test]
fn temporary_files_of_a_killed_run_are_removed_by_the_next_one_and_no_others() {
    let folder = folder_with(&example());
    let names =
        [".twinspec-written-a1B2c3", ".twinspec-config", ".twinspec-written-a1B2c3.md", ".twinspec-import-a1B2c3"];
    for name in names {
        std::fs::write(folder.path().join("docs").join(name), "half").expect("it is written");
    }
    let comparison = compare(folder.path(), &example());
    assert_eq!(comparison.leftovers, ["docs/.twinspec-written-a1B2c3"]);
    assert_eq!(changes(&comparison), [], "they make no difference");
    update(folder.path(), &example());
    let left: Vec<_> = names.into_iter().filter(|name| folder.path().join("docs").join(name).exists()).collect();
    assert_eq!(left, names[1..]);
    assert_holds(folder.path(), &example());
}

/// A run that ends before all is written: something is in the way of one file that was not there when it looked.
fn interrupted(folder: &Path, tree: &OutputTree, at: &str) {
    let comparison = compare(folder, tree);
    let place = tempfile::tempdir().expect("a temporary folder");
    let lock = Lock::take(place.path()).expect("nobody else has it");
    std::fs::create_dir_all(folder.join(at)).expect("a folder in the place of a file");
    write(folder, tree, &comparison, &lock).expect_err("a folder is in the way");
    std::fs::remove_dir(folder.join(at)).expect("it is empty");
}

#[test]
fn a_first_run_that_was_interrupted_goes_on_whatever_the_next_one_writes() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path().join("api");
    interrupted(&folder, &example(), "client/src/deep/er.rs");
    assert!(folder.join("docs/README.md").exists() && !folder.join(MANIFEST).exists());
    assert_eq!(compare(&folder, &example()).foreign, [""; 0], "the journal is not one of the files");
    // The second one is interrupted too, before it comes to what the first one wrote.
    let second = tree(&[("client/src/lib.rs", "newer\n"), ("docs/README.md", "newer\n")]);
    let comparison = compare(&folder, &second);
    let expected = [
        ("client/src/lib.rs", ChangeKind::Stale),
        ("docs/README.md", ChangeKind::Stale),
        (MANIFEST, ChangeKind::Missing),
    ];
    assert_eq!((changes(&comparison), obstacles(&comparison)), (expected.to_vec(), vec![]));
    let third = tree(&[("client/src/lib.rs", "newest\n"), ("docs/guide.md", "new\n")]);
    interrupted(&folder, &second, MANIFEST);
    std::fs::write(folder.join("docs/notes.md"), "mine\n").expect("it is written");
    update(&folder, &third);
    assert_holds(&folder, &third);
    assert!(!folder.join("docs/README.md").exists(), "no longer generated");
    let left: Vec<_> =
        std::fs::read_dir(&folder).expect("the folder").flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(left.len(), 3, "client, docs and the manifest, no journal: {left:?}");
    assert_eq!(compare(&folder, &third).foreign, ["docs/notes.md"]);
}

#[test]
fn an_interrupted_run_leaves_what_is_not_ours_as_it_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    interrupted(folder.path(), &example(), "client/src/deep/er.rs");
    // Since then somebody wrote a file of their own in the place of one of ours, and in that of one that was not written.
    std::fs::write(folder.path().join("docs/README.md"), "mine\n").expect("it is written");
    std::fs::write(folder.path().join("client/src/deep/er.rs"), "mine\n").expect("it is written");
    let in_the_way =
        [("client/src/deep/er.rs", ObstacleKind::ForeignFile), ("docs/README.md", ObstacleKind::ForeignFile)];
    let comparison = compare(folder.path(), &example());
    assert_eq!(obstacles(&comparison), in_the_way);
    let comparison = compare(folder.path(), &OutputTree::default());
    assert_eq!(changes(&comparison), [("client/src/lib.rs", ChangeKind::Orphaned)]);
    assert_eq!(comparison.foreign, ["client/src/deep/er.rs", "docs/README.md"]);
    // A run that stops at what is in the way leaves the journal to the next one.
    try_update(folder.path(), &example()).expect_err("it is not ours");
    for mine in ["client/src/deep/er.rs", "docs/README.md"] {
        assert_eq!(std::fs::read_to_string(folder.path().join(mine)).expect("it stays"), "mine\n");
        std::fs::remove_file(folder.path().join(mine)).expect("it is removed");
    }
    let next = tree(&[("client/src/lib.rs", "newer\n")]);
    update(folder.path(), &next);
    assert_holds(folder.path(), &next);
}

#[test]
fn a_run_that_was_interrupted_beside_an_older_manifest_goes_on() {
    let folder = folder_with(&example());
    let next = tree(&[("client/src/lib.rs", "new\n"), ("docs/added.md", "new\n")]);
    std::fs::remove_file(folder.path().join("client/src/lib.rs")).expect("it is removed");
    interrupted(folder.path(), &next, "client/src/lib.rs");
    assert_eq!(std::fs::read_to_string(folder.path().join("docs/added.md")).expect("it is written"), "new\n");
    let other = tree(&[("docs/added.md", "newer\n")]);
    assert_eq!(
        changes(&compare(folder.path(), &other)),
        [("docs/added.md", ChangeKind::Stale), (MANIFEST, ChangeKind::Stale)]
    );
    update(folder.path(), &other);
    assert_holds(folder.path(), &other);
    for gone in ["client/src/lib.rs", "client/src/deep/er.rs", "docs/README.md"] {
        assert!(!folder.path().join(gone).exists(), "{gone}");
    }
}

#[test]
fn a_file_that_only_has_the_name_of_the_journal_is_in_the_way() {
    for text in ["mine\n", "{\"generator\": \"webpack\", \"files\": {\"docs/README.md\": []}}"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join(".twinspec-journal");
        std::fs::write(&path, text).expect("it is written");
        assert_eq!(obstacles(&compare(folder.path(), &example())), [(".twinspec-journal", ObstacleKind::ForeignFile)]);
        try_update(folder.path(), &example()).expect_err("it is not ours");
        assert_eq!(std::fs::read_to_string(&path).expect("it stays"), text);
    }
}

#[test]
fn temporary_files_beside_the_apis_are_removed_and_those_in_a_folder_that_is_only_called_target() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let name = ".twinspec-written-a1B2c3";
    std::fs::write(scratch.path().join(name), "half").expect("it is written");
    let lock = Lock::take(scratch.path()).expect("nobody has it");
    assert!(!scratch.path().join(name).exists());

    let folder = scratch.path().join("api");
    write(&folder, &example(), &compare(&folder, &example()), &lock).expect("it is written");
    for place in ["client/src/target", "client/target"] {
        std::fs::create_dir_all(folder.join(place)).expect("a folder");
        std::fs::write(folder.join(place).join(name), "half").expect("it is written");
    }
    // What cargo built is not looked through.
    std::fs::write(folder.join("client/target/CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")
        .expect("it is written");
    let comparison = compare(&folder, &example());
    assert_eq!(comparison.leftovers, [format!("client/src/target/{name}")]);
}

#[test]
fn a_new_folder_that_a_killed_run_did_not_finish_is_removed_and_what_others_made_meanwhile_stays() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    let unfinished = scratch.path().join(".twinspec-written-a1B2c3/client/src");
    let mine = scratch.path().join(".twinspec-written-a1B2c3d/client");
    for folder in [&unfinished, &mine] {
        std::fs::create_dir_all(folder).expect("a folder");
        std::fs::write(folder.join("lib.rs"), "half").expect("it is written");
    }
    let lock = Lock::take(scratch.path()).expect("nobody has it");
    assert!(!scratch.path().join(".twinspec-written-a1B2c3").exists());
    assert!(mine.join("lib.rs").exists(), "it only begins like a temporary folder");

    let folder = scratch.path().join("api");
    let comparison = compare(&folder, &example());
    std::fs::write(&folder, "mine\n").expect("it is written");
    write(&folder, &example(), &comparison, &lock).expect_err("a file is in the way");
    assert_eq!(std::fs::read_to_string(&folder).expect("it stays"), "mine\n");
    std::fs::remove_file(&folder).expect("it is removed");
    write(&folder, &example(), &comparison, &lock).expect("it is written");
    assert_holds(&folder, &example());
    let mut left: Vec<_> =
        std::fs::read_dir(scratch.path()).expect("the folder").flatten().map(|entry| entry.file_name()).collect();
    left.sort();
    assert_eq!(left, [".twinspec-lock", ".twinspec-written-a1B2c3d", "api"]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        let plain = scratch.path().join("plain");
        std::fs::create_dir(&plain).expect("a folder");
        assert_eq!(mode(&folder), mode(&plain), "as any folder that a program makes");
    }
}
