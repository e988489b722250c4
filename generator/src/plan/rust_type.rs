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
    /// The type without its box: a list or a map holds its values elsewhere already.
    pub(super) fn unboxed(self) -> Self {
        match self {
            RustType::Boxed(inner) => *inner,
            rust => rust,
        }
    }
}
