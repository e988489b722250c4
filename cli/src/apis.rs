//! The APIs of a folder of specs.

use std::path::Path;

use anyhow::{Context, Result, bail};
use twinspec_generator::diagnostics::nearest;
use twinspec_generator::source::{ENTRY_FILE, descriptions};

use crate::shown;

/// The folders below `specs` that hold a spec: all, or those that are named.
///
/// # Errors
/// There is none, or one that is named is not there.
pub fn select(specs: &Path, named: &[String]) -> Result<Vec<String>> {
    let known = descriptions(specs).with_context(|| format!("cannot read the folder `{}`", shown(specs)))?;
    if known.is_empty() && specs.join(ENTRY_FILE).is_file() {
        bail!("`{}` is itself a spec; name the folder that contains it", shown(specs));
    }
    if known.is_empty() {
        bail!("there is no spec in `{}`: a spec is a folder with a file `{ENTRY_FILE}`", shown(specs));
    }
    for name in named {
        if !known.contains(name) {
            let list = known.iter().map(String::as_str);
            let hint = match nearest(name, list.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", list.collect::<Vec<_>>().join(", ")),
            };
            bail!("there is no API `{name}` in `{}`; {hint}", shown(specs));
        }
    }
    let selected: Vec<_> = known.into_iter().filter(|api| named.is_empty() || named.contains(api)).collect();
    if let Some(api) = selected.iter().find(|api| !names_a_crate(api)) {
        bail!(
            "the folder `{api}` in `{}` is not a valid crate name; use lower-case letters, digits and `-`, and begin with a letter",
            shown(specs)
        );
    }
    Ok(selected)
}

/// Whether a name is a conventional crate name.
fn names_a_crate(api: &str) -> bool {
    let mut parts = api.split('-');
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    api.starts_with(|c: char| c.is_ascii_lowercase()) && parts.all(part)
}
