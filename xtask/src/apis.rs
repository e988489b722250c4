//! The APIs of a folder of specs.

use std::collections::BTreeSet;
use std::path::Path;

use acs_generator::diagnostics::nearest;
use acs_generator::source::ENTRY_FILE;
use anyhow::{Context, Result, bail};

use crate::workspace::shown;

/// The folders below `specs` that hold a spec: all, or those that are named.
pub(crate) fn select(specs: &Path, named: &[String]) -> Result<Vec<String>> {
    let known = all(specs)?;
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
    Ok(known.into_iter().filter(|api| named.is_empty() || named.contains(api)).collect())
}

fn all(specs: &Path) -> Result<BTreeSet<String>> {
    let entries = std::fs::read_dir(specs).with_context(|| format!("cannot read the folder `{}`", shown(specs)))?;
    let mut apis = BTreeSet::new();
    for entry in entries {
        let entry = entry.with_context(|| format!("cannot read the folder `{}`", shown(specs)))?;
        if entry.path().join(ENTRY_FILE).is_file() {
            apis.insert(entry.file_name().to_string_lossy().into_owned());
        }
    }
    Ok(apis)
}
