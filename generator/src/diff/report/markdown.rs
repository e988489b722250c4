//! The changes for a review or a changelog.

use super::Report;
use super::summary::{KINDS, LEVELS};
use crate::diff::change::{Change, Spot};
use crate::diff::description::Description;
use crate::diff::rule::Level;
use crate::text;

impl Report<'_> {
    /// A section for each level, what it asks of callers beside it; the texts of the descriptions are data.
    pub fn markdown(&self) -> String {
        let mut out = format!("# Changes of {}\n\n", text::inline(self.new.title()));
        if self.changes.is_empty() {
            return out + "Nothing changed.\n";
        }
        out.push_str("| |");
        LEVELS.iter().for_each(|level| out.push_str(&format!(" {level} |")));
        out.push_str("\n|---|---|---|---|\n");
        for kind in KINDS {
            let counts = LEVELS.map(|level| self.count(kind, level).to_string());
            out.push_str(&format!("| {kind} | {} |\n", counts.join(" | ")));
        }
        for level in LEVELS {
            let changes: Vec<_> = self.of(level).collect();
            if !changes.is_empty() {
                out.push_str(&format!("\n## {}\n\n", heading(level)));
                changes.iter().for_each(|change| out.push_str(&self.item(change)));
            }
        }
        out
    }

    fn item(&self, change: &Change) -> String {
        let sentence = text::inline(&change.sentence());
        let place = place(self.new, change.new).or_else(|| place(self.old, change.old)).unwrap_or_default();
        let place = if place.is_empty() { place } else { format!(" ({})", text::code(&place)) };
        let mut item = format!("* `{}` {sentence}{place}\n", change.rule.id);
        if change.level > Level::Compatible {
            item.push_str(&format!("  {}\n", change.advice()));
        }
        item
    }
}

fn heading(level: Level) -> &'static str {
    match level {
        Level::Breaking => "Breaking",
        Level::Risky => "Risky",
        Level::Compatible => "Compatible",
    }
}

fn place(description: &Description, spot: Option<Spot>) -> Option<String> {
    let Spot(span) = spot?;
    let file = description.files().get(span.file)?;
    Some(format!("{}:{}", file.name(), file.position(span.start).0))
}
