//! Which of several types a value fits best.

use super::node::Node;
use crate::wire::status::described_as;

/// What distinguishes a variant of a [`Union`](crate::Union) from the others.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct UnionVariant {
    /// What its values look like.
    pub fit: Fit,
    /// The values of the discriminator that ask for it. Of the body of an answer they are statuses, if it is another type
    /// under another status: `200`, `4XX`, `default`.
    pub tags: &'static [&'static str],
}

impl UnionVariant {
    /// A variant by what its values look like.
    pub const fn new(fit: Fit) -> Self {
        UnionVariant { fit, tags: &[] }
    }

    /// The same with values of the discriminator, or with statuses.
    #[must_use]
    pub const fn tags(self, tags: &'static [&'static str]) -> Self {
        UnionVariant { tags, ..self }
    }
}

/// What values look like, as far as it distinguishes the variants of a [`Union`](crate::Union).
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Fit {
    /// Anything.
    Any,
    /// No value: an answer without a body.
    Nothing,
    /// A text.
    Text,
    /// A number without a fraction.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A list of such values.
    List(&'static Fit),
    /// An object with any names and such values.
    Map(&'static Fit),
    /// An object with members of these names.
    Object {
        /// Those that it always has.
        required: &'static [&'static str],
        /// All that it can have.
        known: &'static [&'static str],
        /// Those whose text is one of a few, which no other variant has.
        fixed: &'static [(&'static str, &'static [&'static str])],
    },
    /// An object some of whose members look different in other variants.
    ObjectOf {
        /// The object.
        object: &'static Fit,
        /// What these members look like, if they are there.
        members: &'static [(&'static str, Fit)],
    },
    /// Any of these.
    AnyOf(&'static [Fit]),
}

/// The variant for a value: by its discriminator, or the one that it fits best. The first of equals. Where several have the
/// same value of the discriminator, it is the one of these that it fits best; where it fits none of these, one that needs no
/// discriminator.
pub(super) fn choose(node: &Node<'_>, discriminator: &str, variants: &[UnionVariant]) -> Option<usize> {
    let all = || variants.iter().enumerate();
    let tag = member(node, discriminator).and_then(text);
    let is_named = |variant: &UnionVariant| tag.as_ref().is_some_and(|tag| variant.tags.contains(&&**tag));
    let Some((first, _)) = all().find(|(_, variant)| is_named(variant)) else { return best(node, all()) };
    let named = best(node, all().filter(|(_, variant)| is_named(variant)));
    named.or_else(|| best(node, all().filter(|(_, variant)| variant.tags.is_empty()))).or(Some(first))
}

fn best<'v>(node: &Node<'_>, variants: impl Iterator<Item = (usize, &'v UnionVariant)>) -> Option<usize> {
    let scores = variants.filter_map(|(index, variant)| Some((score(node, &variant.fit)?, index)));
    scores.max_by_key(|(score, index)| (*score, std::cmp::Reverse(*index))).map(|(_, index)| index)
}

/// Whether variants are the bodies of answers, and their tags the statuses.
pub(super) fn are_by_status(discriminator: &str, variants: &[UnionVariant]) -> bool {
    discriminator.is_empty() && variants.iter().any(|variant| !variant.tags.is_empty())
}

/// The variant for the answer with a status: the status itself comes before its range, and that before `default`.
pub(super) fn by_status(status: u16, variants: &[UnionVariant]) -> Option<usize> {
    described_as(status).iter().find_map(|tag| variants.iter().position(|variant| variant.tags.contains(&tag.as_str())))
}

/// Whether an object of this kind has a member of one of these names.
pub(super) fn has(fit: &Fit, names: &[&str]) -> bool {
    match fit {
        Fit::Any | Fit::Map(_) => true,
        Fit::Object { known, .. } => names.iter().any(|name| known.contains(name)),
        Fit::ObjectOf { object, .. } => has(object, names),
        Fit::AnyOf(fits) => fits.iter().any(|fit| has(fit, names)),
        Fit::Nothing | Fit::Text | Fit::Integer | Fit::Number | Fit::Boolean | Fit::List(_) => false,
    }
}

/// How well a value fits; nothing if it does not.
fn score(node: &Node<'_>, fit: &Fit) -> Option<i64> {
    match (fit, node) {
        (Fit::Any, _) | (Fit::Nothing, Node::Null) => Some(0),
        (Fit::Text, Node::Text(_)) | (Fit::Boolean, Node::Bool(_)) => Some(2),
        // The text of an XML element can be anything.
        (Fit::Text, Node::Element(_)) => Some(1),
        (Fit::Boolean, Node::Element(text)) => matches!(text.trim(), "true" | "false").then_some(2),
        (Fit::Integer, Node::Element(text)) => text.trim().parse::<i64>().ok().map(|_| 2),
        (Fit::Number, Node::Element(text)) => text.trim().parse::<f64>().ok().map(|_| 2),
        (Fit::Integer, Node::Number(number)) => (!number.is_f64()).then_some(3),
        (Fit::Number, Node::Number(_)) => Some(2),
        (Fit::List(items), Node::List(values)) => {
            let scores: Option<Vec<_>> = values.iter().map(|value| score(value, items)).collect();
            Some(2 + scores?.into_iter().min().unwrap_or(0))
        }
        (Fit::Map(values), Node::Object(members) | Node::Parent(members)) => {
            let scores: Option<Vec<_>> = members.iter().map(|(_, value)| score(value, values)).collect();
            scores.map(|_| 0)
        }
        (Fit::Object { required, known, fixed }, Node::Object(members) | Node::Parent(members)) => {
            let is_there = |name: &str| members.iter().any(|(other, _)| other == name);
            if !required.iter().all(|name| is_there(name)) {
                return None;
            }
            let mut score = 2;
            for (name, values) in *fixed {
                match member(node, name).map(text) {
                    Some(Some(text)) if values.contains(&&*text) => score += 1000,
                    Some(_) => return None,
                    None => {}
                }
            }
            for (name, _) in members {
                score += if known.contains(&&**name) { 2 } else { -1 };
            }
            Some(score)
        }
        (Fit::ObjectOf { object, members }, node) => {
            let is_other = |(name, fit): &&(&str, Fit)| {
                member(node, name).is_some_and(|value| !matches!(value, Node::Null) && score(value, fit).is_none())
            };
            // A value of the wrong shape can still be read, if no other variant takes it.
            let others = members.iter().filter(is_other).count();
            score(node, object).map(|score| score - 100 * i64::try_from(others).unwrap_or(0))
        }
        (Fit::AnyOf(fits), node) => fits.iter().filter_map(|fit| score(node, fit)).max(),
        _ => None,
    }
}

fn member<'a, 'n>(node: &'a Node<'n>, name: &str) -> Option<&'a Node<'n>> {
    match node {
        Node::Object(members) | Node::Parent(members) if !name.is_empty() => {
            members.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
        }
        _ => None,
    }
}

fn text<'a>(node: &'a Node<'_>) -> Option<std::borrow::Cow<'a, str>> {
    match node {
        Node::Text(text) | Node::Element(text) => Some((&**text).into()),
        Node::Bool(value) => Some(value.to_string().into()),
        Node::Number(number) => Some(number.to_string().into()),
        _ => None,
    }
}
