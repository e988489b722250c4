//! A new field of a descriptor breaks nobody: each is `#[non_exhaustive]` and made by a `const fn new`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::{ImplItem, Item, Type, Visibility};

/// What of `twinspec-core` describes an API; the other types there are values of a call.
const OF_CORE: [&str; 5] = ["Api", "ErrorRow", "Operation", "Parameter", "Requirement"];

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The public structs of a crate, those that are `#[non_exhaustive]`, and the types with a public `const fn` of a name.
fn structs(folder: &str) -> (BTreeSet<String>, BTreeSet<String>, BTreeSet<String>) {
    let (mut all, mut open, mut made) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for path in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder)) {
        let text = std::fs::read_to_string(&path).expect("a text");
        for item in syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display())).items {
            match item {
                Item::Struct(item) if matches!(item.vis, Visibility::Public(_)) => {
                    if item.attrs.iter().any(|attr| attr.path().is_ident("non_exhaustive")) {
                        open.insert(item.ident.to_string());
                    }
                    all.insert(item.ident.to_string());
                }
                Item::Impl(item) if item.trait_.is_none() => {
                    let Type::Path(of) = &*item.self_ty else { continue };
                    let makes = item.items.iter().any(|item| match item {
                        ImplItem::Fn(item) => item.sig.constness.is_some() && item.sig.receiver().is_none(),
                        _ => false,
                    });
                    if makes {
                        made.insert(of.path.segments.last().expect("a name").ident.to_string());
                    }
                }
                _ => {}
            }
        }
    }
    (all, open, made)
}

#[test]
fn descriptors_are_open_to_new_fields() {
    let (all, open, made) = structs("runtime/descriptors/src");
    assert!(all.len() > 20, "only {all:?}");
    assert_eq!(
        (all.difference(&open).count(), all.difference(&made).count()),
        (0, 0),
        "{:?} {:?}",
        &all - &open,
        &all - &made
    );
    let (_, open, made) = structs("runtime/core/src/api");
    for name in OF_CORE {
        assert!(open.contains(name) && made.contains(name), "{name}");
    }
}
