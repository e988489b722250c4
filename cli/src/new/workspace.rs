//! The cargo workspace that a project is, or is added to.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use toml_edit::{Array, DocumentMut, Item, Table, value};
use twinspec_generator::output;

use crate::print::shown;

/// The folder of the next `Cargo.toml` upwards that has a workspace or a package.
pub(super) fn around(folder: &Path) -> Result<Option<PathBuf>> {
    let mut package = None;
    for above in folder.ancestors() {
        let manifest = above.join("Cargo.toml");
        if !manifest.is_file() {
            continue;
        }
        let document = read(&manifest)?;
        if document.contains_key("workspace") {
            return Ok(Some(above.to_owned()));
        }
        package = package.or_else(|| document.contains_key("package").then(|| above.to_owned()));
    }
    Ok(package)
}

fn read(manifest: &Path) -> Result<DocumentMut> {
    let text = std::fs::read_to_string(manifest).with_context(|| format!("cannot read `{}`", shown(manifest)))?;
    text.parse().with_context(|| format!("`{}` is not TOML", shown(manifest)))
}

/// Adds members to the workspace of a manifest, which may be one of a package so far. What they are covered by already,
/// such as `crates/*`, is not looked at: cargo takes a member twice.
pub(super) fn add_members(manifest: &Path, members: &[String]) -> Result<()> {
    let mut document = read(manifest)?;
    let workspace = document.entry("workspace").or_insert_with(|| Item::Table(Table::new()));
    let listed =
        workspace.as_table_like_mut().map(|table| table.entry("members").or_insert_with(|| value(Array::new())));
    let Some(listed) = listed.and_then(|members| members.as_array_mut()) else {
        bail!("`members` in `{}` is not a list", shown(manifest));
    };
    let known: Vec<_> = listed.iter().filter_map(|member| member.as_str().map(str::to_owned)).collect();
    for member in members.iter().filter(|member| !known.contains(member)) {
        listed.push(member);
    }
    listed.iter_mut().for_each(|member| member.decor_mut().set_prefix("\n    "));
    listed.set_trailing("\n");
    listed.set_trailing_comma(true);
    Ok(output::replace(manifest, &document.to_string())?)
}

/// Moves the files of a project into a workspace: all of them, or none if one is there already.
pub(super) fn merge(project: &Path, workspace: &Path, members: &[String]) -> Result<()> {
    let files = files(project, Path::new("")).context("cannot read the new files")?;
    if let Some(taken) = files.iter().map(|file| workspace.join(file)).find(|path| path.exists()) {
        bail!("`{}` is there already; nothing was changed", shown(&taken));
    }
    for file in &files {
        let target = workspace.join(file);
        std::fs::create_dir_all(target.parent().unwrap_or(workspace)).context("cannot make a folder")?;
        std::fs::rename(project.join(file), &target).with_context(|| format!("cannot write `{}`", shown(&target)))?;
    }
    add_members(&workspace.join("Cargo.toml"), members)
}

/// The files of a folder and of those in it, as paths from there.
fn files(root: &Path, below: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root.join(below))? {
        let entry = entry?;
        let path = below.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            found.extend(files(root, &path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}
