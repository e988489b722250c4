//! Turns descriptions that others publish into ours: one file per operation, in our vocabulary, for a person to go on
//! editing.
//!
//! [`api_docs`] reads the official metadata of Alibaba Cloud. Everything in it is mapped, or is on the list
//! [`LEFT_OUT`] of keys that say nothing about calls, or is in the [`Report`]: nothing is lost in silence. What is broken
//! in the source is repaired by the rules of [`Repair`].

mod api_docs;
mod aside;
mod context;
mod data;
mod examples;
mod files;
mod folder;
mod importer;
mod kind;
mod object;
mod openapi;
mod read;
mod recognize;
mod repair;
mod report;
mod yaml;

use std::collections::BTreeMap;

use importer::Importer;
use recognize::recognize;

pub use context::{Context, LEFT_OUT, LeftOut};
pub use data::Data;
pub use folder::{Existing, FolderName, InvalidName, WriteError};
pub use read::{Format, Input, ReadError};
pub use recognize::Recognized;
pub use repair::{Evidence, Repair};
pub use report::{Repaired, Report, Unknown};
pub use yaml::write as to_yaml;

/// What came out of an import.
#[derive(Debug)]
pub struct Imported {
    /// The name of the product as a folder: `resource-directory-master`.
    pub id: String,
    /// How many operations there are.
    pub operations: usize,
    /// The text of each file by its path within the folder.
    pub files: BTreeMap<String, String>,
    /// What was done beside mapping.
    pub report: Report,
}

/// Why nothing came out.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The source cannot be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
    /// The source is something else, which is known here.
    #[error("it is {0}, not {1}")]
    OtherFormat(Recognized, &'static str),
    /// The source lacks what makes it a document of the format.
    #[error("it is not {0}: there is no `{1}` in it")]
    Lacking(&'static str, &'static str),
}

/// Splits an OpenAPI 3.0 document, JSON or YAML, into one file per operation. Nothing in it is changed but what our layout
/// asks for: each operation has an id that names a file.
///
/// `schema` is that of [`api_docs`].
///
/// # Errors
/// If the text is neither JSON nor YAML, or not an OpenAPI document.
///
/// ```
/// use twinspec_importer::{Input, openapi};
///
/// let text = "openapi: 3.0.3\ninfo: { title: Parcels, version: '1' }\npaths: { /parcels: { get: { responses: {} } } }";
/// let imported = openapi(Input { name: "parcels.yaml", text }, None)?;
/// assert!(imported.files.contains_key("operations/GetParcels.yaml"));
/// # Ok::<(), twinspec_importer::ImportError>(())
/// ```
pub fn openapi(input: Input<'_>, schema: Option<&str>) -> Result<Imported, ImportError> {
    const EXPECTED: &str = "an OpenAPI 3.0 document";
    let data = read::json_or_yaml(input)?;
    match recognize(&data) {
        Some(Recognized::OpenApi(version)) if recognize::is_read(&version) => {}
        Some(other) => return Err(ImportError::OtherFormat(other, EXPECTED)),
        None => return Err(ImportError::Lacking(EXPECTED, "openapi")),
    }
    require(&data, EXPECTED, ["info", "paths"])?;
    let mut importer = Importer::default();
    let description = openapi::document(&mut importer, data);
    let operations = description.operations.len();
    let id = description.id.clone();
    Ok(Imported { id, operations, files: description.files(schema), report: importer.report })
}

/// Imports an `api-docs.json`.
///
/// `schema` leads from the folder of the API to the folder with `schema.json`, `../` in this repository; each file names
/// it for editors. Without one the files name none.
///
/// # Errors
/// If the text is not JSON, or JSON of another format. What is broken below that is repaired and reported.
pub fn api_docs(input: Input<'_>, schema: Option<&str>) -> Result<Imported, ImportError> {
    const EXPECTED: &str = "an `api-docs.json`";
    let data = read::json(input).or_else(|error| match read::json_or_yaml(input) {
        // Of something that it could be taken for, that is the better answer.
        Ok(data) if recognize(&data).is_some() => Ok(data),
        _ => Err(error),
    })?;
    match recognize(&data) {
        Some(Recognized::ApiDocs) | None => require(&data, EXPECTED, ["info", "apis"])?,
        Some(other) => return Err(ImportError::OtherFormat(other, EXPECTED)),
    }
    let mut importer = Importer::default();
    let mut description = api_docs::document(&mut importer, data);
    examples::fit(&mut importer, &mut description);
    let operations = description.operations.len();
    let id = description.id.clone();
    Ok(Imported { id, operations, files: description.files(schema), report: importer.report })
}

/// A document of the format has these keys.
fn require(data: &Data, format: &'static str, keys: [&'static str; 2]) -> Result<(), ImportError> {
    match keys.into_iter().find(|key| data.get(key).is_none()) {
        Some(key) => Err(ImportError::Lacking(format, key)),
        None => Ok(()),
    }
}
