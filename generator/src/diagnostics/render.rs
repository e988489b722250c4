//! The faults for a person to read.

use std::ops::Range;

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
        let Some(file) = files.get(id) else { break };
        let line = line(file, first);
        let (here, elsewhere) = labels
            .into_iter()
            .partition(|(label, _)| label.span.file == id && self::line(file, label).abs_diff(line) <= NEAR);
        labels = elsewhere;
        group = group.element(snippet(file, here));
    }
    group.elements(diagnostic.helps().iter().map(|help| Level::HELP.message(help.as_str())))
}

/// Labels that are so many lines apart have snippets of their own: the time to print one grows with the text in it.
const NEAR: usize = 500;

/// The lines of a file with carets under the labels.
pub(crate) fn snippet<'a>(
    file: &'a File,
    labels: Vec<(&'a Label, AnnotationKind)>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let lines = labels.iter().map(|(label, _)| line(file, label));
    let (first, last) = lines.fold((usize::MAX, 1), |(first, last), line| (first.min(line), last.max(line)));
    let start = file.line_start(first);
    let text = file.text().get(start..file.line_start(last + 1)).unwrap_or_default();
    let source = Snippet::source(text).line_start(first).path(file.name());
    labels.into_iter().fold(source, |snippet, (label, kind)| {
        let Range { start: from, end: to } = first_line(file.text(), label);
        let annotation = kind.span(from.saturating_sub(start)..to.saturating_sub(start));
        let text = Some(label.text.as_str()).filter(|text| !text.is_empty());
        snippet.annotation(annotation.label(text))
    })
}

/// The line of a label; what is behind the last line belongs to it.
fn line(file: &File, label: &Label) -> usize {
    let behind = label.span.start >= file.text().len() && file.text().ends_with('\n');
    file.position(label.span.start.saturating_sub(usize::from(behind))).0
}

/// A mapping can be as long as its file: its first line is enough to find it.
fn first_line(text: &str, label: &Label) -> Range<usize> {
    let start = floor(text, label.span.start);
    let end = floor(text, label.span.end).max(start);
    let line = text.get(start..end).unwrap_or_default();
    let line = line.split('\n').next().unwrap_or_default().trim_end();
    start..start + line.len()
}

fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset.min(text.len()))
}
