//! `cargo xtask codegen` works whatever state `generated/` is in.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::scratch::{Ran, copy, repository};

/// A copy of the repository without what is generated and built. It is at a fixed place and keeps the times of files,
/// so that it is compiled anew only after a change.
fn repository_without_generated() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bootstrap/repository");
    let _ = std::fs::remove_dir_all(&folder);
    copy(&repository(), &folder, &[".git", "generated", "target"]);
    folder
}

/// `cargo xtask codegen` in the copy, by the alias of `.cargo/config.toml`.
fn codegen(repository: &Path, arguments: &[&str]) -> Ran {
    let shared = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the folder of cargo's output");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["xtask", "codegen"])
        .args(arguments)
        .current_dir(repository)
        .env_remove("CARGO_MANIFEST_DIR")
        .env("CARGO_NET_OFFLINE", "true")
        // Dependencies are those of this test and need not be compiled again; the program has a place of its own.
        .env("CARGO_BUILD_BUILD_DIR", shared)
        .env("CARGO_TARGET_DIR", repository.with_file_name("target"));
    Ran::of(command)
}

/// Every file below a folder, with its content.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("it is below").to_owned();
                files.push((below, std::fs::read(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn codegen_restores_what_is_missing_and_what_does_not_parse() {
    let repository = repository_without_generated();
    let generated = repository.join("generated");

    let ran = codegen(&repository, &[]).ended(0);
    assert!(ran.stdout.contains(" 0 unchanged, 0 removed\n"), "{}", ran.stdout);
    let fresh = contents(&generated);
    for file in ["resource-directory/client/Cargo.toml", "resource-directory/mock/src/lib.rs"] {
        assert!(fresh.iter().any(|(path, _)| path == Path::new(file)), "{file} is missing");
    }

    for (path, text) in &fresh {
        let text = match path.ends_with("manifest.json") {
            true => [b"<<<<<<< ours\n", text.as_slice(), b">>>>>>> theirs\n"].concat(),
            false => b"]] this is { nothing".to_vec(),
        };
        std::fs::write(generated.join(path), text).expect("the file is written");
    }
    let broken = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version=1", "--no-deps"])
        .current_dir(&repository)
        .output()
        .expect("cargo runs");
    assert!(!broken.status.success(), "a workspace with a broken member is of no use to cargo");

    let check = codegen(&repository, &["--check"]).ended(1);
    assert!(check.stderr.ends_with("run `cargo xtask codegen`\n"), "{}", check.stderr);
    codegen(&repository, &[]).ended(0);
    assert!(contents(&generated) == fresh, "what was broken is not restored");
    codegen(&repository, &["--check"]).ended(0);

    std::fs::remove_dir_all(&generated).expect("the folder is removed");
    codegen(&repository, &[]).ended(0);
    assert!(contents(&generated) == fresh, "what was removed is not restored");
}
