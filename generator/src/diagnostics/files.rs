//! The files of a run, and places in them.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A file of a [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) usize);

/// A place in a file: byte offsets into [`File::text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

/// A file as it was read.
#[derive(Debug, Clone)]
pub struct File {
    path: PathBuf,
    name: String,
    text: String,
    /// The offset into the text of the first byte that was not UTF-8.
    invalid_utf8: Option<usize>,
    /// Where each line begins: counted when a fault asks for it first.
    lines: OnceLock<Vec<usize>>,
}

impl File {
    /// A file that was read, apart from any collection.
    pub fn new(path: &Path, mut bytes: Vec<u8>) -> Self {
        if bytes.starts_with(BYTE_ORDER_MARK) {
            bytes.drain(..BYTE_ORDER_MARK.len());
        }
        let (text, invalid_utf8) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let start = error.utf8_error().valid_up_to();
                (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(start))
            }
        };
        File { path: path.to_owned(), name: shown(path), text, invalid_utf8, lines: OnceLock::new() }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The name shown to a person: relative to the current directory where that is possible.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The content as text: without byte order mark, and with U+FFFD in place of what is not UTF-8.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The offset into [`File::text`] of the first byte that is not UTF-8.
    pub(crate) fn invalid_utf8(&self) -> Option<usize> {
        self.invalid_utf8
    }

    /// The line and column of an offset into [`File::text`], both counted from 1, the column in characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset.min(self.text.len()));
        let line = self.lines().partition_point(|start| *start <= offset);
        let column = self.text.get(self.line_start(line)..offset).unwrap_or_default().chars().count() + 1;
        (line, column)
    }

    /// Where a line begins, counted from 1.
    pub(crate) fn line_start(&self, line: usize) -> usize {
        self.lines().get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let newlines = self.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0).chain(newlines.map(|(offset, _)| offset + 1)).collect()
        })
    }
}

/// The files of a run, in the order in which they were read.
#[derive(Debug, Clone, Default)]
pub struct Files {
    files: Vec<File>,
}

impl Files {
    /// Adds a file.
    pub fn add(&mut self, file: File) -> FileId {
        self.files.push(file);
        FileId(self.files.len() - 1)
    }

    /// The file of an id that this collection gave out.
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0)
    }

    /// Names the files of a folder by another name of it: `main:` for a copy of what is in a revision.
    pub(crate) fn rename(&mut self, folder: &Path, name: &str) {
        for file in &mut self.files {
            if let Ok(rest) = file.path.strip_prefix(folder) {
                file.name = format!("{name}{}", rest.display().to_string().replace('\\', "/"));
            }
        }
    }

    /// All files, in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = &File> {
        self.files.iter()
    }

    /// The text of a place; nothing if the place is not in these files.
    pub fn text(&self, span: Span) -> &str {
        self.get(span.file).and_then(|file| file.text.get(span.start..span.end)).unwrap_or_default()
    }
}

/// The path relative to the current directory if it is below it, with `/` between its parts.
fn shown(path: &Path) -> String {
    let relative = std::env::current_dir().ok().and_then(|current| path.strip_prefix(current).ok());
    relative.unwrap_or(path).display().to_string().replace('\\', "/")
}
