//! What a schema says of values, sorted by what it says it of.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use twinspec_schemas::Direction;

use super::conjunction::{ALTERNATIVES, Part, Schema, Schemas, alternatives};
use crate::pointer::join;

/// What a schema says of values.
#[derive(Debug, Default)]
pub(super) struct View<'s> {
    /// The types besides null; `None` for all.
    pub(super) types: Option<BTreeSet<&'s str>>,
    pub(super) null: bool,
    /// The values besides null, if they are listed.
    pub(super) values: Option<Vec<&'s Value>>,
    pub(super) least: Option<Bound<'s>>,
    pub(super) most: Option<Bound<'s>>,
    /// Bounds of lengths and numbers of items, by keyword.
    pub(super) counts: BTreeMap<&'s str, &'s Value>,
    pub(super) unique: bool,
    pub(super) patterns: BTreeSet<&'s str>,
    pub(super) formats: BTreeSet<&'s str>,
    pub(super) members: BTreeMap<&'s str, Schema<'s>>,
    pub(super) required: BTreeSet<&'s str>,
    /// Whether members of other names are refused.
    pub(super) closed: bool,
    /// What they have to be, if that is said.
    pub(super) others: Option<Schema<'s>>,
    pub(super) items: Option<Schema<'s>>,
    pub(super) unions: Vec<Union<'s>>,
    /// What can only be compared as it is written.
    pub(super) rest: BTreeMap<&'s str, Vec<&'s Value>>,
    pub(super) default: Option<&'s Value>,
    pub(super) read_only: bool,
    pub(super) write_only: bool,
    pub(super) deprecated: bool,
    pub(super) sensitive: bool,
    pub(super) text: Option<&'s str>,
    pub(super) examples: Option<&'s Value>,
    pub(super) titles: Option<&'s Value>,
    /// What nothing fits.
    pub(super) nothing: bool,
}

/// A bound of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bound<'s> {
    pub(super) value: &'s Value,
    pub(super) exclusive: bool,
}

/// Several shapes of which a value has one.
#[derive(Debug, Clone)]
pub(super) struct Union<'s> {
    pub(super) keyword: &'static str,
    pub(super) at: String,
    pub(super) variants: Vec<Schema<'s>>,
    pub(super) discriminator: Option<&'s str>,
    pub(super) mapping: Vec<(&'s str, &'s str)>,
}

/// Bounds of counts: the keyword, and whether more of it allows less.
pub(super) const COUNTS: [(&str, bool); 8] = [
    ("minLength", true),
    ("maxLength", false),
    ("minItems", true),
    ("maxItems", false),
    ("minProperties", true),
    ("maxProperties", false),
    ("minContains", true),
    ("maxContains", false),
];

/// Keywords of which it cannot be decided which of two allows less.
const UNDECIDED: [&str; 13] = [
    "multipleOf",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
    "patternProperties",
    "prefixItems",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Alternatives in alternatives are not followed deeper for what they allow.
const DEEPEST: usize = 8;

impl<'s> Schema<'s> {
    pub(super) fn view(&self, schemas: Schemas<'s>) -> View<'s> {
        self.view_to(schemas, DEEPEST)
    }

    /// Whether values of it do not travel in a direction.
    pub(super) fn is_hidden(&self, schemas: Schemas<'s>, direction: Direction) -> bool {
        let keyword = match direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        self.flat(schemas).iter().any(|part| is_true(part.schema, keyword))
    }

    fn view_to(&self, schemas: Schemas<'s>, deepest: usize) -> View<'s> {
        let mut view = View { null: true, ..View::default() };
        let parts = self.flat(schemas);
        for part in &parts {
            view.add(part);
        }
        if view.types.is_none() {
            view.types = view.meant().map(|kind| BTreeSet::from([kind]));
        }
        if let (Some(deepest), false) = (deepest.checked_sub(1), view.unions.is_empty()) {
            view.join_unions(&parts, schemas, deepest);
        }
        if let Some(values) = &mut view.values {
            values.retain(|value| !value.is_null());
        }
        view
    }
}

impl<'s> View<'s> {
    fn add(&mut self, part: &Part<'s>) {
        let Value::Object(keywords) = part.schema else {
            self.nothing |= part.schema == &Value::Bool(false);
            return;
        };
        let kinds: Option<Vec<&str>> = match keywords.get("type") {
            Some(Value::String(kind)) => Some(vec![kind.as_str()]),
            Some(Value::Array(kinds)) => Some(kinds.iter().filter_map(Value::as_str).collect()),
            _ => None,
        };
        let listed: Option<Vec<&Value>> = match (keywords.get("enum"), keywords.get("const")) {
            (_, Some(value)) => Some(vec![value]),
            (Some(Value::Array(values)), None) => Some(values.iter().collect()),
            _ => None,
        };
        self.null &= part.null
            || match (&kinds, &listed) {
                (Some(kinds), _) => kinds.contains(&"null"),
                (None, Some(values)) => values.iter().any(|value| value.is_null()),
                (None, None) => true,
            };
        if let Some(kinds) = kinds {
            let own: BTreeSet<_> = kinds.into_iter().filter(|kind| *kind != "null").collect();
            self.types = Some(match self.types.take() {
                None => own,
                Some(known) => both(&known, &own),
            });
        }
        if let Some(own) = listed {
            self.values = Some(match self.values.take() {
                None => own,
                Some(known) => known.into_iter().filter(|value| own.contains(value)).collect(),
            });
        }
        for (keyword, exclusive) in [("minimum", false), ("exclusiveMinimum", true)] {
            let own = keywords.get(keyword).map(|value| Bound { value, exclusive });
            self.least = tighter(self.least, own, Ordering::Greater);
        }
        for (keyword, exclusive) in [("maximum", false), ("exclusiveMaximum", true)] {
            let own = keywords.get(keyword).map(|value| Bound { value, exclusive });
            self.most = tighter(self.most, own, Ordering::Less);
        }
        for (keyword, is_least) in COUNTS {
            let Some(own) = keywords.get(keyword) else { continue };
            let wanted = if is_least { Ordering::Greater } else { Ordering::Less };
            let known = self.counts.entry(keyword).or_insert(own);
            if order(own, known) == wanted {
                *known = own;
            }
        }
        self.unique |= is_true(part.schema, "uniqueItems");
        self.patterns.extend(keywords.get("pattern").and_then(Value::as_str));
        for keyword in ["format", "contentEncoding", "contentMediaType"] {
            self.formats.extend(keywords.get(keyword).and_then(Value::as_str));
        }
        self.objects(part);
        if let Some(items) = keywords.get("items") {
            self.items.get_or_insert_default().parts.push(inner(items, join(&part.at, "items")));
        }
        for keyword in UNDECIDED {
            if let Some(value) = keywords.get(keyword) {
                self.rest.entry(keyword).or_default().push(value);
            }
        }
        for keyword in ALTERNATIVES.into_iter().filter(|keyword| part.without != Some(keyword)) {
            self.union(part, keyword);
        }
        self.words(part);
    }

    fn objects(&mut self, part: &Part<'s>) {
        let members = part.schema.get("properties").and_then(Value::as_object).into_iter().flatten();
        for (name, schema) in members {
            let at = join(&join(&part.at, "properties"), name);
            self.members.entry(name).or_default().parts.push(inner(schema, at));
        }
        let required = part.schema.get("required").and_then(Value::as_array).into_iter().flatten();
        self.required.extend(required.filter_map(Value::as_str));
        match part.schema.get("additionalProperties") {
            Some(Value::Bool(false)) => self.closed = true,
            Some(schema @ Value::Object(keywords)) if !keywords.is_empty() => {
                let at = join(&part.at, "additionalProperties");
                self.others.get_or_insert_default().parts.push(inner(schema, at));
            }
            _ => {}
        }
    }

    fn union(&mut self, part: &Part<'s>, keyword: &'static str) {
        let own = alternatives(part.schema, keyword, &part.at);
        if own.len() < 2 {
            return;
        }
        let discriminator = part.schema.get("discriminator");
        let mapping = discriminator.and_then(|own| own.get("mapping")).and_then(Value::as_object);
        self.unions.push(Union {
            keyword,
            at: part.at.clone(),
            variants: own.into_iter().map(|(schema, at)| Schema::at(schema, at)).collect(),
            discriminator: discriminator.and_then(|own| own.get("propertyName")).and_then(Value::as_str),
            mapping: mapping.into_iter().flatten().filter_map(|(tag, to)| Some((tag.as_str(), to.as_str()?))).collect(),
        });
    }

    fn words(&mut self, part: &Part<'s>) {
        let text = |keyword: &str| part.schema.get(keyword).and_then(Value::as_str);
        self.text = self.text.or_else(|| text("description")).or_else(|| text("title"));
        self.default = self.default.or_else(|| part.schema.get("default"));
        self.examples = self.examples.or_else(|| part.schema.get("examples"));
        self.titles = self.titles.or_else(|| part.schema.get("x-twin-value-titles"));
        self.read_only |= is_true(part.schema, "readOnly");
        self.write_only |= is_true(part.schema, "writeOnly");
        self.deprecated |= is_true(part.schema, "deprecated");
        self.sensitive |= is_true(part.schema, "x-twin-sensitive");
    }

    /// The type that other keywords speak of, if no keyword says it.
    fn meant(&self) -> Option<&'static str> {
        let first = self.values.as_ref().and_then(|values| values.iter().find(|value| !value.is_null()));
        match first {
            Some(Value::String(_)) => Some("string"),
            Some(Value::Bool(_)) => Some("boolean"),
            Some(Value::Number(_)) => Some("number"),
            Some(_) => None,
            None if !self.members.is_empty() || self.closed || self.others.is_some() => Some("object"),
            None if self.items.is_some() => Some("array"),
            None if !self.patterns.is_empty() => Some("string"),
            None if self.counts.contains_key("minLength") || self.counts.contains_key("maxLength") => Some("string"),
            None => None,
        }
    }

    /// A value has a type of one of its alternatives.
    fn join_unions(&mut self, parts: &[Part<'s>], schemas: Schemas<'s>, deepest: usize) {
        for union in &self.unions {
            let views: Vec<_> = union.variants.iter().map(|variant| variant.view_to(schemas, deepest)).collect();
            let around = parts.iter().find(|part| part.at == union.at);
            let lists_null = around.is_some_and(|part| {
                let all = part.schema.get(union.keyword).and_then(Value::as_array);
                part.null || all.is_some_and(|all| all.len() > union.variants.len())
            });
            self.null &= lists_null || views.iter().any(|view| view.null);
            let types: Option<Vec<_>> = views.into_iter().map(|view| view.types).collect();
            if let Some(types) = types {
                let own: BTreeSet<&str> = types.into_iter().flatten().collect();
                self.types = Some(match self.types.take() {
                    None => own,
                    Some(known) => both(&known, &own),
                });
            }
        }
    }

    /// Whether values can be of a type.
    pub(super) fn takes(&self, kind: &str) -> bool {
        self.types.as_ref().is_none_or(|types| covers(types, kind))
    }
}

/// Whether types have all values of a type.
pub(super) fn covers(types: &BTreeSet<&str>, kind: &str) -> bool {
    types.contains(kind) || kind == "integer" && types.contains("number")
}

/// The types that have values of both.
fn both<'s>(a: &BTreeSet<&'s str>, b: &BTreeSet<&'s str>) -> BTreeSet<&'s str> {
    let ours = a.iter().filter(|kind| covers(b, kind));
    ours.chain(b.iter().filter(|kind| covers(a, kind))).copied().collect()
}

fn inner(schema: &Value, at: String) -> Part<'_> {
    Part { schema, at, without: None, null: false }
}

fn is_true(schema: &Value, keyword: &str) -> bool {
    schema.get(keyword) == Some(&Value::Bool(true))
}

fn tighter<'s>(known: Option<Bound<'s>>, own: Option<Bound<'s>>, wanted: Ordering) -> Option<Bound<'s>> {
    match (known, own) {
        (Some(known), Some(own)) => {
            let own_is_tighter = match order(own.value, known.value) {
                Ordering::Equal => own.exclusive,
                order => order == wanted,
            };
            Some(if own_is_tighter { own } else { known })
        }
        (known, own) => known.or(own),
    }
}

/// The order of two numbers.
pub(super) fn order(a: &Value, b: &Value) -> Ordering {
    let whole = |value: &Value| value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(Ordering::Equal),
    }
}
