//! Links in the folder.

use std::os::unix::fs::symlink;
use std::path::Path;

use twinspec_generator::output::{Lock, LockError, ObstacleKind, OutputTree, compare};

use super::{assert_holds, example, folder_with, obstacles, tree, try_update, update};

#[test]
fn a_link_where_a_folder_has_to_be_is_named_and_not_followed() {
    for link in ["", "client", "client/src"] {
        let scratch = tempfile::tempdir().expect("a temporary folder");
        let (folder, elsewhere) = (scratch.path().join("api"), scratch.path().join("elsewhere"));
        update(&elsewhere, &example());
        let place = folder.join(link);
        std::fs::create_dir_all(place.parent().expect("a parent")).expect("a folder");
        symlink(&elsewhere, folder.join(link).components().as_path()).expect("a link");
        let next = tree(&[("client/src/lib.rs", "new\n")]);
        assert_eq!(obstacles(&compare(&folder, &next)), [(link, ObstacleKind::FolderLink)]);
        let error = try_update(&folder, &next).expect_err("a link is there").to_string();
        assert!(error.contains("` is a link, which is not followed; replace it with a folder"), "{error}");
        update_nothing(&folder);
        assert_holds(&elsewhere, &example());
    }
}

/// Nothing is removed behind a link either.
fn update_nothing(folder: &Path) {
    assert!(compare(folder, &OutputTree::default()).changes.is_empty());
}

#[test]
fn a_link_to_a_file_is_replaced_and_what_it_leads_to_stays() {
    let folder = folder_with(&example());
    let outside = folder.path().join("precious");
    std::fs::write(&outside, "keep\n").expect("it is written");
    let file = folder.path().join("docs/README.md");
    std::fs::remove_file(&file).expect("it is removed");
    symlink(&outside, &file).expect("a link");
    update(folder.path(), &example());
    assert_eq!(std::fs::read_to_string(&outside).expect("it stays"), "keep\n");
    assert!(!file.is_symlink());
}

#[test]
fn a_lock_that_is_a_link_is_refused() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outside = folder.path().join("precious");
    std::fs::write(&outside, "keep\n").expect("it is written");
    symlink(&outside, folder.path().join(".twinspec-lock")).expect("a link");
    assert!(matches!(Lock::take(folder.path()), Err(LockError::Link(_))));
    assert_eq!(std::fs::read_to_string(&outside).expect("it stays"), "keep\n");
}
