//! A type to be generated, with every name chosen.

use super::fit::Fit;
use super::headers::HeaderPlan;
use super::rust_type::RustType;

/// A type to be generated.
#[derive(Debug)]
pub struct TypePlan {
    /// Its name.
    pub name: String,
    /// Its documentation: Markdown.
    pub description: String,
    /// Whether its values are sent to the service, and not only received.
    pub sent: bool,
    /// The schema under `components` that it is made of, if it is one.
    pub component: Option<String>,
    /// What it is.
    pub body: TypeBody,
}

impl TypePlan {
    /// The types that it names.
    pub(super) fn named(&self) -> Box<dyn Iterator<Item = &RustType> + '_> {
        match &self.body {
            TypeBody::Struct { fields, rest, blanks: _ } => {
                Box::new(fields.iter().chain(rest).map(|field| &field.rust))
            }
            TypeBody::Union(plan) => Box::new(plan.variants.iter().filter_map(|variant| variant.rust.as_ref())),
            TypeBody::Enum(_) => Box::new(std::iter::empty()),
            TypeBody::Alias(rust) => Box::new(std::iter::once(rust)),
        }
    }
}

/// What a generated type is.
#[derive(Debug)]
pub enum TypeBody {
    /// A struct.
    Struct {
        /// Its fields.
        fields: Vec<FieldPlan>,
        /// The field for members of other names.
        rest: Option<FieldPlan>,
        /// What keeps which fields were there without a value, if that makes a difference.
        blanks: Option<BlanksPlan>,
    },
    /// An enum of the types that a value can have.
    Union(UnionPlan),
    /// An open enum of strings.
    Enum(Vec<VariantPlan>),
    /// Another name for a type.
    Alias(RustType),
}

/// The headers of answers that several operations name.
#[derive(Debug)]
pub struct SharedHeaders {
    /// The name of their type.
    pub name: String,
    /// The headers.
    pub headers: Vec<HeaderPlan>,
}

/// A field of a generated struct.
#[derive(Debug)]
pub struct FieldPlan {
    /// Its name.
    pub name: String,
    /// Its name on the wire.
    pub wire: String,
    /// The only member of the object that is there, if that is looked through to the list that it holds.
    pub within: Option<String>,
    /// Its type, without the `Option`.
    pub rust: RustType,
    /// Whether it can be absent, or null.
    pub optional: bool,
    /// Whether it is null if it has no value, and never absent.
    pub null: bool,
    /// Whether a list without items is absent.
    pub leave_out_empty: bool,
    /// Whether its type does not tell null, or an empty list, from what is not there.
    pub can_be_blank: bool,
    /// Its documentation: Markdown.
    pub description: String,
    /// A value to show.
    pub example: Option<serde_json::Value>,
    /// Whether new code should not use it.
    pub deprecated: bool,
}

/// The private field that keeps which others were there without a value: null, or an empty list.
#[derive(Debug)]
pub struct BlanksPlan {
    /// Its name.
    pub name: String,
    /// How many words of 64 fields it has.
    pub words: usize,
}

/// A variant of an open enum.
#[derive(Debug)]
pub struct VariantPlan {
    /// Its name.
    pub name: String,
    /// Its text on the wire.
    pub value: String,
    /// What it means, if the spec says so.
    pub title: Option<String>,
}

/// An enum of the types that a value can have.
#[derive(Debug)]
pub struct UnionPlan {
    /// The member that says which it is, if there is one.
    pub discriminator: Option<String>,
    /// In the order of the description.
    pub variants: Vec<UnionVariantPlan>,
}

/// A variant of such an enum.
#[derive(Debug, Clone)]
pub struct UnionVariantPlan {
    /// Its name.
    pub name: String,
    /// What it holds, if anything.
    pub rust: Option<RustType>,
    /// Its documentation: Markdown.
    pub description: String,
    /// The values of the discriminator that ask for it, or the statuses.
    pub tags: Vec<String>,
    /// What distinguishes its values from those of the others.
    pub fit: Fit,
    /// Whether a value of its type can be converted into the enum: no other variant holds that type.
    pub converts: bool,
}
