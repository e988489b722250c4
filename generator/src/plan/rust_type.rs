use crate::model::StringFormat;

/// The Rust type of a value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum RustType {
    /// `String`
    String,
    /// A text with a format: `DateTime`, `Date`, `Uuid` or `Base64`.
    Formatted(StringFormat),
    /// `i32` or `i64`
    Integer(u8),
    /// `f64`
    Float(u8),
    /// `bool`
    Bool,
    /// `Vec<…>`
    List(Box<RustType>),
    /// `BTreeMap<String, …>`
    Map(Box<RustType>),
    /// A type of the operation's own module.
    Local(String),
    /// A type of the module `types`.
    Shared(String),
    /// Any JSON value.
    Json,
    /// Bytes of any meaning.
    Bytes,
    /// Bytes that are sent, or a stream of them.
    Upload,
    /// `Option<…>`, of a value that can be null.
    Optional(Box<RustType>),
    /// `Box<…>`, where a type holds itself.
    Boxed(Box<RustType>),
    /// `Sensitive<…>`, which `Debug` does not show.
    Sensitive(Box<RustType>),
}

/// Where code is that names a type.
#[derive(Debug, Clone, Copy)]
pub enum Naming<'a> {
    /// In the module of an operation, which imports what it needs.
    Client,
    /// In the module `types`, which imports what it needs.
    Types,
    /// In another crate, which imports the module `types` and that of the operation.
    Imported {
        /// The library of the client.
        library: &'a str,
        /// The module of the operation.
        module: &'a str,
    },
    /// In another crate.
    Outside {
        /// The library of the client.
        library: &'a str,
        /// The module of the operation.
        module: &'a str,
    },
}

impl RustType {
    /// The type as code there names it.
    pub fn named(&self, from: Naming<'_>) -> String {
        let inner = |rust: &RustType| rust.named(from);
        let core = |name: &str| match from {
            Naming::Client | Naming::Types => name.to_owned(),
            Naming::Imported { library, .. } | Naming::Outside { library, .. } => {
                format!("{library}::twinspec_core::{name}")
            }
        };
        // A component may have the same name.
        let qualified = |name: &str| match from {
            Naming::Client | Naming::Types => format!("twinspec_core::{name}"),
            Naming::Imported { .. } | Naming::Outside { .. } => core(name),
        };
        match self {
            RustType::String => "String".to_owned(),
            RustType::Integer(bits) => format!("i{bits}"),
            RustType::Float(bits) => format!("f{bits}"),
            RustType::Bool => "bool".to_owned(),
            RustType::List(items) => format!("Vec<{}>", inner(items)),
            RustType::Map(values) => match from {
                Naming::Client | Naming::Types => format!("BTreeMap<String, {}>", inner(values)),
                Naming::Imported { .. } | Naming::Outside { .. } => {
                    format!("std::collections::BTreeMap<String, {}>", inner(values))
                }
            },
            RustType::Local(name) => match from {
                Naming::Client | Naming::Types => name.clone(),
                Naming::Imported { module, .. } => format!("{module}::{name}"),
                Naming::Outside { library, module } => format!("{library}::{module}::{name}"),
            },
            RustType::Shared(name) => match from {
                Naming::Client => format!("crate::types::{name}"),
                Naming::Types => name.clone(),
                Naming::Imported { .. } => format!("types::{name}"),
                Naming::Outside { library, .. } => format!("{library}::types::{name}"),
            },
            RustType::Json => core("Value"),
            RustType::Bytes => qualified("Binary"),
            RustType::Upload => qualified("Upload"),
            RustType::Formatted(format) => qualified(name_of(*format)),
            RustType::Optional(value) => format!("Option<{}>", inner(value)),
            RustType::Boxed(boxed) => format!("Box<{}>", inner(boxed)),
            RustType::Sensitive(sensitive) => format!("{}<{}>", core("Sensitive"), inner(sensitive)),
        }
    }

    /// What it is, as the documentation of a variant says it.
    pub fn spoken(&self, from: Naming<'_>) -> String {
        match self {
            RustType::String => "A text.".to_owned(),
            RustType::Formatted(StringFormat::DateTime) => "A point in time.".to_owned(),
            RustType::Formatted(StringFormat::Date) => "A day.".to_owned(),
            RustType::Formatted(StringFormat::Uuid) => "A UUID.".to_owned(),
            RustType::Formatted(StringFormat::Base64) => "Bytes in Base64.".to_owned(),
            RustType::Integer(_) => "An integer.".to_owned(),
            RustType::Float(_) => "A number.".to_owned(),
            RustType::Bool => "A boolean.".to_owned(),
            RustType::List(_) => "A list.".to_owned(),
            RustType::Map(_) => "A map.".to_owned(),
            RustType::Json => "Any value.".to_owned(),
            RustType::Bytes => "Bytes.".to_owned(),
            RustType::Upload => "Bytes, or a stream of them.".to_owned(),
            RustType::Local(name) | RustType::Shared(name) => match self.named(from) {
                path if path == *name => format!("[`{name}`]"),
                path => format!("[`{name}`]({path})"),
            },
            RustType::Optional(inner) | RustType::Boxed(inner) | RustType::Sensitive(inner) => inner.spoken(from),
        }
    }

    /// What it holds in the end: the items of a list, the values of a map, what a box or an option is of.
    fn innermost(&self) -> &RustType {
        match self {
            RustType::List(inner)
            | RustType::Map(inner)
            | RustType::Optional(inner)
            | RustType::Boxed(inner)
            | RustType::Sensitive(inner) => inner.innermost(),
            rust => rust,
        }
    }

    /// The type of the operation's own module that it is, or holds.
    pub(super) fn local(&self) -> Option<&str> {
        match self.innermost() {
            RustType::Local(name) => Some(name),
            _ => None,
        }
    }

    /// The type of the module `types` that it is, or holds.
    pub(super) fn shared(&self) -> Option<&str> {
        match self.innermost() {
            RustType::Shared(name) => Some(name),
            _ => None,
        }
    }

    /// The type without its box: a list or a map holds its values elsewhere already.
    pub(super) fn unboxed(self) -> Self {
        match self {
            RustType::Boxed(inner) => *inner,
            rust => rust,
        }
    }
}

/// The type of the runtime.
fn name_of(format: StringFormat) -> &'static str {
    match format {
        StringFormat::DateTime => "DateTime",
        StringFormat::Date => "Date",
        StringFormat::Uuid => "Uuid",
        StringFormat::Base64 => "Base64",
    }
}
