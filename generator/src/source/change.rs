//! Changes to a description that leave the places of the rest as they were.

use serde_json::Value;

use super::edit::{put, take};
use super::place::Place;
use super::size::Size;
use super::source::Source;
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::find;

impl Source {
    /// Sets the value at a JSON pointer; the objects that lead to it are made. A new value has the place of its parent.
    pub(crate) fn set(&mut self, pointer: &str, value: Value) {
        let span = self.place.at(pointer).value;
        put(&mut self.document, &mut self.place, pointer, value, Place::leaf(span));
    }

    /// The pointer to the place behind the last item of a list; without a list, one is made.
    pub(crate) fn end_of(&mut self, list: &str) -> String {
        match find(&self.document, list).and_then(Value::as_array) {
            Some(items) => format!("{list}/{}", items.len()),
            None => {
                self.set(list, Value::Array(Vec::new()));
                format!("{list}/0")
            }
        }
    }

    /// Takes the value at a JSON pointer out of the document.
    pub(crate) fn remove(&mut self, pointer: &str) -> Option<Value> {
        take(&mut self.document, &mut self.place, pointer).map(|(value, _)| value)
    }

    /// Moves a value, with the places in it. Nothing happens if there is none.
    pub(crate) fn rename(&mut self, from: &str, to: &str) {
        if let Some((value, place)) = take(&mut self.document, &mut self.place, from) {
            put(&mut self.document, &mut self.place, to, value, place);
        }
    }

    /// Copies a value, with the places in it. Nothing happens if there is none, and from the copy on with which the document
    /// is too large; then [`Source::diagnostics`] say so.
    pub(crate) fn copy(&mut self, from: &str, to: &str) {
        let Some(value) = find(&self.document, from) else { return };
        if self.size.excess().is_some() {
            return;
        }
        self.size += Size::of(value, to.len());
        if let Some(excess) = self.size.excess() {
            let message = format!("with its parts repeated where OpenAPI 3.0 wants them, the description {excess}");
            self.diagnostics.push(Diagnostic::error(Code::TooLarge, message).at(self.span(from), "this is repeated"));
        } else {
            let value = value.clone();
            let near = self.place.at(from).value;
            let place = self.place.exactly_at(from).map_or_else(|| Place::leaf(near), |place| place.clone());
            put(&mut self.document, &mut self.place, to, value, place);
        }
    }

    /// The value at a JSON pointer, to change what is in it. What is added there has its place.
    pub(crate) fn value_mut(&mut self, pointer: &str) -> Option<&mut Value> {
        self.document.pointer_mut(pointer)
    }
}
