//! What values without parts are read from: texts, booleans, numbers, bytes, and any value as it is.

use serde_json::Value;

use crate::data::decoder::{Decode, Decoder};
use crate::data::node::Node;
use crate::{Binary, Upload};

impl Decode for String {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        if let Some(text) = from.text() {
            *self = text.into_owned();
        }
    }
}

impl Decode for bool {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        match boolean(&from.node) {
            Some(value) => *self = value,
            None => from.mismatch("a boolean"),
        }
    }
}

macro_rules! numbers {
    ($($type:ty: $of:expr, $expected:literal;)*) => {$(
        impl Decode for $type {
            fn decode(&mut self, from: Decoder<'_, '_>) {
                let of: fn(&Node<'_>) -> Option<$type> = $of;
                match of(&from.node) {
                    Some(value) => *self = value,
                    None => from.mismatch($expected),
                }
            }
        }
    )*};
}

numbers! {
    i32: |node| integer(node)?.try_into().ok(), "an integer of 32 bits";
    i64: |node| integer(node)?.try_into().ok(), "an integer of 64 bits";
    u32: |node| integer(node)?.try_into().ok(), "an integer of 32 bits, 0 or more";
    u64: |node| integer(node)?.try_into().ok(), "an integer of 64 bits, 0 or more";
    f32: |node| float(node).and_then(single), "a number of 32 bits";
    f64: float, "a number";
}

/// Any value; null if it is not there. Documents require members that they do not describe, and services leave them out.
impl Decode for Value {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        match from.node {
            Node::Absent => *self = Value::Null,
            // It is an object with a field of any name.
            Node::Named(_) => {}
            node => *self = node.into_json(),
        }
    }

    fn takes_null() -> bool {
        true
    }
}

impl Decode for Binary {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        match from.node {
            Node::Bytes(bytes) => *self = bytes.into(),
            Node::Text(text) | Node::Element(text) => *self = text.into_owned().into_bytes().into(),
            _ => from.mismatch("bytes"),
        }
    }
}

impl Decode for Upload {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        let mut bytes = Binary::default();
        bytes.decode(from);
        *self = bytes.into();
    }
}

/// A boolean. Texts are read in any case; 1 and 0 are what languages without booleans send.
fn boolean(node: &Node<'_>) -> Option<bool> {
    match node {
        Node::Bool(value) => Some(*value),
        Node::Number(number) => [false, true].into_iter().find(|value| number.as_u64() == Some(u64::from(*value))),
        Node::Element(text) if text.trim() == "1" => Some(true),
        Node::Element(text) if text.trim() == "0" => Some(false),
        Node::Text(text) | Node::Element(text) => {
            let is = |word: &str| text.trim().eq_ignore_ascii_case(word);
            if is("true") { Some(true) } else { is("false").then_some(false) }
        }
        _ => None,
    }
}

/// The integers up to which each has a number of 64 bits with a point of its own.
const EXACT: f64 = 9_007_199_254_740_991.0;

/// An integer, in whatever way it is written.
fn integer(node: &Node<'_>) -> Option<i128> {
    match node {
        Node::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(integer), _, _) => Some(integer.into()),
            (_, Some(integer), _) => Some(integer.into()),
            // Such as `3.0` and `1e3`.
            (_, _, Some(float)) if float.fract() == 0.0 && float.abs() <= EXACT => Some(float as i128),
            _ => None,
        },
        Node::Text(text) | Node::Element(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// A number of any kind. Only XML has infinity.
fn float(node: &Node<'_>) -> Option<f64> {
    match node {
        Node::Number(number) => number.as_f64(),
        Node::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        Node::Element(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The nearest number of 32 bits; `None` if there is none.
fn single(number: f64) -> Option<f32> {
    let nearest = number as f32;
    (nearest.is_finite() || !number.is_finite()).then_some(nearest)
}
