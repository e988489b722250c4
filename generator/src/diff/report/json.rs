//! The changes for a program to read.

use serde_json::{Value, json};
use twinspec_schemas::Direction;

use super::Report;
use super::summary::{KINDS, LEVELS};
use crate::diff::change::{Change, Spot};
use crate::diff::description::Description;

impl Report<'_> {
    /// An object with `level`, `counts` by kind and level, and `changes`, each with `rule`, `title`, `kind`, `level`,
    /// `direction`, `subject`, `text`, `sentence`, `callers`, `operations`, `old` and `new`. A place has `file`, `line` and
    /// `column`, both counted from 1, the column in characters.
    pub fn to_json(&self) -> Value {
        let of_kind = |kind| {
            let counts = LEVELS.map(|level| (level.as_str().to_owned(), json!(self.count(kind, level))));
            Value::Object(counts.into_iter().collect())
        };
        json!({
            "level": self.level().map(|level| level.as_str()),
            "counts": Value::Object(KINDS.map(|kind| (kind.as_str().to_owned(), of_kind(kind))).into_iter().collect()),
            "changes": self.changes.iter().map(|change| self.change(change)).collect::<Value>(),
        })
    }

    fn change(&self, change: &Change) -> Value {
        json!({
            "rule": change.rule.id,
            "title": change.rule.title,
            "kind": change.rule.kind.as_str(),
            "level": change.level.as_str(),
            "direction": change.direction.map(|direction| match direction {
                Direction::Request => "request",
                Direction::Response => "answer",
            }),
            "subject": change.subject,
            "text": change.text,
            "sentence": change.sentence(),
            "callers": change.advice(),
            "operations": change.operations,
            "old": place(self.old, change.old),
            "new": place(self.new, change.new),
        })
    }
}

fn place(description: &Description, spot: Option<Spot>) -> Value {
    let Some(Spot(span)) = spot else { return Value::Null };
    let file = description.files().get(span.file);
    let (line, column) = file.map_or((1, 1), |file| file.position(span.start));
    json!({ "file": file.map(|file| file.name()), "line": line, "column": column })
}
