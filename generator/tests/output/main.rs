//! From what should be in a folder to what is: comparing, writing, removing.

mod interrupted;
#[cfg(unix)]
mod links;
mod locks;

use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::TempDir;
use twinspec_generator::output::{
    ChangeKind, Comparison, Lock, MANIFEST, ObstacleKind, OutputTree, WriteError, compare, write,
};

fn tree(files: &[(&str, &str)]) -> OutputTree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect::<OutputTree>().sealed()
}

/// What most tests begin with.
fn example() -> OutputTree {
    tree(&[("client/src/lib.rs", "one\n"), ("client/src/deep/er.rs", "two\n"), ("docs/README.md", "three\n")])
}

/// A folder that holds a tree.
fn folder_with(tree: &OutputTree) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    update(folder.path(), tree);
    folder
}

fn update(folder: &Path, tree: &OutputTree) {
    try_update(folder, tree).expect("the folder can be written");
}

fn try_update(folder: &Path, tree: &OutputTree) -> Result<(), WriteError> {
    // Beside the folder: what the lock leaves behind is not to be seen in it.
    let place = tempfile::tempdir().expect("a temporary folder");
    let lock = Lock::take(place.path()).expect("nobody else has it");
    write(folder, tree, &compare(folder, tree), &lock)
}

fn obstacles(comparison: &Comparison) -> Vec<(&str, ObstacleKind)> {
    comparison.obstacles.iter().map(|obstacle| (obstacle.path.as_str(), obstacle.kind)).collect()
}

fn changes(comparison: &Comparison) -> Vec<(&str, ChangeKind)> {
    comparison.changes.iter().map(|change| (change.path.as_str(), change.kind)).collect()
}

fn assert_holds(folder: &Path, tree: &OutputTree) {
    for (path, text) in tree.iter() {
        let found = std::fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(found, text, "{path}");
    }
    let comparison = compare(folder, tree);
    assert_eq!(changes(&comparison), []);
    assert_eq!(comparison.unchanged, tree.len());
}

#[test]
fn what_is_missing_is_written_and_the_manifest_comes_last() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // Also the folder itself can be missing.
    let folder = folder.path().join("generated/api");
    let comparison = compare(&folder, &example());
    let missing = |path| (path, ChangeKind::Missing);
    let expected = ["client/src/deep/er.rs", "client/src/lib.rs", "docs/README.md", MANIFEST].map(missing);
    assert_eq!(changes(&comparison), expected);
    assert_eq!(comparison.unchanged, 0);
    update(&folder, &example());
    assert_holds(&folder, &example());
}

#[test]
fn a_file_that_is_right_keeps_its_time() {
    let folder = folder_with(&example());
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let modified = |path: &str| std::fs::metadata(folder.path().join(path)).and_then(|data| data.modified());
    for (path, _) in example().iter() {
        let file = std::fs::File::options().append(true).open(folder.path().join(path)).expect("the file");
        file.set_modified(long_ago).expect("the time is set");
    }
    let changed =
        tree(&[("client/src/lib.rs", "new\n"), ("client/src/deep/er.rs", "two\n"), ("docs/README.md", "three\n")]);
    update(folder.path(), &changed);
    assert_eq!(modified("client/src/deep/er.rs").expect("a time"), long_ago);
    assert_eq!(modified("docs/README.md").expect("a time"), long_ago);
    assert_ne!(modified("client/src/lib.rs").expect("a time"), long_ago);
    assert_holds(folder.path(), &changed);
}

#[test]
fn a_stale_file_is_distinguished_from_one_that_was_edited_by_hand() {
    let folder = folder_with(&example());
    std::fs::write(folder.path().join("docs/README.md"), "three, edited\n").expect("it is written");
    let next =
        tree(&[("client/src/lib.rs", "newer\n"), ("client/src/deep/er.rs", "two\n"), ("docs/README.md", "three\n")]);
    let comparison = compare(folder.path(), &next);
    assert_eq!(
        changes(&comparison),
        [
            ("client/src/lib.rs", ChangeKind::Stale),
            ("docs/README.md", ChangeKind::HandEdited),
            (MANIFEST, ChangeKind::Stale),
        ]
    );
    assert_eq!(comparison.unchanged, 1);
    update(folder.path(), &next);
    assert_holds(folder.path(), &next);
}

#[test]
fn an_edit_that_makes_a_file_right_is_not_a_difference() {
    let folder = folder_with(&example());
    let next =
        tree(&[("client/src/lib.rs", "newer\n"), ("client/src/deep/er.rs", "two\n"), ("docs/README.md", "three\n")]);
    std::fs::write(folder.path().join("client/src/lib.rs"), "newer\n").expect("it is written");
    assert_eq!(changes(&compare(folder.path(), &next)), [(MANIFEST, ChangeKind::Stale)]);
}

#[test]
fn an_orphan_is_removed_with_the_folders_it_leaves_empty() {
    let folder = folder_with(&example());
    let next = tree(&[("docs/README.md", "three\n")]);
    let comparison = compare(folder.path(), &next);
    assert_eq!(
        changes(&comparison),
        [
            ("client/src/deep/er.rs", ChangeKind::Orphaned),
            ("client/src/lib.rs", ChangeKind::Orphaned),
            (MANIFEST, ChangeKind::Stale),
        ]
    );
    update(folder.path(), &next);
    assert!(!folder.path().join("client").exists());
    assert_holds(folder.path(), &next);
}

#[test]
fn an_orphan_that_was_edited_is_removed_and_a_file_of_someone_else_in_its_place_or_beside_it_stays() {
    let folder = folder_with(&example());
    let edited = "// @generated by twinspec-generator from api/openapi.yaml.\nedited\n";
    std::fs::write(folder.path().join("client/src/lib.rs"), edited).expect("it is written");
    std::fs::write(folder.path().join("client/src/deep/er.rs"), "all mine\n").expect("it is written");
    std::fs::write(folder.path().join("client/src/mine.rs"), "mine\n").expect("it is written");
    let next = tree(&[("docs/README.md", "three\n")]);
    let comparison = compare(folder.path(), &next);
    assert_eq!(comparison.foreign, ["client/src/deep/er.rs", "client/src/mine.rs"]);
    update(folder.path(), &next);
    assert!(!folder.path().join("client/src/lib.rs").exists());
    assert_eq!(std::fs::read_to_string(folder.path().join("client/src/deep/er.rs")).expect("it stays"), "all mine\n");
    assert_eq!(std::fs::read_to_string(folder.path().join("client/src/mine.rs")).expect("it stays"), "mine\n");
    assert_holds(folder.path(), &next);
}

#[test]
fn an_api_that_is_gone_takes_its_folder_with_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let api = folder.path().join("api");
    update(&api, &example());
    update(&api, &OutputTree::default());
    assert!(!api.exists());
    assert!(folder.path().exists(), "what is above is left alone");
}

#[test]
fn a_file_that_was_never_generated_is_left_alone_and_build_output_is_not_looked_at() {
    let folder = folder_with(&example());
    std::fs::create_dir_all(folder.path().join("client/target/debug")).expect("the folder is made");
    for file in ["CACHEDIR.TAG", "debug/out"] {
        std::fs::write(folder.path().join("client/target").join(file), "built").expect("it is written");
    }
    std::fs::write(folder.path().join("notes.md"), "mine\n").expect("it is written");
    let comparison = compare(folder.path(), &example());
    assert_eq!(comparison.foreign, ["notes.md"]);
    assert_eq!(changes(&comparison), []);
    update(folder.path(), &example());
    assert_eq!(std::fs::read_to_string(folder.path().join("notes.md")).expect("it stays"), "mine\n");
    assert!(folder.path().join("client/target/debug/out").exists());
}

#[test]
fn a_manifest_that_is_not_ours_is_an_obstacle_and_no_reason_to_remove_anything() {
    let foreign = [
        "",
        "{",
        "[]",
        "{\"manifest_version\": 3}",
        "{\"generator\": 1}",
        "{\"generator\": \"webpack\", \"outputs\": {\"old.md\": \"0\"}}",
        "{\"generator\": \"twinspec-generator-of-others 1\", \"outputs\": {\"old.md\": \"0\"}}",
    ];
    for manifest in foreign {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join(MANIFEST), manifest).expect("it is written");
        std::fs::write(folder.path().join("old.md"), "old\n").expect("it is written");
        let comparison = compare(folder.path(), &example());
        assert_eq!(obstacles(&comparison), [(MANIFEST, ObstacleKind::ForeignManifest)], "{manifest}");
        let error = try_update(folder.path(), &example()).expect_err("it is not ours").to_string();
        let path = folder.path().join(MANIFEST);
        assert!(
            error.starts_with(&format!("`{}` was not written by this generator; move it", path.display())),
            "{error}"
        );
        // Nor is it where nothing has to be written.
        let comparison = compare(folder.path(), &OutputTree::default());
        assert_eq!((changes(&comparison), obstacles(&comparison)), (vec![], vec![]), "{manifest}");
        update(folder.path(), &OutputTree::default());
        assert_eq!(std::fs::read_to_string(path).expect("it stays"), manifest);
        assert!(folder.path().join("old.md").exists());
        assert!(!folder.path().join("client").exists(), "nothing is written");
    }
}

#[test]
fn a_manifest_with_the_marks_of_a_merge_is_written_anew_and_removes_nothing() {
    let folder = folder_with(&example());
    let manifest = std::fs::read_to_string(folder.path().join(MANIFEST)).expect("the manifest");
    let torn =
        manifest.replace("    \"docs", "<<<<<<< ours\n    \"old.md\": \"0\",\n=======\n>>>>>>> theirs\n    \"docs");
    std::fs::write(folder.path().join(MANIFEST), torn).expect("it is written");
    std::fs::write(folder.path().join("docs/README.md"), "another\n").expect("it is written");
    std::fs::write(folder.path().join("old.md"), "old\n").expect("it is written");
    let comparison = compare(folder.path(), &example());
    let error = comparison.manifest_error.as_ref().map(ToString::to_string);
    assert_eq!(error.as_deref(), Some("it is damaged"));
    assert_eq!(changes(&comparison), [("docs/README.md", ChangeKind::Stale), (MANIFEST, ChangeKind::Stale)]);
    assert_eq!(comparison.foreign, ["old.md"]);
    update(folder.path(), &example());
    assert_holds(folder.path(), &example());
    assert!(compare(folder.path(), &example()).manifest_error.is_none());
    assert!(folder.path().join("old.md").exists());
}

#[test]
fn a_file_that_was_not_generated_is_not_overwritten_and_then_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("docs")).expect("a folder");
    let readme = folder.path().join("docs/README.md");
    std::fs::write(&readme, "mine\n").expect("it is written");
    let comparison = compare(folder.path(), &example());
    assert_eq!(obstacles(&comparison), [("docs/README.md", ObstacleKind::ForeignFile)]);
    let error = try_update(folder.path(), &example()).expect_err("it is not ours").to_string();
    assert!(error.starts_with(&format!("`{}` was not generated, but", readme.display())), "{error}");
    assert_eq!(std::fs::read_to_string(&readme).expect("it stays"), "mine\n");
    assert!(!folder.path().join("client").exists() && !folder.path().join(MANIFEST).exists());
}

#[cfg(unix)]
#[test]
fn a_file_that_nobody_may_read_is_not_overwritten() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("docs")).expect("a folder");
    let readme = folder.path().join("docs/README.md");
    std::fs::write(&readme, "mine\n").expect("it is written");
    std::fs::set_permissions(&readme, std::fs::Permissions::from_mode(0o000)).expect("nobody may");
    if std::fs::read(&readme).is_ok() {
        println!("skipped: whoever runs the tests may read everything");
        return;
    }
    assert_eq!(obstacles(&compare(folder.path(), &example())), [("docs/README.md", ObstacleKind::ForeignFile)]);
}

#[test]
fn a_file_with_our_header_is_overwritten_also_without_a_manifest() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("docs")).expect("a folder");
    let header = "<!-- @generated by twinspec-generator from api/openapi.yaml. -->\nold\n";
    std::fs::write(folder.path().join("docs/README.md"), header).expect("it is written");
    // What is right as it is needs no header.
    std::fs::create_dir_all(folder.path().join("client/src")).expect("a folder");
    std::fs::write(folder.path().join("client/src/lib.rs"), "one\n").expect("it is written");
    update(folder.path(), &example());
    assert_holds(folder.path(), &example());
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::create_dir(folder.path().join("docs")).expect("a folder");
    let quoted = "mine\n<!-- @generated by twinspec-generator from api/openapi.yaml. -->\n";
    std::fs::write(folder.path().join("docs/README.md"), quoted).expect("it is written");
    assert_eq!(obstacles(&compare(folder.path(), &example())), [("docs/README.md", ObstacleKind::ForeignFile)]);
}

#[test]
fn a_manifest_never_leads_out_of_the_folder() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(outside.path().join("precious"), "keep\n").expect("it is written");
    let folder = outside.path().join("api");
    update(&folder, &example());
    let manifest = r#"{ "generator": "twinspec-generator 0.1.0", "outputs": { "../precious": "0", "/etc/hostname": "0", "docs/README.md": "0" } }"#;
    std::fs::write(folder.join(MANIFEST), manifest).expect("it is written");
    let next = tree(&[("client/src/lib.rs", "one\n")]);
    let comparison = compare(&folder, &next);
    assert_eq!(changes(&comparison), [(MANIFEST, ChangeKind::Stale)]);
    assert_eq!(comparison.foreign, ["client/src/deep/er.rs", "docs/README.md"]);
    update(&folder, &next);
    assert_eq!(std::fs::read_to_string(outside.path().join("precious")).expect("it stays"), "keep\n");
}

#[test]
fn a_checkout_with_other_line_ends_is_unchanged() {
    let folder = folder_with(&example());
    for (path, text) in example().iter() {
        std::fs::write(folder.path().join(path), text.replace('\n', "\r\n")).expect("it is written");
    }
    let comparison = compare(folder.path(), &example());
    assert_eq!(changes(&comparison), []);
    assert_eq!(comparison.unchanged, example().len());
    // A carriage return that ends no line is an edit.
    std::fs::write(folder.path().join("docs/README.md"), "thr\ree\n").expect("it is written");
    assert_eq!(changes(&compare(folder.path(), &example())), [("docs/README.md", ChangeKind::HandEdited)]);
}

#[test]
fn a_folder_where_a_file_should_be_is_a_clear_error_and_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let api = folder.path().join("api");
    std::fs::create_dir_all(api.join("docs/README.md/inside")).expect("the folder is made");
    let error = try_update(&api, &example()).expect_err("a folder is in the way");
    let path = api.join("docs/README.md");
    let message =
        format!("`{}` was not generated, but a generated file must be written there; move it away", path.display());
    assert_eq!(error.to_string(), message);
    let files = std::fs::read_dir(&api).expect("the folder").count();
    assert_eq!(files, 1, "only what was there");
    assert_no_leftovers(&api);
    // What was in the way is gone: the next run goes on.
    std::fs::remove_dir_all(&path).expect("it is removed");
    update(&api, &example());
    assert_holds(&api, &example());
}

#[test]
fn a_file_where_a_folder_should_be_is_a_clear_error_and_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let api = folder.path().join("api");
    std::fs::create_dir(&api).expect("the folder is made");
    std::fs::write(api.join("client"), "a file\n").expect("it is written");
    let error = try_update(&api, &example()).expect_err("a file is in the way");
    let path = api.join("client/src/deep/er.rs");
    assert_eq!(error.to_string(), format!("cannot create the folder of `{}`", path.display()));
    assert_eq!(std::fs::read_to_string(api.join("client")).expect("it stays"), "a file\n");
    assert_no_leftovers(&api);
}

/// No temporary file is left behind.
fn assert_no_leftovers(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let entry = entry.expect("an entry");
        assert!(!entry.file_name().to_string_lossy().starts_with(".twinspec-written-"), "{}", entry.path().display());
        if entry.path().is_dir() {
            assert_no_leftovers(&entry.path());
        }
    }
}

#[cfg(unix)]
#[test]
fn a_written_file_can_be_read_by_whom_the_umask_allows() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder_with(&example());
    std::fs::write(folder.path().join("plain"), "").expect("it is written");
    let mode = |path: &str| std::fs::metadata(folder.path().join(path)).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode("client/src/lib.rs"), mode("plain"));
}

#[test]
fn a_file_of_someone_else_that_took_the_place_of_ours_is_kept() {
    let ours = tree(&[("client/src/lib.rs", "// @generated by twinspec-generator from a.yaml\n")]);
    let folder = folder_with(&ours);
    let path = folder.path().join("client/src/lib.rs");
    std::fs::write(&path, "my own file").expect("it is written");
    try_update(folder.path(), &ours).expect_err("it is in the way");
    assert_eq!(std::fs::read_to_string(&path).expect("it is there"), "my own file");
}
