//! The faults for a person to read.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Diagnostics, File, Files, Label, Severity};

impl Diagnostics {
    /// The faults as the Rust compiler shows its own, and a last line that counts them. Empty if there is no fault.
    pub fn render(&self, files: &Files, color: bool) -> String {
        if self.is_empty() {
            return String::new();
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
        let mut text = String::new();
        for diagnostic in self.iter() {
            text.push_str(&renderer.render(&[report(diagnostic, files)]));
            text.push_str("\n\n");
        }
        text + &self.summary() + "\n"
    }
}

fn report<'a>(diagnostic: &'a Diagnostic, files: &'a Files) -> Group<'a> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message()).id(diagnostic.code().as_str()));
    // The labels of one file share a snippet, the file of the fault first.
    let mut labels: Vec<(&Label, AnnotationKind)> = Vec::new();
    labels.extend(diagnostic.primary().map(|label| (label, AnnotationKind::Primary)));
    labels.extend(diagnostic.related_labels().iter().map(|label| (label, AnnotationKind::Context)));
    while let Some((first, _)) = labels.first() {
        let id = first.span.file;
        let (here, elsewhere) = labels.into_iter().partition(|(label, _)| label.span.file == id);
        labels = elsewhere;
        if let Some(file) = files.get(id) {
            group = group.element(snippet(file, here));
        }
    }
    group.elements(diagnostic.helps().iter().map(|help| Level::HELP.message(help.as_str())))
}

fn snippet<'a>(
    file: &'a File,
    labels: Vec<(&'a Label, AnnotationKind)>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    labels.into_iter().fold(Snippet::source(file.text()).path(file.name()), |snippet, (label, kind)| {
        let annotation = kind.span(first_line(file.text(), label));
        let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
        snippet.annotation(annotation.label(text))
    })
}

/// A mapping can be as long as its file: its first line is enough to find it.
fn first_line(text: &str, label: &Label) -> std::ops::Range<usize> {
    let start = floor(text, label.span.start);
    let end = floor(text, label.span.end).max(start);
    let line = text.get(start..end).unwrap_or_default();
    let line = line.split('\n').next().unwrap_or_default().trim_end();
    start..start + line.len()
}

fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}
