//! The public items of what is generated, and of the crates that it is made with: a change of them is seen in review.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use twinspec_architecture::public_api::listing;
use twinspec_generator::generate::{GenerateError, generate};
use twinspec_generator::settings::{Runtime, Settings};

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Compares the listing of a crate with the file that is checked in.
#[track_caller]
fn expect(name: &str, read: impl Fn(&str) -> Option<String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("public-api").join(name).with_extension("txt");
    let found = listing(read);
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, found).expect("the listing is written");
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = (expected.lines().collect(), found.lines().collect());
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    let added = new.difference(&old).map(|line| format!("+ {line}"));
    let changes: Vec<_> = gone.chain(added).collect();
    assert!(
        changes.is_empty(),
        "the public API is not what tests/architecture/public-api/{name}.txt lists:\n{}\nIf that is intended, run \
         `UPDATE_EXPECTED=1 cargo test -p twinspec-architecture` and commit the file.",
        changes.join("\n")
    );
}

fn expect_folder(name: &str, folder: &str) {
    let folder = top().join(folder).join("src");
    expect(name, |file| std::fs::read_to_string(folder.join(file)).ok());
}

#[test]
fn the_client_of_resource_directory_is_as_listed() {
    expect_folder("resource-directory", "generated/resource-directory/client");
}

#[test]
fn the_client_of_a_plain_document_is_as_listed() {
    let generated = match generate(&top().join("tests/petstore"), &Settings::new(Runtime::Path("../../..".to_owned())))
    {
        Ok(generated) => generated,
        Err(GenerateError::Spec(files, faults)) => panic!("{}", faults.render(&files, false)),
        Err(error) => panic!("{error}"),
    };
    expect("petstore", |file| generated.tree.get(&format!("client/src/{file}")).map(str::to_owned));
}

#[test]
fn the_crates_that_generated_code_is_made_with_are_as_listed() {
    expect_folder("core", "runtime/core");
    expect_folder("client", "runtime/client");
    expect_folder("descriptors", "runtime/descriptors");
}

#[test]
fn what_is_public_is_listed_and_the_rest_is_not() {
    let files = [
        (
            "lib.rs",
            "mod inner; pub mod open; pub use inner::Kept; pub use other; pub use self::inner::Kept as Renamed;",
        ),
        (
            "inner.rs",
            "/// Docs.\n#[derive(Clone)] pub struct Kept<T> { pub a: Vec<T>, b: u8 } pub struct Unseen;
             impl<T> Kept<T> { pub fn of(self, x: impl Into<T>) -> &'static str { todo!() } fn hidden(&self) {} }
             impl<T> Clone for Kept<T> {}",
        ),
        (
            "open/mod.rs",
            "pub enum Kind { A, B(u8) } pub(crate) fn no() {} #[cfg(feature = \"x\")] pub fn yes() -> u8 { 1 }",
        ),
    ];
    let read = |file: &str| files.iter().find(|(name, _)| *name == file).map(|(_, text)| (*text).to_owned());
    let expected = "\
Kept: #[derive(Clone)] pub struct<T>
Kept: impl<T> Clone for Kept<T>
Kept::a: pub Vec<T>
Kept::of: pub fn of(self, x: impl Into<T>) -> &'static str in impl<T> Kept<T>
Renamed: #[derive(Clone)] pub struct<T>
Renamed: impl<T> Clone for Kept<T>
Renamed::a: pub Vec<T>
Renamed::of: pub fn of(self, x: impl Into<T>) -> &'static str in impl<T> Kept<T>
open: pub mod
open::Kind: pub enum
open::Kind::A: variant
open::Kind::B: variant(u8)
open::yes: #[cfg(feature = \"x\")] pub fn yes() -> u8
other: pub use other
";
    assert_eq!(listing(read), expected);
}
