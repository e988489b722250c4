//! The changes for a person to read.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Severity, Renderer};

use super::Report;
use crate::diagnostics::{File, Label, snippet};
use crate::diff::change::{Change, Spot};
use crate::diff::description::Description;
use crate::diff::rule::Level;

impl Report<'_> {
    /// What asks something of callers with both places, as the Rust compiler shows faults; the rest in a line each, or all of
    /// it with places; then a table of the numbers. Empty if nothing changed.
    pub fn render(&self, places: bool, color: bool) -> String {
        if self.changes.is_empty() {
            return String::new();
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() }.decor_style(DecorStyle::Ascii);
        let mut text = String::new();
        let with_places = |change: &&Change| places || change.level > Level::Compatible;
        for change in self.changes.iter().filter(with_places) {
            text.push_str(&self.group(change, &renderer));
            text.push_str("\n\n");
        }
        let mut lines = 0;
        for change in self.changes.iter().filter(|change| !with_places(change)) {
            text.push_str(&format!("{}[{}]: {}\n", change.level, change.rule.id, change.sentence()));
            lines += 1;
        }
        if lines > 0 {
            text.push('\n');
        }
        text + &self.table()
    }

    fn group(&self, change: &Change, renderer: &Renderer) -> String {
        let level = match change.level {
            Level::Breaking => Severity::ERROR,
            Level::Risky => Severity::WARNING,
            Level::Compatible => Severity::INFO,
        };
        let level = level.with_name(change.level.as_str());
        let sentence = change.sentence();
        let (old, new) = (label(self.old, change.old, "was here"), label(self.new, change.new, "is here"));
        let mut group = Group::with_title(level.primary_title(sentence.as_str()).id(change.rule.id));
        for (file, label) in [&old, &new].into_iter().flatten() {
            group = group.element(snippet(file, vec![(label, AnnotationKind::Primary)]));
        }
        group = group.element(Severity::NOTE.with_name(change.rule.kind.as_str()).message(change.rule.title));
        group = group.element(Severity::HELP.with_name("callers").message(change.advice()));
        renderer.render(&[group])
    }
}

fn label<'d>(description: &'d Description, spot: Option<Spot>, text: &str) -> Option<(&'d File, Label)> {
    let Spot(span) = spot?;
    Some((description.files().get(span.file)?, Label { span, text: text.to_owned() }))
}
