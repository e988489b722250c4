//! What distinguishes the variants of a union.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::model::{Api, Field, Shape, ShapeKind};

/// What values look like, as far as it distinguishes variants: `twinspec_core::Fit`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Fit {
    Any,
    Nothing,
    Text,
    Integer,
    Number,
    Boolean,
    List(Box<Fit>),
    Map(Box<Fit>),
    Object { required: Vec<String>, known: Vec<String>, fixed: Vec<(String, Vec<String>)> },
    ObjectOf { object: Box<Fit>, members: Vec<(String, Fit)> },
    AnyOf(Vec<Fit>),
}

/// How deep shapes are looked into: what is deeper distinguishes nothing that a person would.
const DEPTH: usize = 4;

/// More integers than these are not a list of values.
const CLOSE: i64 = 32;

/// What distinguishes each of these shapes from the others.
pub(super) fn of(api: &Api, shapes: &[&Shape]) -> Vec<Fit> {
    let fields: Vec<Vec<&Field>> = shapes.iter().map(|shape| fields(api, shape)).collect();
    let mut fits = Vec::new();
    for (at, shape) in shapes.iter().enumerate() {
        let mut fit = below(api, shape, 0);
        let namesakes = |name: &str| {
            let others = fields.iter().enumerate().filter(|(other, _)| *other != at);
            others.flat_map(|(_, fields)| fields).filter(|field| field.name == name).collect::<Vec<_>>()
        };
        if let Fit::Object { fixed, .. } = &mut fit {
            for field in &fields[at] {
                let values = values(api, &field.shape);
                let sets_apart = namesakes(&field.name).iter().any(|other| {
                    let theirs = self::values(api, &other.shape);
                    !theirs.is_empty() && theirs.is_disjoint(&values)
                });
                if sets_apart && !values.is_empty() {
                    fixed.push((field.name.clone(), values.iter().map(|value| value.to_string()).collect()));
                }
            }
        }
        if matches!(&fit, Fit::Object { fixed, .. } if fixed.is_empty()) {
            let mut members = Vec::new();
            for field in &fields[at] {
                let kind = kind(api, &field.shape, 0);
                if namesakes(&field.name).iter().any(|other| !overlap(&kind, &self::kind(api, &other.shape, 0))) {
                    members.push((field.name.clone(), kind));
                }
            }
            if !members.is_empty() {
                fit = Fit::ObjectOf { object: Box::new(fit), members };
            }
        }
        fits.push(fit);
    }
    fits
}

/// Whether every two of these shapes have a field that says by its value which of the two it is.
pub(super) fn are_apart(api: &Api, shapes: &[&Shape]) -> bool {
    let listed: Vec<_> = shapes.iter().map(|shape| listed(api, shape)).collect();
    let apart = |one: &[Listed<'_>], other: &[Listed<'_>]| {
        let mut pairs = one.iter().flat_map(|field| other.iter().map(move |theirs| (field, theirs)));
        pairs.any(|((name, values), (other, theirs))| name == other && values.is_disjoint(theirs))
    };
    listed.iter().enumerate().all(|(at, one)| listed.iter().skip(at + 1).all(|other| apart(one, other)))
}

/// The name of a field that has only some values, and those.
type Listed<'a> = (&'a str, BTreeSet<Cow<'a, str>>);

fn listed<'a>(api: &'a Api, shape: &'a Shape) -> Vec<Listed<'a>> {
    let fields = fields(api, shape).into_iter().filter(|field| field.required && !field.shape.write_only);
    let fields = fields.map(|field| (field.name.as_str(), values(api, &field.shape)));
    fields.filter(|(_, values)| !values.is_empty()).collect()
}

fn below(api: &Api, shape: &Shape, depth: usize) -> Fit {
    if depth > DEPTH {
        return Fit::Any;
    }
    let inner = |shape: &Shape| Box::new(below(api, shape, depth + 1));
    match &shape.kind {
        ShapeKind::String { .. } | ShapeKind::Binary { .. } => Fit::Text,
        ShapeKind::Integer { .. } => Fit::Integer,
        ShapeKind::Number { .. } => Fit::Number,
        ShapeKind::Boolean => Fit::Boolean,
        ShapeKind::Array { items, .. } => Fit::List(inner(items)),
        ShapeKind::Map { values } => Fit::Map(inner(values)),
        ShapeKind::Object { fields, .. } => {
            // What only one side sets is not there on the way to the other.
            let is_there = |field: &&Field| field.required && !field.shape.read_only && !field.shape.write_only;
            Fit::Object {
                required: fields.iter().filter(is_there).map(|field| field.name.clone()).collect(),
                known: fields.iter().map(|field| field.name.clone()).collect(),
                fixed: Vec::new(),
            }
        }
        ShapeKind::Union { variants, .. } => {
            Fit::AnyOf(variants.iter().map(|variant| below(api, &variant.shape, depth + 1)).collect())
        }
        ShapeKind::Reference(name) => api.shapes.get(name).map_or(Fit::Any, |shape| below(api, shape, depth + 1)),
        ShapeKind::Any => Fit::Any,
    }
}

/// What a member looks like at first sight.
fn kind(api: &Api, shape: &Shape, depth: usize) -> Fit {
    match &shape.kind {
        _ if depth > DEPTH => Fit::Any,
        ShapeKind::Object { .. } | ShapeKind::Map { .. } => Fit::Map(Box::new(Fit::Any)),
        ShapeKind::Array { items, .. } => Fit::List(Box::new(kind(api, items, depth + 1))),
        ShapeKind::Union { variants, .. } => {
            Fit::AnyOf(variants.iter().map(|variant| kind(api, &variant.shape, depth + 1)).collect())
        }
        ShapeKind::Reference(name) => api.shapes.get(name).map_or(Fit::Any, |shape| kind(api, shape, depth + 1)),
        _ => below(api, shape, depth),
    }
}

/// Whether a value can be of both kinds.
fn overlap(a: &Fit, b: &Fit) -> bool {
    match (a, b) {
        (Fit::Any, _) | (_, Fit::Any) => true,
        (Fit::Integer | Fit::Number, Fit::Integer | Fit::Number) => true,
        (Fit::AnyOf(fits), other) | (other, Fit::AnyOf(fits)) => fits.iter().any(|fit| overlap(fit, other)),
        (Fit::List(a), Fit::List(b)) => overlap(a, b),
        (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

fn fields<'a>(api: &'a Api, shape: &'a Shape) -> Vec<&'a Field> {
    match shape.behind(&api.shapes).map(|shape| &shape.kind) {
        Some(ShapeKind::Object { fields, .. }) => fields.iter().collect(),
        _ => Vec::new(),
    }
}

/// The known values of a text, or the integers between close bounds, as texts.
fn values<'a>(api: &'a Api, shape: &'a Shape) -> BTreeSet<Cow<'a, str>> {
    match shape.behind(&api.shapes).map(|shape| &shape.kind) {
        Some(ShapeKind::String { values, .. }) => values.iter().map(|value| value.as_str().into()).collect(),
        Some(ShapeKind::Integer { minimum: Some(least), maximum: Some(most), .. })
            if most.saturating_sub(*least) < CLOSE =>
        {
            (*least..=*most).map(|value| value.to_string().into()).collect()
        }
        _ => BTreeSet::new(),
    }
}
