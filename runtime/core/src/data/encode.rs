//! From a type to the value of a parameter, without code for each pair of a type and a format.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{Binary, Sensitive};

/// A type that the value of a parameter is made of.
///
/// Generated for each type that an API takes:
///
/// ```
/// use twinspec_core::{Encode, Value, object};
///
/// struct Tag {
///     key: String,
///     value: Option<String>,
/// }
///
/// impl Encode for Tag {
///     fn encode(&self) -> Value {
///         object(&[("Key", &self.key), ("Value", &self.value)])
///     }
/// }
///
/// let tag = Tag { key: "k1".to_owned(), value: None };
/// assert_eq!(tag.encode().to_string(), r#"{"Key":"k1"}"#);
/// ```
pub trait Encode {
    /// The value in JSON, from which it becomes what the style of the parameter asks for.
    fn encode(&self) -> Value;

    /// Whether there is no value, not even null: then an object does not have the field.
    fn is_absent(&self) -> bool {
        false
    }
}

/// A list that is left out if it is empty.
///
/// ```
/// use twinspec_core::{Encode, object, unless_empty};
///
/// let tags: Vec<String> = Vec::new();
/// assert_eq!(object(&[("tags", &unless_empty(&tags))]).to_string(), "{}");
/// ```
pub fn unless_empty<'t, T: Encode>(list: &'t [T]) -> impl Encode + 't {
    UnlessEmpty(list)
}

struct UnlessEmpty<'t, T>(&'t [T]);

impl<T: Encode> Encode for UnlessEmpty<'_, T> {
    fn encode(&self) -> Value {
        self.0.encode()
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

/// An option that is null if it is `None`, where an object always has the field.
///
/// ```
/// use twinspec_core::{Encode, object, or_null};
///
/// let name: Option<String> = None;
/// assert_eq!(object(&[("name", &name)]).to_string(), "{}");
/// assert_eq!(object(&[("name", &or_null(&name))]).to_string(), r#"{"name":null}"#);
/// ```
pub fn or_null<'t, T: Encode>(option: &'t Option<T>) -> impl Encode + 't {
    OrNull(option)
}

struct OrNull<'t, T>(&'t Option<T>);

impl<T: Encode> Encode for OrNull<'_, T> {
    fn encode(&self) -> Value {
        self.0.encode()
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self) -> Value {
        match self {
            Some(value) => value.encode(),
            None => Value::Null,
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self) -> Value {
        let mut items = Vec::with_capacity(self.len());
        for item in self {
            items.push(item.encode());
        }
        Value::Array(items)
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self) -> Value {
        self.as_slice().encode()
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self) -> Value {
        self.as_slice().encode()
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self) -> Value {
        Value::Object(self.iter().map(|(key, value)| (key.clone(), value.encode())).collect())
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self) -> Value {
        T::encode(self)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

impl<T: Encode> Encode for Box<T> {
    fn encode(&self) -> Value {
        T::encode(self)
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }
}

/// As text; bytes that are not UTF-8 are replaced.
impl Encode for Binary {
    fn encode(&self) -> Value {
        Value::from(String::from_utf8_lossy(self))
    }
}

impl<T: Encode> Encode for Sensitive<T> {
    fn encode(&self) -> Value {
        self.expose().encode()
    }

    fn is_absent(&self) -> bool {
        self.expose().is_absent()
    }
}

macro_rules! scalars {
    ($($type:ty)*) => {$(
        impl Encode for $type {
            fn encode(&self) -> Value {
                Value::from(self.to_owned())
            }
        }
    )*};
}

scalars!(str String bool i32 i64 u32 u64 f32 f64 Value);
