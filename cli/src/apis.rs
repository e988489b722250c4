//! The APIs of a folder of specs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use twinspec_generator::diagnostics::nearest;
use twinspec_generator::source::{Entry, descriptions};

use crate::configuration::{FILE, PackageName};
use crate::print::shown;

/// An API that is described.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Its name.
    pub name: String,
    /// Where its description is: a folder, or a file.
    pub path: PathBuf,
}

impl Described {
    /// The API whose description is at a path.
    fn at(path: PathBuf) -> Self {
        Described { name: Entry::of(&path).id(), path }
    }
}

/// The APIs that are described in `specs`: all, or those that are named, by name or by the path of their description. `specs`
/// is a folder with a folder for each, or the description of one API: a file, or a folder that has an `openapi.yaml`.
///
/// # Errors
/// There is none, or one that is named is not there.
pub fn select(specs: &Path, named: &[String]) -> Result<Vec<Described>> {
    select_among(specs, Vec::new(), named)
}

/// [`select`], where some APIs are known already, wherever their descriptions are.
pub(crate) fn select_among(specs: &Path, known: Vec<Described>, named: &[String]) -> Result<Vec<Described>> {
    let entry = Entry::of(specs);
    let is_known = |name: &&String| known.iter().any(|api| api.name == **name);
    let (paths, names): (Vec<_>, Vec<_>) =
        named.iter().partition(|name| !is_known(name) && Entry::is_path(specs, name));
    let mut selected: Vec<_> = paths.into_iter().map(|path| Described::at(path.into())).collect();
    if entry.path().is_file() {
        selected.push(Described { name: entry.id(), path: specs.to_owned() });
    } else if selected.is_empty() || !names.is_empty() {
        selected.extend(by_name(specs, known, &names)?);
    }
    if let Some(Described { name: api, .. }) = selected.iter().find(|api| !PackageName::is(&api.name)) {
        bail!(
            "the folder `{api}` in `{}` is not a valid crate name; use lower-case letters, digits and `-`, and begin with a letter",
            shown(specs)
        );
    }
    Ok(selected)
}

/// The APIs of a folder of specs and those that are known: all, or those that are named.
fn by_name(specs: &Path, known: Vec<Described>, named: &[&String]) -> Result<Vec<Described>> {
    if known.is_empty() && !specs.exists() {
        bail!(
            "there is no folder `{}`: a description is a folder in it with a file `openapi.yaml` or `openapi.json`; for \
             documents elsewhere, name them in `{FILE}`",
            shown(specs)
        );
    }
    let in_folder = if known.is_empty() || specs.is_dir() {
        descriptions(specs).with_context(|| format!("cannot read the folder `{}`", shown(specs)))?
    } else {
        BTreeMap::new()
    };
    let mut all: BTreeMap<_, _> = in_folder;
    all.extend(known.into_iter().map(|api| (api.name, api.path)));
    if all.is_empty() {
        bail!(
            "there is no spec in `{}`: a spec is a folder with a file `openapi.yaml` or `openapi.json`",
            shown(specs)
        );
    }
    for name in named {
        if !all.contains_key(*name) {
            let list = all.keys().map(String::as_str);
            let hint = match nearest(name, list.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("there are: {}", list.collect::<Vec<_>>().join(", ")),
            };
            bail!("there is no API `{name}` in `{}`; {hint}", shown(specs));
        }
    }
    let described = all.into_iter().map(|(name, path)| Described { name, path });
    Ok(described.filter(|api| named.is_empty() || named.contains(&&api.name)).collect())
}
