use std::collections::BTreeMap;
use std::path::PathBuf;

use super::proof::Proof;

/// What came of a document.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Product and version, as the folders of the document have them.
    pub(super) name: String,
    /// The name of the API's folder.
    pub(super) id: String,
    /// What was generated.
    pub(super) packages: Vec<String>,
    /// Where the document is below the folder of all documents.
    pub(super) document_path: PathBuf,
    /// The size of the document in bytes.
    pub(super) document: usize,
    pub(super) operations: usize,
    pub(super) generated: usize,
    /// Operations that were left out, by reason.
    pub(super) left_out: BTreeMap<String, usize>,
    /// Operations that only the client has.
    pub(super) unserved: usize,
    pub(super) repairs: usize,
    pub(super) unknown: usize,
    /// What kept the document from being generated.
    pub(super) fault: Option<String>,
    /// Whether the client and the mock compile without a warning; nothing if that was not tried.
    pub(super) compiled: Option<bool>,
    /// How the generated tests ended; nothing if they were not run.
    pub(super) tests: Option<Tests>,
    /// What the judge says of the client, or why there is no judgement; nothing if it was not asked.
    pub(super) proof: Option<Result<Proof, String>>,
    /// The first lines of what the compiler or the tests say.
    pub(super) complaint: String,
    pub(super) seconds: f64,
    /// The size of what was generated in bytes.
    pub(super) bytes: usize,
}

/// How generated tests ended.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Tests {
    pub(super) passed: usize,
    pub(super) failed: usize,
    /// Whether cargo says that they passed.
    pub(super) succeeded: bool,
}

impl Outcome {
    /// Whether nothing went wrong in what was tried.
    pub(super) fn is_well(&self) -> bool {
        self.fault.is_none()
            && self.compiled != Some(false)
            && self.tests.is_none_or(|tests| tests.succeeded)
            && self.proof.as_ref().is_none_or(|proof| proof.as_ref().is_ok_and(Proof::is_well))
    }
}
