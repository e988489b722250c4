//! Where a description begins.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use heck::ToKebabCase;

/// The files of a folder in which a description may begin, the first that is there.
const NAMES: [&str; 6] = ["openapi.yaml", "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json"];

/// The file in which the description of an API begins, and the folder that it may refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The folder.
    pub(super) folder: PathBuf,
    /// The name of the file in it.
    pub(super) file: String,
}

impl Entry {
    /// Where the description at `path` begins: `path` itself, or if that is a folder, its `openapi.yaml`, `openapi.json` or
    /// `swagger.json`.
    pub fn of(path: &Path) -> Self {
        let named = path.file_name().filter(|_| !path.is_dir());
        match named.and_then(|name| Some((path.parent()?, name.to_str()?))) {
            Some((folder, file)) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                Self { folder: folder.to_owned(), file: file.to_owned() }
            }
            None => {
                let found = NAMES.into_iter().find(|name| path.join(name).is_file());
                Self { folder: path.to_owned(), file: found.unwrap_or(NAMES[0]).to_owned() }
            }
        }
    }

    /// Whether `name` is the path of a description, and not the name of an API in the folder `specs`. A folder in `specs`
    /// goes before a path.
    pub fn is_path(specs: &Path, name: &str) -> bool {
        !specs.join(name).is_dir() && Self::of(Path::new(name)).path().is_file()
    }

    /// What the API is called if nothing else says so: the folder of an `openapi.yaml`, or any other file as a crate would
    /// be: `pet-store` of `PetStore.json`.
    pub fn id(&self) -> String {
        if NAMES.contains(&self.file.as_str()) {
            let folder = std::path::absolute(&self.folder).unwrap_or_default();
            return folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        }
        let stem = Path::new(&self.file).file_stem().unwrap_or_default().to_string_lossy();
        let plain: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
        let name = plain.to_kebab_case();
        if name.starts_with(|c: char| c.is_ascii_lowercase()) { name } else { format!("api-{name}") }
    }

    /// The file as a person names it: with its folder, if that has only this description.
    pub(super) fn name(&self) -> String {
        if NAMES.contains(&self.file.as_str()) { format!("{}/{}", self.id(), self.file) } else { self.file.clone() }
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.file)
    }
}

/// All descriptions in a folder, in the order of their names: its documents, whatever they are called, and those of the folders
/// in it, as [`descriptions`] finds them.
///
/// # Errors
/// The folder or a file in it cannot be read.
pub fn documents(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found: Vec<_> = descriptions(folder)?.into_values().collect();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() && is_document(&path)? {
            found.push(path);
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// Whether a file is JSON or YAML that says that it is OpenAPI or Swagger, as each document does at its top.
///
/// # Errors
/// The file cannot be read.
pub fn is_document(file: &Path) -> std::io::Result<bool> {
    if !file.extension().is_some_and(|end| ["json", "yaml", "yml"].iter().any(|known| end == *known)) {
        return Ok(false);
    }
    let text = std::fs::read(file)?;
    let text = String::from_utf8_lossy(&text);
    let is_version = |rest: &str| {
        let rest = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':');
        rest.is_some_and(|value| value.trim_start_matches([' ', '"', '\'']).starts_with(|c: char| c.is_ascii_digit()))
    };
    Ok(["openapi", "swagger"].iter().any(|key| text.split(key).skip(1).any(is_version)))
}

/// The descriptions in a folder, by the names of their APIs: each folder in it that has an `openapi.yaml`, or what
/// [`Entry::of`] takes for it.
///
/// # Errors
/// The folder cannot be read.
pub fn descriptions(folder: &Path) -> std::io::Result<BTreeMap<String, PathBuf>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && Entry::of(&path).path().is_file() {
            found.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path);
        }
    }
    Ok(found)
}
