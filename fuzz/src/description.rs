//! Descriptions of APIs.

use tempfile::TempDir;
use twinspec_generator::generate::{Faults, GenerateError, check, generate};
use twinspec_generator::settings::{Runtime, Settings};

thread_local! {
    static FOLDER: TempDir = tempfile::tempdir().expect("a temporary folder");
}

/// The input is `openapi.yaml` of an API: it is read, held against all rules, repaired, and generated if that is possible.
///
/// # Panics
/// If the generator does, or if it finds no fault in a description that nothing can be generated of.
pub fn description(input: &[u8]) {
    FOLDER.with(|folder| {
        std::fs::write(folder.path().join("openapi.yaml"), input).expect("the file is written");
        match check(folder.path(), Faults::Repaired) {
            Ok(_) => drop(
                generate(folder.path(), &Settings::new(Runtime::Path("../../..".to_owned())))
                    .expect("what has no fault is generated"),
            ),
            Err(GenerateError::Spec(files, faults)) => {
                assert!(faults.has_errors(), "refused without a reason");
                assert!(!faults.render(&files, true).is_empty());
            }
            Err(GenerateError::Emit(error)) => panic!("{error}"),
        }
    });
}
