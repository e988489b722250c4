use std::collections::BTreeMap;

/// The files of one API, by their path below its folder, with `/` between the parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<String, String>,
    /// For each file that was printed, the hash of what it was printed from.
    unprinted: BTreeMap<String, String>,
}

impl OutputTree {
    /// Adds a file.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.files.insert(path.into(), text.into());
    }

    /// Adds a file that was printed, with the hash of what it was printed from.
    pub fn add_printed(&mut self, path: impl Into<String>, text: impl Into<String>, unprinted: impl Into<String>) {
        let path = path.into();
        self.unprinted.insert(path.clone(), unprinted.into());
        self.add(path, text);
    }

    /// The files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// For each file that was printed, the hash of what it was printed from.
    pub(super) fn unprinted(&self) -> &BTreeMap<String, String> {
        &self.unprinted
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl FromIterator<(String, String)> for OutputTree {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        OutputTree { files: files.into_iter().collect(), unprinted: BTreeMap::new() }
    }
}
