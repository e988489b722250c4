//! The faults for a program to read.

use serde_json::{Value, json};

use super::{Diagnostics, Files, Label, Severity};

impl Diagnostics {
    /// An array with one object per fault: `code`, `severity`, `message`, `place`, `related` and `help`. A place has
    /// `file`, `line`, `column` (both counted from 1, the column in characters) and `label`.
    pub fn to_json(&self, files: &Files) -> Value {
        self.iter()
            .map(|diagnostic| {
                json!({
                    "code": diagnostic.code().as_str(),
                    "severity": match diagnostic.severity() {
                        Severity::Error => "error",
                        Severity::Warning => "warning",
                    },
                    "message": diagnostic.message(),
                    "place": diagnostic.primary().map(|label| place(files, label)),
                    "related": diagnostic.related_labels().iter().map(|label| place(files, label)).collect::<Value>(),
                    "help": diagnostic.helps(),
                })
            })
            .collect()
    }
}

fn place(files: &Files, label: &Label) -> Value {
    let file = files.get(label.span.file);
    let (line, column) = file.map_or((1, 1), |file| file.position(label.span.start));
    json!({ "file": file.map(|file| file.name()), "line": line, "column": column, "label": label.text })
}
