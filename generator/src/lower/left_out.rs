//! What cannot be generated yet does not keep the rest from being generated.

use super::lower::Lower;
use crate::diagnostics::Diagnostic;
use crate::model::LeftOut;
use crate::vocabulary::{At, Operation};

impl Lower<'_> {
    /// Warns of what was found in components: any value is taken in its place.
    pub(super) fn take_any_value(&mut self) {
        let found = std::mem::take(&mut self.found).into_iter();
        let warnings = found.map(|fault| fault.into_warning().help("the generated code takes any value here"));
        self.diagnostics.extend(warnings);
    }

    /// What keeps an operation from being generated, if anything was found in it.
    pub(super) fn left_out(&mut self, id: &str) -> Option<LeftOut> {
        let found = std::mem::take(&mut self.found);
        let reason = found.first()?.message().to_owned();
        let help = format!("the operation `{id}` is left out; the others are generated");
        self.diagnostics.extend(found.into_iter().map(Diagnostic::into_warning).map(|fault| fault.help(help.clone())));
        Some(LeftOut { id: id.to_owned(), reason })
    }

    /// Protocols that no client has yet.
    pub(super) fn protocol(&mut self, words: &Operation) {
        if let Some(At { at, node: protocol }) = &words.protocol {
            self.unsupported(at, format!("an operation over {protocol}"));
        }
    }
}
