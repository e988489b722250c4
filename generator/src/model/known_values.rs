//! The values that a spec names, and what they mean.

use super::{Parameter, Shape, ShapeKind};

impl Shape {
    /// What a value means, as the spec says it; nothing if it does not, or only says the value again.
    pub fn value_title(&self, value: &str) -> Option<&str> {
        let title = self.value_titles.get(value)?.trim().trim_end_matches('.');
        (!title.is_empty() && title != value).then_some(title)
    }

    /// The description, and the values that the spec names with what they mean: Markdown.
    pub fn documentation(&self) -> String {
        self.documented(&self.description)
    }

    /// A description of what has this shape, followed by the values that the spec names.
    fn documented(&self, description: &str) -> String {
        let names_them = !self.listed().is_empty()
            && self.value_titles.is_empty()
            && self.listed().iter().all(|value| description.contains(&format!("`{value}`")));
        let Some(sentence) = self.values_sentence().filter(|_| !names_them) else { return description.to_owned() };
        match description.trim_end() {
            "" => sentence,
            // A list or a block of code ends with its line.
            several if several.contains('\n') => format!("{several}\n\n{sentence}"),
            line => format!("{line} {sentence}"),
        }
    }

    /// The values that the schema lists.
    fn listed(&self) -> &[String] {
        match &self.kind {
            ShapeKind::String { values, .. } => values,
            _ => &[],
        }
    }

    fn values_sentence(&self) -> Option<String> {
        if let ShapeKind::Array { items, .. } = &self.kind
            && self.value_titles.is_empty()
        {
            return items.values_sentence();
        }
        let listed = self.listed();
        let titled = self.value_titles.keys().filter(|value| !listed.contains(value));
        let mut titled: Vec<_> = titled.collect();
        // Numbers by their size.
        titled.sort_by_key(|value| value.parse::<i64>().ok());
        let values: Vec<_> = listed.iter().chain(titled).map(|value| self.known_value(value)).collect();
        let what = if listed.is_empty() { "Known values" } else { "Values" };
        (!values.is_empty()).then(|| format!("{what}: {}.", values.join(", ")))
    }

    fn known_value(&self, value: &str) -> String {
        // A code span ends with its paragraph.
        let value_in_line = value.replace("\r\n", "\n").replace(['\n', '\r'], "\\n");
        let value_as_code = match value {
            "" => "the empty text".to_owned(),
            value if value.contains('`') => format!("`` {value_in_line} ``"),
            _ => format!("`{value_in_line}`"),
        };
        match self.value_title(value) {
            None => value_as_code,
            Some(title) => format!("{value_as_code} ({})", title.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }
}

impl Parameter {
    /// The description, and the values that the spec names with what they mean: Markdown.
    pub fn documentation(&self) -> String {
        self.shape.documented(&self.description)
    }
}
