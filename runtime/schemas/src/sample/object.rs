//! Objects and lists.

use serde_json::{Map, Value, json};

use super::flat::Flat;
use super::maker::{Maker, Way};
use super::wish::Spot;

/// How many members are tried for an object that must have more than it describes.
const EXTRA: usize = 64;

impl Maker<'_> {
    pub(super) fn object(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<Value> {
        let required = flat.texts("required");
        let most = flat.count("maxProperties").unwrap_or(usize::MAX);
        let least = flat.count("minProperties").unwrap_or_default();
        let like = spot.like.and_then(Value::as_object);
        let mut made = Map::new();
        for name in &required {
            let of = flat.members("properties").find(|(other, _)| *other == name).map(|(_, schema)| schema.clone());
            if of.as_ref().is_some_and(|schema| self.direction.is_hidden(self.components, schema)) {
                continue;
            }
            let schema = of.unwrap_or_else(|| other_property(flat));
            let value = self.value(&schema, inside(spot, name), true)?;
            made.insert(name.clone(), value);
        }
        for (name, schema) in flat.members("properties") {
            let is_hidden = self.direction.is_hidden(self.components, schema);
            if made.contains_key(name) || is_hidden || made.len() >= most || !flat.allows(name) {
                continue;
            }
            let is_wanted = made.len() < least
                || match like {
                    Some(like) => like.contains_key(name),
                    None => self.includes(spot.depth),
                };
            if is_wanted && let Some(value) = self.value(schema, inside(spot, name), false) {
                made.insert(name.clone(), value);
            }
        }
        for (name, value) in like.into_iter().flatten() {
            let is_described = flat.members("properties").any(|(other, _)| other == name);
            if made.contains_key(name) || is_described || made.len() >= most || !flat.allows(name) {
                continue;
            }
            let schema = other_property(flat);
            let at = Spot { like: Some(value), ..inside(spot, name) };
            made.extend(self.value(&schema, at, false).map(|value| (name.clone(), value)));
        }
        let is_map = like.is_none()
            && flat.members("properties").next().is_none()
            && (flat.get("additionalProperties").is_some_and(Value::is_object)
                || flat.get("patternProperties").is_some());
        let wanted = match is_map && self.includes(spot.depth) {
            true if self.way == Way::Any => 1 + self.random.below(3),
            true => 1,
            false => 0,
        };
        let wanted = wanted.max(least).min(most);
        for number in 0..EXTRA {
            if made.len() >= wanted {
                break;
            }
            let (name, schema) = self.extra(flat, number)?;
            if made.contains_key(&name) || !flat.allows(&name) {
                continue;
            }
            match self.value(&schema, inside(spot, &name), made.len() < least) {
                Some(value) => drop(made.insert(name, value)),
                None if made.len() < least => return None,
                None => break,
            }
        }
        self.dependent(flat, &mut made, spot)?;
        Some(Value::Object(made))
    }

    /// Adds what must be there because something else is.
    fn dependent(&mut self, flat: &Flat, made: &mut Map<String, Value>, spot: Spot<'_>) -> Option<()> {
        for (name, others) in flat.members("dependentRequired") {
            if !made.contains_key(name) {
                continue;
            }
            for other in others.as_array().into_iter().flatten().filter_map(Value::as_str) {
                if !made.contains_key(other) {
                    let of =
                        flat.members("properties").find(|(name, _)| *name == other).map(|(_, schema)| schema.clone());
                    let value = self.value(&of.unwrap_or(Value::Bool(true)), inside(spot, other), true)?;
                    made.insert(other.to_owned(), value);
                }
            }
        }
        Some(())
    }

    /// The name and the schema of a property that is not described by its name.
    fn extra(&mut self, flat: &Flat, number: usize) -> Option<(String, Value)> {
        if let Some((pattern, schema)) = flat.members("patternProperties").next() {
            let name = self.matching(pattern, (1, 40), |_| true).unwrap_or_else(|| format!("key{number}"));
            return Some((name, schema.clone()));
        }
        let name = match flat.get("propertyNames") {
            Some(names) => {
                let names = json!({ "allOf": [{ "type": "string" }, names] });
                self.value(&names, Spot { name: "key", depth: 1, index: number, outer: 0, like: None }, true)?
                    .as_str()?
                    .to_owned()
            }
            None if number == 0 => "key".to_owned(),
            None => format!("key{}", number + 1),
        };
        Some((name, other_property(flat)))
    }

    pub(super) fn array(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<Value> {
        let least = flat.count("minItems").unwrap_or_default();
        let most = flat.count("maxItems").unwrap_or(usize::MAX);
        let like = spot.like.and_then(Value::as_array);
        let wanted = match self.way {
            _ if like.is_some() => like.map_or(0, Vec::len).max(least),
            Way::Least | Way::Required => least,
            Way::Any => least + if self.includes(spot.depth) { self.random.below(4) } else { 0 },
            Way::Examples | Way::Whole => match self.includes(spot.depth) {
                true => least.max(self.wish.items.max(1)),
                false => least,
            },
        };
        let wanted = wanted.min(most);
        let is_unique = flat.is_true("uniqueItems");
        let mut made: Vec<Value> = Vec::new();
        let prefix: Vec<Value> = flat.get("prefixItems").and_then(Value::as_array).cloned().unwrap_or_default();
        let of_rest = flat.get("items").cloned().unwrap_or(Value::Bool(true));
        if let Some(contained) = flat.get("contains") {
            for index in 0..flat.count("minContains").unwrap_or(1) {
                let both = json!({ "allOf": [of_rest, contained] });
                made.push(self.value(&both, item(spot, index), true)?);
            }
        }
        for _ in 0..wanted.saturating_mul(4) {
            if made.len() >= wanted.max(prefix.len().min(most)) {
                break;
            }
            let index = made.len();
            let is_needed = index < least;
            let schema = prefix.get(index).unwrap_or(&of_rest).clone();
            let way = self.way;
            if is_unique && index > 0 && like.is_none() {
                // The same example twice would not do.
                self.way = Way::Any;
            }
            let made_item = self.value(&schema, item(spot, index), is_needed);
            self.way = way;
            match made_item {
                Some(item) if !is_unique || !made.contains(&item) => made.push(item),
                Some(_) => {}
                None if is_needed => return None,
                None => break,
            }
        }
        (made.len() >= least).then_some(Value::Array(made))
    }
}

fn inside<'n>(spot: Spot<'n>, name: &'n str) -> Spot<'n> {
    let like = spot.like.and_then(|like| like.get(name));
    Spot { name, depth: spot.depth + 1, index: spot.index, outer: spot.outer, like }
}

fn item(spot: Spot<'_>, index: usize) -> Spot<'_> {
    let like = spot.like.and_then(|like| like.get(index));
    Spot { name: spot.name, depth: spot.depth + 1, index, outer: spot.index, like }
}

/// The schema of a property that is not described by its name.
fn other_property(flat: &Flat) -> Value {
    flat.get("additionalProperties").filter(|schema| schema.is_object()).cloned().unwrap_or(Value::Bool(true))
}
