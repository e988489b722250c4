//! Values that have one of several types.

use serde_json::Value;

use super::decoder::{Decode, Decoder};
use super::encode::Encode;
use super::fit::UnionVariant;

/// An enum of the types that a value can have (`oneOf` and `anyOf` of OpenAPI), and that keeps any other value as JSON.
///
/// Generated for each such schema, together with [`one_of!`](crate::one_of), which implements the rest:
///
/// ```
/// use twinspec_core::{Fit, Union, UnionVariant, Value, from_json, one_of};
///
/// #[derive(Debug, Clone, PartialEq)]
/// enum Size {
///     Pixels(i64),
///     Name(String),
///     Unknown(Value),
/// }
///
/// one_of!(Size { Pixels, Name });
///
/// impl Union for Size {
///     const VARIANTS: &'static [UnionVariant] = &[UnionVariant::new(Fit::Integer), UnionVariant::new(Fit::Text)];
/// }
///
/// assert_eq!(from_json::<Size>("12")?, Size::Pixels(12));
/// assert_eq!(from_json::<Size>(r#""large""#)?, Size::Name("large".to_owned()));
/// assert_eq!(from_json::<Size>("[]")?, Size::Unknown(Value::Array(Vec::new())));
/// # Ok::<(), twinspec_core::DecodeError>(())
/// ```
pub trait Union {
    /// The member of an object that says which variant it is; empty if there is none.
    const DISCRIMINATOR: &'static str = "";
    /// What distinguishes the variants, in their order.
    const VARIANTS: &'static [UnionVariant];
}

/// An object in which one value of the discriminator is added, unless it has one.
#[doc(hidden)]
pub fn tagged(value: &dyn Encode, discriminator: &str, variant: Option<&UnionVariant>) -> Value {
    let mut value = value.encode();
    let tag = variant.and_then(|variant| variant.tags.first());
    if let (Value::Object(members), Some(tag), false) = (&mut value, tag, discriminator.is_empty()) {
        let member = members.entry(discriminator).or_insert(Value::Null);
        if matches!(member, Value::Null) || *member == "" {
            *member = Value::from(*tag);
        }
    }
    value
}

/// Reads a variant; `None` if the value turns out not to fit it, and the value as JSON.
#[doc(hidden)]
pub fn attempt<T: Decode + Default>(from: Decoder<'_, '_>) -> Result<T, Value> {
    let mut value = T::default();
    from.attempt(&mut value).map(|()| value)
}

/// Implements what every [`Union`] has in common; its variant for other values is called `Unknown`. A variant without a
/// value is written `NoContent = ()`. What is sent has [`encode_one_of!`](crate::encode_one_of) too.
#[macro_export]
macro_rules! one_of {
    (@read $from:ident, $variant:ident) => {
        match $crate::attempt($from) {
            ::std::result::Result::Ok(value) => Self::$variant(value),
            ::std::result::Result::Err(value) => Self::Unknown(value),
        }
    };
    (@read $from:ident, $variant:ident = ()) => {
        Self::$variant
    };
    ($name:ident { $($variant:ident $(= $nothing:tt)?),* $(,)? }) => {
        /// The value null.
        impl ::std::default::Default for $name {
            fn default() -> Self {
                Self::Unknown($crate::Value::Null)
            }
        }

        impl $crate::Decode for $name {
            fn decode(&mut self, from: $crate::Decoder<'_, '_>) {
                let variants = <Self as $crate::Union>::VARIANTS;
                let ::std::option::Option::Some((chosen, from)) =
                    from.variant(<Self as $crate::Union>::DISCRIMINATOR, variants)
                else {
                    return;
                };
                let mut index = 0..;
                $(
                    if chosen == index.next() {
                        *self = $crate::one_of!(@read from, $variant $(= $nothing)?);
                        return;
                    }
                )*
                *self = match $crate::attempt(from) {
                    ::std::result::Result::Ok(value) | ::std::result::Result::Err(value) => Self::Unknown(value),
                };
            }
        }
    };
}

/// Implements [`Encode`](crate::Encode) for a [`Union`].
#[macro_export]
macro_rules! encode_one_of {
    ($name:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::Encode for $name {
            fn encode(&self) -> $crate::Value {
                let discriminator = <Self as $crate::Union>::DISCRIMINATOR;
                let mut variants = <Self as $crate::Union>::VARIANTS.iter();
                $(
                    let variant = variants.next();
                    if let Self::$variant(value) = self {
                        return $crate::tagged(value, discriminator, variant);
                    }
                )*
                match self {
                    Self::Unknown(value) => value.clone(),
                    _ => $crate::Value::Null,
                }
            }
        }
    };
}
