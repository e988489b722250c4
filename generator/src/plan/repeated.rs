//! Inline schemas that an API repeats: each becomes one type in the module `types`, instead of one at each place.

use std::collections::{BTreeMap, HashMap};

use heck::ToSnakeCase;
use twinspec_schemas::Direction;

use super::names::Names;
use super::operation_plan::ERROR_BODY;
use super::shaped::has_shape;
use crate::facts::{Facts, OperationFacts};
use crate::model::{Response, ResponseFormat, Shape, ShapeKind, Style};
use crate::source::Source;

/// A type that is at several places.
#[derive(Clone)]
pub(super) struct RepeatedType<'a> {
    pub(super) name: String,
    /// The first of the schemas; its words document the type.
    pub(super) shape: &'a Shape,
    /// A type that is ever sent is made for sending.
    pub(super) direction: Direction,
}

/// The types that several places have, and those places.
#[derive(Default)]
pub(super) struct Repeated<'a> {
    types: Vec<RepeatedType<'a>>,
    /// By the origin of a schema.
    places: HashMap<&'a str, usize>,
}

impl<'a> Repeated<'a> {
    /// Finds the inline schemas of an API's operations that make the same type. Names are chosen among those that
    /// `names` has left.
    pub(super) fn find(facts: &'a Facts<'a>, names: &mut Names, source: &Source) -> Self {
        let mut structures = Structures { vendor: facts.api.vendor.is_some(), ..Structures::default() };
        for operation in &facts.operations {
            structures.add(operation);
        }
        let mut repeated = Repeated::default();
        for structure in structures.found {
            let Structure { shape, direction, origins, path } = structure;
            if origins.len() < 2 {
                continue;
            }
            let name = names.take_first(&candidates(&path), source.span(&shape.origin));
            repeated.places.extend(origins.into_iter().map(|origin| (origin, repeated.types.len())));
            repeated.types.push(RepeatedType { name, shape, direction });
        }
        repeated
    }

    /// The name of the type for a schema that is repeated.
    pub(super) fn name(&self, shape: &Shape) -> Option<&str> {
        let place = *self.places.get(shape.origin.as_str())?;
        self.types.get(place).map(|repeated| repeated.name.as_str())
    }

    pub(super) fn types(&self) -> &[RepeatedType<'a>] {
        &self.types
    }
}

/// All inline schemas that need a type, told apart by what the type holds. Their words, examples and limits do not count:
/// the documentation of each operation has its own, and so has the mock.
#[derive(Default)]
struct Structures<'a> {
    /// Whether the API is a vendor's, in whose answers any field can be absent.
    vendor: bool,
    numbers: BTreeMap<String, usize>,
    found: Vec<Structure<'a>>,
}

struct Structure<'a> {
    shape: &'a Shape,
    direction: Direction,
    /// Where it is.
    origins: Vec<&'a str>,
    /// The names that lead to the first place, the innermost last.
    path: Vec<&'a str>,
}

impl<'a> Structures<'a> {
    fn add(&mut self, facts: &'a OperationFacts<'a>) {
        let operation = facts.model;
        for parameter in operation.parameters.iter().filter(|parameter| parameter.style != Style::Binary) {
            self.structure(&parameter.shape, Direction::Request, &mut vec![&parameter.name]);
        }
        for response in &facts.successes {
            self.answer(response, "ResponseBody");
        }
        match facts.errors.as_slice() {
            [first, others @ ..] if others.iter().all(|other| first.has_body_of(other)) => {
                self.answer(first, ERROR_BODY)
            }
            responses => responses.iter().for_each(|response| self.answer(response, ERROR_BODY)),
        }
        if !facts.successes.is_empty() {
            return;
        }
        if matches!(operation.response.format, ResponseFormat::Binary | ResponseFormat::EventStream) {
            return;
        }
        // The body of a response has its type in the module of the operation.
        let Some(shape) = &operation.response.shape else { return };
        match &shape.kind {
            ShapeKind::Object { fields, .. } => {
                for field in fields {
                    self.structure(&field.shape, Direction::Response, &mut vec![&field.name]);
                }
            }
            ShapeKind::Union { variants, .. } => {
                for variant in variants {
                    self.structure(&variant.shape, Direction::Response, &mut vec![&variant.name]);
                }
            }
            ShapeKind::String { .. } => {}
            _ => drop(self.structure(shape, Direction::Response, &mut vec!["ResponseBody"])),
        }
    }

    /// The body of a response that is distinguished from others by its status.
    fn answer(&mut self, response: &'a Response, name: &'a str) {
        let Some(shape) = response.shape.as_ref().filter(|_| has_shape(response)) else { return };
        // Of a response under `components`, its name there says more.
        let component = shape.origin.strip_prefix("/components/responses/").and_then(|rest| rest.split('/').next());
        self.structure(shape, Direction::Response, &mut vec![component.unwrap_or(name)]);
    }

    /// What a value is in Rust, as a text that is the same for the same types. `path` are the names that lead to it.
    fn structure(&mut self, shape: &'a Shape, direction: Direction, path: &mut Vec<&'a str>) -> String {
        let sensitive = if shape.sensitive { "!" } else { "" };
        let text = match &shape.kind {
            ShapeKind::String { values, format, .. } if values.is_empty() => {
                format.map_or("string".to_owned(), |format| format!("{format:?}"))
            }
            ShapeKind::String { values, .. } => self.number(format!("{values:?}"), shape, direction, path),
            ShapeKind::Binary { base64: false } => "string".to_owned(),
            ShapeKind::Binary { base64: true } => "Base64".to_owned(),
            ShapeKind::Integer { bits, .. } => format!("i{bits}"),
            ShapeKind::Number { .. } => "f64".to_owned(),
            ShapeKind::Boolean => "bool".to_owned(),
            ShapeKind::Any => "any".to_owned(),
            ShapeKind::Reference(name) => format!("@{name:?}"),
            ShapeKind::Array { items, .. } => format!("[{}]", self.inside(ITEM, items, direction, path)),
            ShapeKind::Map { values } => format!("map {}", self.inside(ITEM, values, direction, path)),
            ShapeKind::Union { variants, discriminator } => {
                let mut text = format!("one of by {discriminator:?} (");
                for variant in variants {
                    let value = self.inside(&variant.name, &variant.shape, direction, path);
                    text.push_str(&format!("{:?} {:?}: {value}, ", variant.name, variant.tags));
                }
                text.push(')');
                self.number(text, shape, direction, path)
            }
            ShapeKind::Object { fields, additional } => {
                let mut text = "{".to_owned();
                if let Some(rest) = additional {
                    text.push_str(&format!("*: {}, ", self.inside(ITEM, rest, direction, path)));
                }
                for field in fields {
                    let value = self.inside(&field.name, &field.shape, direction, path);
                    let always = field.required
                        && match self.vendor {
                            true => !field.shape.nullable && direction == Direction::Request,
                            false => true,
                        };
                    let deprecated = if field.shape.deprecated { "deprecated " } else { "" };
                    let optional = if always { "" } else { "?" };
                    text.push_str(&format!("{:?}{optional}: {deprecated}{value}, ", field.name));
                }
                text.push('}');
                self.number(text, shape, direction, path)
            }
        };
        let nullable = if shape.nullable && !self.vendor { " or null" } else { "" };
        format!("{sensitive}{text}{nullable}")
    }

    /// The structure of a value inside of the one that the path leads to.
    fn inside(&mut self, name: &'a str, shape: &'a Shape, direction: Direction, path: &mut Vec<&'a str>) -> String {
        path.push(name);
        let structure = self.structure(shape, direction, path);
        path.pop();
        structure
    }

    fn number(&mut self, text: String, shape: &'a Shape, direction: Direction, path: &[&'a str]) -> String {
        let number = *self.numbers.entry(text).or_insert(self.found.len());
        match self.found.get_mut(number) {
            Some(structure) => {
                structure.origins.push(&shape.origin);
                if direction == Direction::Request {
                    structure.direction = direction;
                }
            }
            None => {
                self.found.push(Structure { shape, direction, origins: vec![&shape.origin], path: path.to_vec() });
            }
        }
        format!("#{number}")
    }
}

/// Stands in a path for what a list or a map holds.
const ITEM: &str = "";

/// Names for the type that a path leads to, the best first: what is called last, then more and more before it. A single
/// word that is not what a list holds, such as `Type`, says too little.
fn candidates(path: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in path {
        match (*name, words.last_mut()) {
            (ITEM, Some(list)) => *list = singular(list),
            (ITEM, None) => {}
            _ => words.push((*name).to_owned()),
        }
    }
    let mut names: Vec<_> =
        (0..words.len()).rev().map(|start| words.get(start..).unwrap_or_default().join(" ")).collect();
    let is_held = path.last() == Some(&ITEM);
    if !is_held && names.len() > 1 && names.first().is_some_and(|name| !name.to_snake_case().contains('_')) {
        names.remove(0);
    }
    names
}

/// What one of the things with this name in the plural is called. A word that is not a plain plural stays as it is.
fn singular(name: &str) -> String {
    let ending = |suffixes: &[&str]| suffixes.iter().any(|suffix| name.ends_with(suffix));
    let without = |count: usize| name.get(..name.len() - count).unwrap_or(name);
    if ending(&["ies"]) && name.len() > 4 {
        format!("{}y", without(3))
    } else if ending(&["sses", "uses", "xes", "ches", "shes"]) {
        without(2).to_owned()
    } else if ending(&["s"]) && !ending(&["ss", "us", "is"]) && name.len() > 2 {
        without(1).to_owned()
    } else {
        name.to_owned()
    }
}
