/// The Rust type of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// `String`
    String,
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
    /// `Box<…>`, where a type holds itself.
    Boxed(Box<RustType>),
    /// `Sensitive<…>`, which `Debug` does not show.
    Sensitive(Box<RustType>),
}

impl RustType {
    /// The type as code of another crate than the client's names it.
    pub(super) fn named_outside(&self, library: &str, module: &str) -> String {
        let inner = |rust: &RustType| rust.named_outside(library, module);
        match self {
            RustType::String => "String".to_owned(),
            RustType::Integer(bits) => format!("i{bits}"),
            RustType::Float(bits) => format!("f{bits}"),
            RustType::Bool => "bool".to_owned(),
            RustType::List(items) => format!("Vec<{}>", inner(items)),
            RustType::Map(values) => format!("std::collections::BTreeMap<String, {}>", inner(values)),
            RustType::Local(name) => format!("{library}::{module}::{name}"),
            RustType::Shared(name) => format!("{library}::types::{name}"),
            RustType::Json => format!("{library}::twinspec_core::Value"),
            RustType::Bytes => format!("{library}::twinspec_core::Binary"),
            RustType::Boxed(boxed) => format!("Box<{}>", inner(boxed)),
            RustType::Sensitive(sensitive) => format!("{library}::twinspec_core::Sensitive<{}>", inner(sensitive)),
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
