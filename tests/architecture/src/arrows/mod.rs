//! Which files of a crate use which, and where that is a circle.
//!
//! An arrow goes from a file that names an item to the file that declares it, whatever re-exports are on the way. It is
//! drawn as far as names go: a call of a method has no arrow, but its type was named somewhere. Names of other crates and
//! what is compiled only for tests have none.

mod circles;
mod modules;
mod paths;
mod resolve;

use std::collections::{BTreeMap, BTreeSet};

pub use circles::{Circle, circles};

/// The arrows of a crate: from a file to a file, both from `src/` on, with the names that the first uses of the second.
pub type Arrows = BTreeMap<(String, String), BTreeSet<String>>;

/// The arrows of the crate with this root, `lib.rs` or `main.rs`, whose files, from `src/` on, `read` returns.
///
/// # Panics
/// A file is not Rust, or a module has no file.
pub fn arrows(root: &str, read: impl Fn(&str) -> Option<String>) -> Arrows {
    let modules = modules::modules(root, &read);
    let mut arrows = Arrows::new();
    for module in modules.all() {
        for path in paths::paths(module) {
            for found in resolve::resolve(&modules, module, &path) {
                // What is inside of a module is named by way of it.
                let is_around = found.is_module && module.path.starts_with(&found.module.path);
                if found.module.file != module.file && !is_around {
                    let between = (module.file.clone(), found.module.file.clone());
                    arrows.entry(between).or_default().insert(found.name);
                }
            }
        }
    }
    arrows
}
