//! How much a description may become. A component that many schemas include with `allOf`, or that many operations refer to, is
//! in the model as often; each of them may double what it includes.

use serde_json::Value;

use super::lower::Lower;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Size;

impl Lower<'_> {
    /// Takes the room for a value, and the texts beside it, that a part of the document becomes.
    pub(super) fn takes_text<'t>(
        &mut self,
        texts: impl IntoIterator<Item = Option<&'t str>>,
        value: Option<&Value>,
        pointer: &str,
    ) -> bool {
        let mut size = Size::of_texts(texts);
        value.into_iter().for_each(|value| size += Size::of(value, 0));
        self.takes(size, pointer)
    }

    /// Takes room for what is at a pointer; whether there is any.
    pub(super) fn takes(&mut self, size: Size, pointer: &str) -> bool {
        if self.is_full {
            return false;
        }
        let Some(excess) = self.total.add(size) else { return true };
        let message = format!("with its `allOf` and its references to shared parts followed, the description {excess}");
        self.too_large(pointer, message);
        self.is_full = true;
        false
    }

    /// Refuses the description for what is at a pointer.
    pub(super) fn too_large(&mut self, pointer: &str, message: String) {
        let fault = Diagnostic::error(Code::TooLarge, message).at(self.source.span(pointer), "");
        self.diagnostics.push(fault);
    }
}
