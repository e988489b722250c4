//! Reads a description: YAML files joined by `$ref` become one document, and each value of it keeps its place in a file.
//!
//! This is the only module that knows YAML and JSON.

mod bundle;
mod change;
mod check;
mod edit;
mod entry;
mod folder;
mod hoisted;
mod json;
mod keys;
mod load;
mod merge;
mod node;
mod offsets;
mod outdented;
mod overlay;
mod parsed;
mod place;
mod reach;
mod read;
mod reference;
mod repair;
mod scalar;
mod size;
#[allow(clippy::module_inception)]
mod source;
mod style;
mod surrogates;
mod yaml;

pub use self::entry::{Entry, descriptions, documents, is_document};
pub(crate) use self::size::{Size, Total};
pub use self::source::Source;
pub use crate::pointer::{join, steps};
