//! One run at a time.

use twinspec_generator::output::{Lock, LockError, OutputTree, compare};

#[test]
fn one_run_at_a_time_has_the_lock_and_a_lock_left_behind_is_nobodys() {
    let scratch = tempfile::tempdir().expect("a temporary folder");
    // Also the folder can be missing.
    let folder = scratch.path().join("generated");
    let lock = Lock::take(&folder).expect("nobody has it");
    let Err(LockError::Held { holder, .. }) = Lock::take(&folder) else { panic!("it is held") };
    assert!(holder.starts_with(&format!("process {}, since 2", std::process::id())), "{holder}");
    assert!(compare(&folder, &OutputTree::default()).foreign.is_empty(), "the lock is not one of the files");
    drop(lock);
    assert_eq!(std::fs::read_dir(&folder).expect("the folder").count(), if cfg!(unix) { 0 } else { 1 });
    // What a killed run leaves is not locked.
    std::fs::write(folder.join(".twinspec-lock"), "1\n").expect("it is written");
    Lock::take(&folder).expect("nobody has it");
}

#[test]
fn a_file_that_only_has_the_name_of_the_lock_is_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(".twinspec-lock");
    for text in ["mine\n", "1\n2\n", "12345678901234567890\n", "\u{e9}"] {
        std::fs::write(&path, text).expect("it is written");
        let error = Lock::take(folder.path()).expect_err("it is not ours");
        assert!(matches!(error, LockError::Foreign(_)), "{error}");
        assert_eq!(std::fs::read_to_string(&path).expect("it stays"), text);
    }
    // A run that was killed before it wrote its id.
    std::fs::write(&path, "").expect("it is written");
    Lock::take(folder.path()).expect("nobody has it");
}
