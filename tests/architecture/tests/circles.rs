//! What is in a folder uses what else is in it in one direction.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use twinspec_architecture::arrows::{Arrows, Circle, arrows, circles};

/// The crates that people write, or the folders that hold such.
const CRATES: &[&str] = &["cli", "fuzz", "generator", "importer", "protocols", "runtime", "spec-mock", "xtask"];

/// The circles between single files that are left: the crate, the folder, the files and folders in it. None is at the top of
/// a crate, and none is between folders. A line goes when its circle is open; no line is added.
const KNOTS: &[(&str, &str, &[&str])] = &[
    // An operation has an API, that has a protocol, and that is asked about operations and about requests of them.
    ("runtime/core", "api", &["api.rs", "operation.rs", "protocol.rs", "request_draft.rs"]),
];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folders of all crates.
fn crates() -> Vec<String> {
    let mut crates = Vec::new();
    for name in CRATES {
        let folder = top().join(name);
        if folder.join("Cargo.toml").is_file() {
            crates.push((*name).to_owned());
            continue;
        }
        for entry in std::fs::read_dir(&folder).unwrap_or_else(|error| panic!("{name}: {error}")) {
            let entry = entry.expect("an entry of the folder");
            if entry.path().join("Cargo.toml").is_file() {
                crates.push(format!("{name}/{}", entry.file_name().to_string_lossy()));
            }
        }
    }
    crates
}

fn arrows_of(name: &str) -> Arrows {
    let source = top().join(name).join("src");
    let roots = ["lib.rs", "main.rs"].into_iter().filter(|root| source.join(root).is_file());
    roots.flat_map(|root| arrows(root, |file| std::fs::read_to_string(source.join(file)).ok())).collect()
}

/// The circles of all crates but those that `is_known` knows.
fn found(is_known: impl Fn(&str, &Circle) -> bool) -> Vec<String> {
    let crates = crates();
    assert!(crates.len() > 10, "only {} crates were found", crates.len());
    let mut found = Vec::new();
    for name in crates {
        let arrows = arrows_of(&name);
        assert!(!arrows.is_empty(), "{name} has no arrows");
        let circles = circles(&arrows).into_iter().filter(|circle| !is_known(&name, circle));
        found.extend(circles.map(|circle| format!("{name}/src, {circle}")));
    }
    found
}

/// Whether a circle is part of a knot.
fn is_of(knot: &(&str, &str, &[&str]), name: &str, circle: &Circle) -> bool {
    knot.0 == name && knot.1 == circle.folder && circle.children.iter().all(|child| knot.2.contains(&child.as_str()))
}

#[test]
fn what_is_in_a_folder_is_used_in_one_direction() {
    let found = found(|name, circle| KNOTS.iter().any(|knot| is_of(knot, name, circle)));
    assert!(found.is_empty(), "{} circles:\n{}", found.len(), found.join("\n"));
}

#[test]
fn folders_are_used_in_one_direction() {
    let mut found = Vec::new();
    for name in crates() {
        let is_in_folder = |path: &str, folder: &str| {
            let rest = path.strip_prefix(folder).map_or("", |rest| rest.trim_start_matches('/'));
            rest.contains('/')
        };
        for circle in circles(&arrows_of(&name)) {
            // Without the files beside the folders, is it still one?
            let both = |from: &str, to: &str| is_in_folder(from, &circle.folder) && is_in_folder(to, &circle.folder);
            let between: Arrows = circle.arrows.clone().into_iter().filter(|((from, to), _)| both(from, to)).collect();
            found.extend(circles(&between).iter().map(|circle| format!("{name}/src, {circle}")));
        }
    }
    assert!(found.is_empty(), "{} circles:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_knot_is_one() {
    for knot in KNOTS {
        let circles = circles(&arrows_of(knot.0));
        let is_one = circles.iter().any(|circle| is_of(knot, knot.0, circle));
        assert!(is_one, "there is no circle in `{}` of {} any more: take it off the list", knot.1, knot.0);
    }
}

/// The arrows of a made-up crate.
fn made_up(files: &[(&str, &str)]) -> Arrows {
    let files: BTreeMap<&str, &str> = files.iter().copied().collect();
    arrows("lib.rs", |file| files.get(file).map(|text| (*text).to_owned()))
}

fn pairs(arrows: &Arrows) -> BTreeSet<(&str, &str)> {
    arrows.keys().map(|(from, to)| (from.as_str(), to.as_str())).collect()
}

#[test]
fn a_circle_between_folders_is_found_behind_reexports() {
    let arrows = made_up(&[
        ("lib.rs", "mod call; mod wire; mod time;\npub use call::Client; pub use wire::Headers;"),
        ("call/mod.rs", "mod client; mod retry; pub use client::Client;"),
        ("call/client.rs", "use crate::Headers; pub struct Client(Headers);"),
        ("call/retry.rs", "pub fn wait() { crate::time::sleep() }"),
        ("wire/mod.rs", "mod headers; pub use self::headers::Headers;"),
        ("wire/headers.rs", "use crate::Client; pub struct Headers; fn of(_: &Client) {}"),
        ("time.rs", "pub fn sleep() {}"),
    ]);
    let circles = circles(&arrows);
    assert_eq!(circles.len(), 1, "{circles:?}");
    assert_eq!(circles[0].folder, "");
    assert_eq!(circles[0].children, BTreeSet::from(["call".to_owned(), "wire".to_owned()]));
    assert_eq!(
        circles[0].to_string(),
        "in ``: call, wire\n  call/client.rs -> wire/headers.rs: Headers\n  wire/headers.rs -> call/client.rs: Client\n"
    );
}

#[test]
fn a_circle_of_three_files_in_a_folder_is_found() {
    let arrows = made_up(&[
        ("lib.rs", "mod plan;"),
        ("plan/mod.rs", "mod a; mod b; mod c; mod d;"),
        ("plan/a.rs", "use super::b; pub fn a() { b::b() }"),
        ("plan/b.rs", "pub fn b() { super::c::c() }"),
        ("plan/c.rs", "pub fn c() { super::a::a() }"),
        ("plan/d.rs", "use super::{a, c::c}; pub fn d() { a::a(); c() }"),
    ]);
    let circles = circles(&arrows);
    assert_eq!(circles.len(), 1, "{circles:?}");
    assert_eq!(circles[0].folder, "plan");
    assert_eq!(circles[0].children, ["a.rs", "b.rs", "c.rs"].map(str::to_owned).into());
}

#[test]
fn a_folder_is_in_a_circle_with_the_file_above_it() {
    let arrows = made_up(&[
        ("lib.rs", "mod plan;"),
        ("plan/mod.rs", "mod step; pub struct Plan; pub fn plan() -> Plan { step::step() }"),
        ("plan/step/mod.rs", "mod inner; use super::Plan; pub fn step() -> Plan { inner::inner() }"),
        ("plan/step/inner.rs", "use crate::plan::Plan; pub fn inner() -> Plan { Plan }"),
    ]);
    let circles = circles(&arrows);
    assert_eq!(circles.len(), 1, "{circles:?}");
    assert_eq!(circles[0].folder, "plan");
    assert_eq!(circles[0].children, ["mod.rs", "step"].map(str::to_owned).into());
}

#[test]
fn one_direction_is_no_circle() {
    let arrows = made_up(&[
        (
            "lib.rs",
            "//! The crate.\nmod a; mod b; pub use a::A; pub use b::{B, one};\npub fn both() -> (A, B) { one() }",
        ),
        ("a.rs", "use std::fmt; pub struct A; mod inner { pub use super::A; use super::*; }"),
        ("b.rs", "use crate::A; pub struct B; pub fn one() -> (A, B) { (A, B) }\n#[cfg(test)] mod tests;"),
    ]);
    assert_eq!(pairs(&arrows), BTreeSet::from([("b.rs", "a.rs"), ("lib.rs", "a.rs"), ("lib.rs", "b.rs")]));
    assert_eq!(circles(&arrows), []);
}

#[test]
fn what_is_only_for_tests_has_no_arrow() {
    let arrows = made_up(&[
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "pub struct A; #[cfg(test)] mod tests { use crate::b::B; } #[cfg(all(test, unix))] use crate::b::B;"),
        ("b.rs", "pub struct B(crate::a::A); impl B { #[cfg(test)] fn c() { crate::c::c() } }"),
    ]);
    assert_eq!(pairs(&arrows), BTreeSet::from([("b.rs", "a.rs")]));
}

#[test]
fn a_name_is_found_wherever_it_stands() {
    let target = [
        ("lib.rs", "#[macro_use] mod a; mod b;"),
        (
            "a.rs",
            "pub fn a() {} pub mod deep { pub struct D; }
        #[macro_export] macro_rules! wrap { () => {} }",
        ),
    ];
    for user in [
        "use crate::a::a;",
        "use crate::{a::{a as other}};",
        "use super::a::*; fn f() { a() }",
        "use super::a::{self}; fn f() { a::a() }",
        "fn f() { use crate::a; a::a() }",
        "fn f() -> crate::a::deep::D { todo!() }",
        "fn f() { println!(\"{:?}\", crate::a::a()) }",
        "macro_rules! m { () => { $crate::a::a() } }",
        "#[derive(Debug)] struct S { #[serde(with = \"crate::a::deep\")] s: u8 }",
        "impl From<u8> for crate::a::deep::D {}",
        "crate::wrap!();",
        "wrap!();",
        "mod inner { fn f() { super::super::a::a() } }",
    ] {
        let arrows = made_up(&[target[0], target[1], ("b.rs", user)]);
        assert!(arrows.contains_key(&("b.rs".to_owned(), "a.rs".to_owned())), "{user}: {arrows:?}");
    }
    for user in [
        "use a::a;",
        "// crate::a::a",
        "/// [a](crate::a::a)\nfn f() {}",
        "fn f() { let text = \"crate::a::a\"; }",
        "fn f() { quote!(crate::a::a) }",
        "fn f(a: u8) { a.a() }",
        "use ::a::a;",
        "pub(in crate::a) fn f() {}",
    ] {
        let arrows = made_up(&[target[0], target[1], ("b.rs", user)]);
        assert_eq!(arrows, Arrows::new(), "{user}");
    }
}
