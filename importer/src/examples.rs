//! Examples and defaults fit their schemas: what does not is left out of them.

use std::collections::HashMap;

use regex::Regex;
use serde_json::Number;

use super::files::Description;
use super::importer::Importer;
use super::object::Object;
use super::{Data, Repair};

/// How deep values are followed.
const DEPTH: usize = 100;

/// Makes the examples and defaults of a description fit.
pub(super) fn fit(importer: &mut Importer, description: &mut Description) {
    // What examples are held against stays as it was: nothing of it but examples and defaults changes.
    let components: HashMap<String, Data> =
        Data::from(description.schemas.clone()).into_entries().into_iter().collect();
    let mut fitter = Fitter { importer, components: &components, patterns: HashMap::new() };
    let mut schemas = Data::from(std::mem::take(&mut description.schemas)).into_entries();
    for (name, schema) in &mut schemas {
        let step = format!("/components/schemas/{name}");
        fitter.at(&step, |fitter| fitter.schema(schema));
    }
    description.schemas = Object::from_entries(schemas);
    for (id, _, _, data) in &mut description.operations {
        let mut operation = Data::from(std::mem::take(data));
        let step = format!("/apis/{id}");
        fitter.at(&step, |fitter| fitter.operation(&mut operation));
        *data = Object::from_entries(operation.into_entries());
    }
}

struct Fitter<'a> {
    importer: &'a mut Importer,
    components: &'a HashMap<String, Data>,
    patterns: HashMap<String, Option<Regex>>,
}

impl Fitter<'_> {
    fn at(&mut self, pointer: &str, visit: impl FnOnce(&mut Self)) {
        let steps: Vec<String> = pointer.split('/').skip(1).map(str::to_owned).collect();
        let count = steps.len();
        for step in steps {
            self.importer.enter(step);
        }
        visit(self);
        for _ in 0..count {
            self.importer.leave();
        }
    }

    fn operation(&mut self, operation: &mut Data) {
        for key in ["x-twin-host-parameters", "parameters"] {
            for parameter in operation.get_mut(key).map(Data::items_mut).unwrap_or_default() {
                self.holder(parameter);
            }
        }
        if let Some(body) = operation.get_mut("requestBody") {
            self.contents(body);
        }
        for (_, response) in operation.get_mut("responses").map(Data::entries_mut).unwrap_or_default() {
            self.contents(response);
            for (_, header) in response.get_mut("headers").map(Data::entries_mut).unwrap_or_default() {
                self.holder(header);
            }
        }
    }

    fn contents(&mut self, holder: &mut Data) {
        for (media, content) in holder.get_mut("content").map(Data::entries_mut).unwrap_or_default() {
            let events =
                media.starts_with("text/event-stream") && matches!(content.get("example"), Some(Data::List(_)));
            if media.ends_with("xml") || events {
                if let Some(schema) = content.get_mut("schema") {
                    self.schema(schema);
                }
            } else {
                self.holder(content);
            }
        }
    }

    /// A schema with an example beside it.
    fn holder(&mut self, holder: &mut Data) {
        let Some(schema) = holder.get_mut("schema") else { return };
        self.schema(schema);
        let schema = schema.clone();
        self.fit_key(holder, "example", &schema, Repair::UnfitExample);
    }

    fn schema(&mut self, schema: &mut Data) {
        for (_, property) in schema.get_mut("properties").map(Data::entries_mut).unwrap_or_default() {
            self.schema(property);
        }
        for key in ["items", "additionalProperties"] {
            if let Some(inner) = schema.get_mut(key) {
                self.schema(inner);
            }
        }
        for (key, repair) in [("default", Repair::UnfitDefault), ("example", Repair::UnfitExample)] {
            if schema.get(key).is_some() {
                let against = schema.clone();
                self.fit_key(schema, key, &against, repair);
            }
        }
    }

    fn fit_key(&mut self, holder: &mut Data, key: &str, schema: &Data, repair: Repair) {
        let Data::Map(entries) = holder else { return };
        let Some(index) = entries.iter().position(|(name, _)| name == key) else { return };
        let Some((_, value)) = entries.get_mut(index) else { return };
        let mut changed = false;
        match self.fitted(value, schema, 0, &mut changed) {
            Some(fitted) if changed => *value = fitted,
            Some(_) => return,
            None => {
                entries.remove(index);
            }
        }
        self.importer.repaired_at(key, repair);
    }

    /// The value without what does not fit; none if nothing is left that fits.
    fn fitted(&mut self, value: &Data, schema: &Data, depth: usize, changed: &mut bool) -> Option<Data> {
        if depth > DEPTH {
            return None;
        }
        if let Some(reference) = schema.get("$ref").and_then(Data::as_text) {
            let name = reference.rsplit('/').next().unwrap_or_default();
            return match self.components.get(name) {
                Some(component) => self.fitted(value, component, depth + 1, changed),
                None => Some(value.clone()),
            };
        }
        let mut value = value.clone();
        for part in schema.get("allOf").map(Data::items).unwrap_or_default() {
            value = self.fitted(&value, part, depth + 1, changed)?;
        }
        if value == Data::Null {
            return (schema.get("nullable") == Some(&Data::Bool(true)) || schema.get("type").is_none())
                .then_some(value);
        }
        if schema.get("enum").is_some_and(|values| !values.items().contains(&value)) {
            return None;
        }
        let kind = schema.get("type").and_then(Data::as_text);
        match (&value, kind) {
            (_, None) => Some(value),
            (Data::Text(text), Some("string")) => self.text_fits(text, schema).then_some(value),
            (Data::Number(number), Some("integer")) if !number.is_f64() => number_fits(number, schema).then_some(value),
            (Data::Number(number), Some("number")) => number_fits(number, schema).then_some(value),
            (Data::Bool(_), Some("boolean")) => Some(value),
            (Data::List(items), Some("array")) => {
                let of_item = schema.get("items").cloned().unwrap_or(Data::Null);
                let fitted: Vec<Data> =
                    items.iter().filter_map(|item| self.fitted(item, &of_item, depth + 1, changed)).collect();
                *changed |= fitted.len() != items.len();
                count_fits(fitted.len(), schema, "minItems", "maxItems").then_some(Data::List(fitted))
            }
            (Data::Map(entries), Some("object")) => self.object(entries, schema, depth, changed),
            _ => None,
        }
    }

    fn object(&mut self, entries: &[(String, Data)], schema: &Data, depth: usize, changed: &mut bool) -> Option<Data> {
        let properties = schema.get("properties");
        let mut fitted = Vec::new();
        for (name, value) in entries {
            let of_value =
                properties.and_then(|properties| properties.get(name)).or_else(|| schema.get("additionalProperties"));
            let value = match of_value {
                Some(of_value @ Data::Map(_)) => self.fitted(value, of_value, depth + 1, changed),
                Some(Data::Bool(false)) => None,
                _ => Some(value.clone()),
            };
            fitted.extend(value.map(|value| (name.clone(), value)));
        }
        *changed |= fitted.len() != entries.len();
        let required = schema.get("required").map(Data::items).unwrap_or_default();
        let complete =
            required.iter().filter_map(Data::as_text).all(|name| fitted.iter().any(|(known, _)| known == name));
        complete.then_some(Data::Map(fitted))
    }

    fn text_fits(&mut self, text: &str, schema: &Data) -> bool {
        if !count_fits(text.chars().count(), schema, "minLength", "maxLength") {
            return false;
        }
        let Some(pattern) = schema.get("pattern").and_then(Data::as_text) else { return true };
        if !self.patterns.contains_key(pattern) {
            self.patterns.insert(pattern.to_owned(), Regex::new(pattern).ok());
        }
        self.patterns.get(pattern).and_then(Option::as_ref).is_none_or(|pattern| pattern.is_match(text))
    }
}

fn count_fits(count: usize, schema: &Data, least: &str, most: &str) -> bool {
    let bound = |key: &str| match schema.get(key) {
        Some(Data::Number(number)) => number.as_u64(),
        _ => None,
    };
    let count = count as u64;
    bound(least).is_none_or(|least| count >= least) && bound(most).is_none_or(|most| count <= most)
}

fn number_fits(number: &Number, schema: &Data) -> bool {
    let bound = |key: &str| match schema.get(key) {
        Some(Data::Number(bound)) => bound.as_f64(),
        _ => None,
    };
    let exclusive = |key: &str| schema.get(key) == Some(&Data::Bool(true));
    let value = number.as_f64().unwrap_or_default();
    let above =
        bound("minimum").is_none_or(|least| value > least || (value == least && !exclusive("exclusiveMinimum")));
    let below = bound("maximum").is_none_or(|most| value < most || (value == most && !exclusive("exclusiveMaximum")));
    above && below
}
