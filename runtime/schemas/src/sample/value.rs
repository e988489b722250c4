//! The value of a schema, whatever its type.

use serde_json::Value;

use super::flat::Flat;
use super::maker::{DEEP, DEEPEST, Maker, Way};
use super::wish::Spot;
use crate::look::{Kinds, stated};

impl Maker<'_> {
    /// A value of a schema; `None` if there is none, or it is not `needed` and would not end.
    pub(super) fn value(&mut self, schema: &Value, spot: Spot<'_>, needed: bool) -> Option<Value> {
        if spot.depth > DEEPEST {
            return None;
        }
        let mut flat = Flat::default();
        flat.add(self, schema, spot.like, 0)?;
        let repeats = flat.references.iter().any(|name| self.trail.contains(name));
        if repeats && spot.like.is_none() && (!needed || spot.depth > DEEP + 6) {
            return None;
        }
        self.left = self.left.saturating_sub(1);
        if let Some(scalar) = spot.like.filter(|like| !like.is_object() && !like.is_array())
            && flat.is_scalar_valid(scalar)
        {
            return Some(scalar.clone());
        }
        if let Some(suggest) = self.wish.suggest
            && let Some(suggested) = suggest(&spot).into_iter().find(|value| self.fits(&flat, schema, value))
        {
            return Some(suggested);
        }
        let is_alike = spot.like.is_some_and(|like| (like.is_object() || like.is_array()) && flat.kinds().has(like));
        if !is_alike && let Some(example) = self.example(&flat, schema) {
            return Some(example);
        }
        let length = self.trail.len();
        self.trail.append(&mut flat.references.clone());
        let value = self.made(&flat, spot);
        self.trail.truncate(length);
        value
    }

    /// One of the values that the schema names.
    fn example(&mut self, flat: &Flat, schema: &Value) -> Option<Value> {
        if !matches!(self.way, Way::Examples | Way::Least) {
            return None;
        }
        let stated = flat.get("examples").and_then(Value::as_array).into_iter().flatten();
        let candidates: Vec<Value> =
            stated.chain(flat.get("default").filter(|value| !value.is_null())).cloned().collect();
        candidates.into_iter().find(|value| self.fits(flat, schema, value))
    }

    fn fits(&self, flat: &Flat, schema: &Value, value: &Value) -> bool {
        match value {
            Value::Array(_) | Value::Object(_) => self.schema.beside(schema.clone()).is_valid(value),
            scalar => flat.is_scalar_valid(scalar),
        }
    }

    fn made(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<Value> {
        if let Some(Value::Array(values)) = flat.get("enum") {
            let kinds = flat.get("type").map_or(Kinds::ALL, stated);
            let fitting: Vec<&Value> = values.iter().filter(|value| kinds.has(value)).collect();
            return match self.way {
                Way::Any => self.random.one(&fitting).copied().cloned(),
                _ => fitting.iter().find(|value| !value.is_null()).or(fitting.first()).copied().cloned(),
            };
        }
        let kind = match spot.like {
            Some(Value::Object(_)) if flat.kinds().object => "object",
            Some(Value::Array(_)) if flat.kinds().array => "array",
            _ => self.kind(flat, spot)?,
        };
        match kind {
            "null" => Some(Value::Null),
            "boolean" => Some(Value::Bool(self.way != Way::Any || self.random.chance(50))),
            "integer" => self.integer(flat, spot),
            "number" => self.number(flat, spot),
            "string" => self.string(flat, spot),
            "array" => self.array(flat, spot),
            _ => self.object(flat, spot),
        }
    }

    /// Of which type the value is to be.
    fn kind(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<&'static str> {
        let kinds = flat.kinds();
        let named = [
            ("object", kinds.object),
            ("array", kinds.array),
            ("string", kinds.string),
            ("integer", kinds.integer && !kinds.number),
            ("number", kinds.number),
            ("boolean", kinds.boolean),
            ("null", kinds.null),
        ];
        let possible: Vec<&'static str> = named.into_iter().filter_map(|(name, is)| is.then_some(name)).collect();
        if self.way == Way::Any && kinds != Kinds::ALL {
            return self.random.one(&possible).copied();
        }
        if possible.len() > 1
            && let Some(suggested) = flat.suggested()
        {
            return possible.contains(&suggested).then_some(suggested).or(possible.first().copied());
        }
        match spot.depth {
            0 => possible.first().copied(),
            // A text says more than an object of which nothing is known.
            _ if kinds == Kinds::ALL => Some("string"),
            _ => possible.first().copied(),
        }
    }
}
