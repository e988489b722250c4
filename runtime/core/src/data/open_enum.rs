//! Enums to which a service may add values.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

/// An enum whose listed values are known, and that keeps any other as [`UnlistedValue`].
///
/// Generated for each enum of a description, together with [`open_enum!`](crate::open_enum), which implements the rest:
///
/// ```
/// use twinspec_core::{OpenEnum, UnlistedValue, open_enum};
///
/// #[derive(Debug, Clone, PartialEq, Eq, Hash)]
/// enum Color {
///     Red,
///     Blue,
///     Unknown(UnlistedValue<Self>),
/// }
///
/// open_enum!(Color);
///
/// impl OpenEnum for Color {
///     const VALUES: &'static [(Self, &'static str)] = &[(Self::Red, "red"), (Self::Blue, "blue")];
/// }
///
/// assert_eq!(Color::from("red"), Color::Red);
/// assert_eq!(Color::Blue.to_string(), "blue");
/// let green: Color = "green".parse()?;
/// assert!(matches!(&green, Color::Unknown(value) if value == "green"));
/// assert_eq!(Color::KNOWN.len(), 2);
/// # Ok::<(), std::convert::Infallible>(())
/// ```
pub trait OpenEnum: Clone + PartialEq + From<UnlistedValue<Self>> + 'static {
    /// The listed values, each with its text on the wire.
    const VALUES: &'static [(Self, &'static str)];
}

/// A value that the description of the enum `E` does not list.
///
/// Only reading makes one, so it never holds the text of a listed value.
pub struct UnlistedValue<E> {
    text: String,
    of: PhantomData<fn() -> E>,
}

impl<E> UnlistedValue<E> {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

/// The value with this text.
#[doc(hidden)]
pub fn value_of<E: OpenEnum>(text: &str) -> E {
    match E::VALUES.iter().find(|(_, listed)| *listed == text) {
        Some((value, _)) => value.clone(),
        None => UnlistedValue { text: text.to_owned(), of: PhantomData }.into(),
    }
}

/// The text of a listed value; empty for any other.
#[doc(hidden)]
pub fn text_of<E: OpenEnum>(value: &E) -> &'static str {
    E::VALUES.iter().find(|(listed, _)| listed == value).map_or("", |(_, text)| text)
}

/// Implements what every [`OpenEnum`] has in common; its variant for other values is called `Unknown`.
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        impl $name {
            /// The values that the description lists, each with its text on the wire.
            pub const KNOWN: &'static [(Self, &'static str)] = <Self as $crate::OpenEnum>::VALUES;

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    Self::Unknown(value) => value.as_str(),
                    listed => $crate::text_of(listed),
                }
            }
        }

        impl ::std::convert::From<$crate::UnlistedValue<Self>> for $name {
            fn from(value: $crate::UnlistedValue<Self>) -> Self {
                Self::Unknown(value)
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::value_of(text)
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::value_of(&text)
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                ::std::result::Result::Ok($crate::value_of(text))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// The value whose text is empty.
        impl ::std::default::Default for $name {
            fn default() -> Self {
                $crate::value_of("")
            }
        }

        impl $crate::Decode for $name {
            fn decode(&mut self, from: $crate::Decoder<'_, '_>) {
                if let ::std::option::Option::Some(text) = from.text() {
                    *self = $crate::value_of(&text);
                }
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self) -> $crate::Value {
                self.as_str().into()
            }
        }
    };
}

// Written out, since a derive would ask the same of `E`.

impl<E> Clone for UnlistedValue<E> {
    fn clone(&self) -> Self {
        UnlistedValue { text: self.text.clone(), of: PhantomData }
    }
}

impl<E> PartialEq for UnlistedValue<E> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<E> Eq for UnlistedValue<E> {}

impl<E> Hash for UnlistedValue<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<E> PartialEq<str> for UnlistedValue<E> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl<E> fmt::Debug for UnlistedValue<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<E> fmt::Display for UnlistedValue<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}
