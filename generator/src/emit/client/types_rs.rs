//! `src/types.rs`: the types that operations share; and the types of the modules of operations.

use askama::{Result, Template};

use super::fields::{allow_deprecated, deprecated, documented};
use super::headers_rs;
use crate::emit::rust::{docs, list, literal};
use crate::plan::{
    BlanksPlan, EVENT_DATA, FieldPlan, Fit, Naming, Plan, RESPONSE_BODY, RustType, TypeBody, TypePlan, UnionPlan,
    UnionVariantPlan, VariantPlan,
};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/types.rs", escape = "none")]
struct Types {
    types: Vec<String>,
    headers: Vec<String>,
    serde: String,
}

pub(super) fn module(plan: &Plan<'_>) -> Result<String> {
    let types = plan.types.iter().map(|planned| definition(planned, Naming::Types)).collect::<Result<_>>()?;
    let headers = plan.shared_headers.iter().map(headers_rs::shared).collect::<Result<_>>()?;
    Types { types, headers, serde: serde(&plan.types) }.render()
}

#[derive(Template)]
#[template(path = "client/src/struct.rs", escape = "none")]
struct Struct<'a> {
    docs: String,
    name: &'a str,
    sent: bool,
    fields: Vec<Field<'a>>,
    /// The private field for what the others do not tell.
    blanks: Option<String>,
    allow_deprecated: &'static str,
    decoded: String,
    encoded: String,
}

struct Field<'a> {
    docs: String,
    deprecated: &'static str,
    name: &'a str,
    rust: String,
}

#[derive(Template)]
#[template(path = "client/src/enum.rs", escape = "none")]
struct Enum<'a> {
    docs: String,
    name: &'a str,
    variants: Vec<Variant<'a>>,
}

struct Variant<'a> {
    docs: String,
    name: &'a str,
    value: String,
}

/// The types of a module that are structs or enums, for `impl_serde!`.
pub(super) fn serde(types: &[TypePlan]) -> String {
    let named = types.iter().filter(|planned| !matches!(planned.body, TypeBody::Alias(_)));
    named.map(|planned| planned.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// A type with its documentation.
pub(super) fn definition(planned: &TypePlan, from: Naming<'_>) -> Result<String> {
    let docs = docs(&match planned.description.trim() {
        "" => undescribed(planned),
        description => text::block(description),
    });
    let name = &planned.name;
    match &planned.body {
        TypeBody::Alias(rust) => Ok(format!("\n{docs}pub type {name} = {};\n", rust.named(from))),
        TypeBody::Struct { fields, rest, blanks } => {
            structure(docs, planned, (fields, rest.as_ref(), blanks.as_ref()), from)
        }
        TypeBody::Union(plan) => union(docs, planned, plan, from),
        TypeBody::Enum(variants) => open_enum(docs, planned, variants),
    }
}

/// What is said of a type that the description says nothing of.
fn undescribed(planned: &TypePlan) -> String {
    match (&planned.body, planned.name.as_str(), &planned.component) {
        (_, EVENT_DATA, _) => "The data of an event.".to_owned(),
        (_, RESPONSE_BODY, _) => "The body of a response.".to_owned(),
        (_, _, Some(component)) => format!("The schema {} of the description.", text::code(component)),
        (TypeBody::Enum(_), ..) => "One of the values that the description lists.".to_owned(),
        (TypeBody::Union(_), ..) => "A value of one of several types.".to_owned(),
        (TypeBody::Struct { .. } | TypeBody::Alias(_), ..) => {
            "An object that the description does not explain.".to_owned()
        }
    }
}

fn structure(
    docs: String,
    planned: &TypePlan,
    (fields, rest, blanks): (&[FieldPlan], Option<&FieldPlan>, Option<&BlanksPlan>),
    from: Naming<'_>,
) -> Result<String> {
    let decoded = list(fields.iter().map(decoded));
    let encoded = list(fields.iter().map(encoded));
    let noting = blanks.map(|blanks| format!("noting(&mut self.{}).", blanks.name)).unwrap_or_default();
    let writer = blanks.map_or_else(|| "twinspec_core::".to_owned(), |blanks| format!("self.{}.", blanks.name));
    let structure = Struct {
        docs,
        name: &planned.name,
        // What callers write they write as a literal, `Tag { key, ..Tag::default() }`.
        sent: planned.sent,
        fields: fields.iter().chain(rest).map(|planned| field(planned, from)).collect(),
        blanks: blanks.map(blanks_field),
        allow_deprecated: allow_deprecated(fields.iter().any(|field| field.deprecated)),
        decoded: match rest {
            Some(rest) => format!("{noting}object_with(&mut {}, &mut self.{})", &decoded[1..], rest.name),
            None => format!("{noting}object(&mut {})", &decoded[1..]),
        },
        encoded: match rest {
            Some(rest) => format!("{writer}object_with({encoded}, &self.{})", rest.name),
            None => format!("{writer}object({encoded})"),
        },
    };
    structure.render()
}

fn blanks_field(planned: &BlanksPlan) -> String {
    match planned.words {
        1 => format!("{}: twinspec_core::Blanks", planned.name),
        words => format!("{}: twinspec_core::Blanks<{words}>", planned.name),
    }
}

/// The entry of a field in the table that is decoded by.
fn decoded(planned: &FieldPlan) -> String {
    let FieldPlan { wire, name, .. } = planned;
    match &planned.within {
        Some(member) => format!("({wire:?}, &mut Within({member:?}, &mut self.{name}))"),
        None => format!("({wire:?}, &mut self.{name})"),
    }
}

/// The entry of a field in the table that is encoded by.
fn encoded(planned: &FieldPlan) -> String {
    let FieldPlan { wire, name, .. } = planned;
    match &planned.within {
        None if planned.leave_out_empty => format!("({wire:?}, &twinspec_core::unless_empty(&self.{name}))"),
        None if planned.null => format!("({wire:?}, &twinspec_core::or_null(&self.{name}))"),
        Some(member) => format!("({wire:?}, &twinspec_core::within({member:?}, &self.{name}))"),
        None => format!("({wire:?}, &self.{name})"),
    }
}

fn field<'a>(planned: &'a FieldPlan, from: Naming<'_>) -> Field<'a> {
    let mut text = documented(planned.description.trim(), &planned.wire, planned.example.as_ref());
    if matches!(planned.rust, RustType::Optional(_)) {
        text.push_str("\n\n`Some(None)` is null, which is not the same as leaving it out.");
    }
    let rust = planned.rust.named(from);
    Field {
        docs: docs(&text),
        deprecated: deprecated(planned.deprecated),
        name: &planned.name,
        rust: if planned.optional { format!("Option<{rust}>") } else { rust },
    }
}

/// An enum that keeps what it does not know.
fn open_enum(docs: String, planned: &TypePlan, variants: &[VariantPlan]) -> Result<String> {
    let variants = variants.iter().map(variant).collect();
    Enum { docs, name: &planned.name, variants }.render()
}

fn variant(planned: &VariantPlan) -> Variant<'_> {
    let VariantPlan { name, value, title } = planned;
    let docs = docs(&match title {
        Some(title) => format!("{}: {}", spoken_value(value), text::inline(title)),
        None if value.is_empty() => "The empty text.".to_owned(),
        None => spoken_value(value),
    });
    Variant { docs, name, value: literal(value) }
}

fn spoken_value(value: &str) -> String {
    if value.is_empty() { "The empty text".to_owned() } else { text::code(value) }
}

#[derive(Template)]
#[template(path = "client/src/union.rs", escape = "none")]
struct Union<'a> {
    docs: String,
    name: &'a str,
    sent: bool,
    /// All variants, and those that hold a value.
    names: String,
    holders: String,
    variants: Vec<UnionVariant<'a>>,
    discriminator: Option<String>,
}

struct UnionVariant<'a> {
    docs: String,
    name: &'a str,
    rust: Option<String>,
    table: String,
    /// What is converted into the variant, and how.
    from: Option<(String, &'static str)>,
}

/// An enum of the types that a value can have.
fn union(docs: String, planned: &TypePlan, plan: &UnionPlan, from: Naming<'_>) -> Result<String> {
    let discriminator = plan.discriminator.as_deref().map(literal);
    let names = plan.variants.iter().map(|variant| match &variant.rust {
        Some(_) => variant.name.clone(),
        None => format!("{} = ()", variant.name),
    });
    let holders = plan.variants.iter().filter(|variant| variant.rust.is_some()).map(|variant| variant.name.as_str());
    let union = Union {
        docs,
        name: &planned.name,
        sent: planned.sent,
        names: names.collect::<Vec<_>>().join(", "),
        holders: holders.collect::<Vec<_>>().join(", "),
        variants: plan.variants.iter().map(|planned| union_variant(planned, from)).collect(),
        discriminator,
    };
    union.render()
}

fn union_variant<'a>(planned: &'a UnionVariantPlan, from: Naming<'_>) -> UnionVariant<'a> {
    let UnionVariantPlan { name, rust, description, tags, fit, converts } = planned;
    let text = match text::block(description.trim()) {
        description if description.is_empty() => {
            rust.as_ref().map(|rust| rust.inner().spoken(from)).unwrap_or_default()
        }
        description => description,
    };
    let tags = if tags.is_empty() { String::new() } else { format!(".tags({})", texts(tags)) };
    let converted = rust.as_ref().filter(|_| *converts).map(|rust| match rust {
        RustType::Boxed(inner) => (inner.named(from), "Box::new(value)"),
        rust => (rust.named(from), "value"),
    });
    UnionVariant {
        docs: self::docs(&text),
        name,
        rust: rust.as_ref().map(|rust| rust.named(from)),
        table: format!("UnionVariant::new({}){tags}", fit_of(fit)),
        from: converted,
    }
}

/// A constant of `twinspec_core::Fit`.
fn fit_of(fit: &Fit) -> String {
    match fit {
        Fit::Any => "Fit::Any".to_owned(),
        Fit::Nothing => "Fit::Nothing".to_owned(),
        Fit::Text => "Fit::Text".to_owned(),
        Fit::Integer => "Fit::Integer".to_owned(),
        Fit::Number => "Fit::Number".to_owned(),
        Fit::Boolean => "Fit::Boolean".to_owned(),
        Fit::List(items) => format!("Fit::List(&{})", fit_of(items)),
        Fit::Map(values) => format!("Fit::Map(&{})", fit_of(values)),
        Fit::Object { required, known, fixed } => {
            let fixed = list(fixed.iter().map(|(name, values)| format!("({}, {})", literal(name), texts(values))));
            format!("Fit::Object {{ required: {}, known: {}, fixed: {fixed} }}", texts(required), texts(known))
        }
        Fit::ObjectOf { object, members } => {
            let members = members.iter().map(|(name, fit)| format!("({}, {})", literal(name), fit_of(fit)));
            format!("Fit::ObjectOf {{ object: &{}, members: {} }}", fit_of(object), list(members))
        }
        Fit::AnyOf(fits) => format!("Fit::AnyOf({})", list(fits.iter().map(fit_of))),
    }
}

fn texts(texts: &[String]) -> String {
    list(texts.iter().map(|text| literal(text)))
}
