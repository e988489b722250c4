//! The files of an API, and how their texts are made: in parallel, and Rust only where it is not there already.

use std::collections::BTreeMap;

use askama::Result;
use rayon::prelude::*;

use super::EmitError;
use crate::format;
use crate::output::{OutputTree, Printed};
use crate::text;

/// What is in a file.
enum Content {
    /// Text as it is, but for the ends of lines and what is not seen.
    Text(String),
    /// A file of Rust that has not been printed. It can name imports that it does not need.
    Rust(String),
}

type Make<'a> = Box<dyn Fn() -> Result<Content> + Send + Sync + 'a>;

/// The path of each file, and what makes it, on the thread that prints it.
#[derive(Default)]
pub(super) struct Files<'a>(Vec<(String, Make<'a>)>);

impl<'a> Files<'a> {
    pub(super) fn text(&mut self, path: impl Into<String>, text: impl Fn() -> Result<String> + Send + Sync + 'a) {
        self.0.push((path.into(), Box::new(move || text().map(Content::Text))));
    }

    pub(super) fn rust(&mut self, path: impl Into<String>, code: impl Fn() -> Result<String> + Send + Sync + 'a) {
        self.0.push((path.into(), Box::new(move || code().map(Content::Rust))));
    }

    /// Makes some of the files, by their paths, and prints none.
    pub(super) fn unprinted(self, wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, String>, EmitError> {
        let files: Vec<_> = self.0.into_iter().filter(|(path, _)| wanted(path)).collect();
        let texts = files.into_par_iter().map(|(path, make)| match make() {
            Ok(Content::Text(text) | Content::Rust(text)) => Ok((path, text::visible(&text))),
            Err(source) => Err(EmitError::Template { path, source }),
        });
        texts.collect()
    }

    /// Makes all files. `header` comes first in those of Rust; what `printed` has is taken from there.
    pub(super) fn made(self, header: &str, printed: &Printed) -> Result<OutputTree, EmitError> {
        let files = self.0.into_par_iter().map(|(path, make)| match make() {
            Ok(Content::Text(text)) => Ok((path, ended(&text::visible(&text)), None)),
            Ok(Content::Rust(code)) => {
                // A string of Rust escapes most of what is not seen; what it does not, it reads in this form.
                let code = text::visible(&code);
                let unprinted = format::hash(&format!("{header}\n{code}"));
                let text = match printed.text(&path, &unprinted) {
                    Some(text) => text,
                    None => match format::printed(&code) {
                        Ok(text) => format!("{header}\n{text}"),
                        Err(source) => return Err(EmitError::Syntax { path, source }),
                    },
                };
                Ok((path, text, Some(unprinted)))
            }
            Err(source) => Err(EmitError::Template { path, source }),
        });
        let mut tree = OutputTree::default();
        for (path, text, unprinted) in files.collect::<Result<Vec<_>, _>>()? {
            match unprinted {
                Some(unprinted) => tree.add_printed(path, text, unprinted),
                None => tree.add(path, text),
            }
        }
        Ok(tree.sealed())
    }
}

/// Text whose last line ends too.
fn ended(text: &str) -> String {
    format!("{}\n", text.trim_end())
}
