//! One fault.

use super::{Code, FileId, Span};

/// Whether a fault stops the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing can be generated.
    Error,
    /// Something can be generated, but probably not what was meant.
    Warning,
}

/// A place and what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is beside the caret; may be empty.
    pub text: String,
}

/// One fault of a description, built step by step.
///
/// ```
/// use twinspec_generator::diagnostics::{Code, Diagnostic};
///
/// let fault = Diagnostic::error(Code::UnknownKey, "unknown key `requred`").help("write `required`");
/// assert_eq!(fault.code().as_str(), "S014");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    severity: Severity,
    code: Code,
    message: String,
    primary: Option<Label>,
    related: Vec<Label>,
    help: Vec<String>,
}

impl Diagnostic {
    /// A fault that stops the run.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message.into())
    }

    /// A fault that does not stop the run.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message.into())
    }

    fn new(severity: Severity, code: Code, message: String) -> Self {
        Self { severity, code, message: readable(message), primary: None, related: Vec::new(), help: Vec::new() }
    }

    /// The same fault, which does not stop the run any more.
    #[must_use]
    pub fn into_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The same fault of a file that has another id than the one it was found under.
    #[must_use]
    pub(crate) fn in_file(mut self, file: FileId) -> Self {
        self.primary.iter_mut().chain(&mut self.related).for_each(|label| label.span.file = file);
        self
    }

    /// Sets the place of the fault; the label is beside the caret and may be empty.
    #[must_use]
    pub fn at(mut self, span: Span, label: impl Into<String>) -> Self {
        self.primary = Some(Label { span, text: readable(label.into()) });
        self
    }

    /// Adds another place that has to do with the fault.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push(Label { span, text: readable(label.into()) });
        self
    }

    /// Adds a way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(readable(help.into()));
        self
    }

    /// Whether the fault stops the run.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// The kind of fault.
    pub fn code(&self) -> Code {
        self.code
    }

    /// What is wrong, in one line.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where it is wrong; nothing for a fault that is in no file.
    pub fn primary(&self) -> Option<&Label> {
        self.primary.as_ref()
    }

    /// Other places that have to do with the fault.
    pub fn related_labels(&self) -> &[Label] {
        &self.related
    }

    /// Ways out.
    pub fn helps(&self) -> &[String] {
        &self.help
    }
}

/// A text that a person reads: a name in it may be as long as a book, and be in a thousand faults.
fn readable(text: String) -> String {
    const BEGINNING: usize = 1_000;
    const END: usize = 200;
    if text.len() <= BEGINNING + END {
        return text;
    }
    let beginning = &text[..text.floor_char_boundary(BEGINNING)];
    let end = &text[text.ceil_char_boundary(text.len() - END)..];
    format!("{beginning}...{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_long_name_is_short() {
        let message = format!("the key `{}` appears twice", "\u{e9}".repeat(60_000));
        let fault = Diagnostic::error(Code::DuplicateKey, message).help("x".repeat(60_000));
        assert!(fault.message().starts_with("the key `\u{e9}") && fault.message().ends_with("\u{e9}` appears twice"));
        assert!(fault.message().len() < 1_300 && fault.help[0].len() < 1_300);
    }
}
