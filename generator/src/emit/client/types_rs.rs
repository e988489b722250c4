//! `src/types.rs`: the types that operations share; and the types of the modules of operations.

use askama::{Result, Template};

use super::fields::{allow_deprecated, deprecated, documented};
use crate::emit::rust::{docs, list, literal};
use crate::plan::{FieldPlan, Naming, Plan, TypeBody, TypePlan, VariantPlan};
use crate::text;

#[derive(Template)]
#[template(path = "client/src/types.rs", escape = "none")]
struct Types {
    types: Vec<String>,
    serde: String,
}

pub(super) fn module(plan: &Plan<'_>) -> Result<String> {
    let types = plan.types.iter().map(definition).collect::<Result<_>>()?;
    Types { types, serde: serde(&plan.types) }.render()
}

#[derive(Template)]
#[template(path = "client/src/struct.rs", escape = "none")]
struct Struct<'a> {
    docs: String,
    name: &'a str,
    sent: bool,
    fields: Vec<Field<'a>>,
    allow_deprecated: &'static str,
    decoded: Vec<String>,
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
pub(super) fn definition(planned: &TypePlan) -> Result<String> {
    let docs = docs(&match planned.description.trim() {
        "" => match &planned.body {
            TypeBody::Enum(_) => "One of the values that the description lists.",
            TypeBody::Struct(_) | TypeBody::Alias(_) => "An object without a description of its own.",
        }
        .to_owned(),
        description => text::block(description),
    });
    let name = &planned.name;
    match &planned.body {
        TypeBody::Alias(rust) => Ok(format!("\n{docs}pub type {name} = {};\n", rust.named(Naming::Client))),
        TypeBody::Struct(fields) => structure(docs, planned, fields),
        TypeBody::Enum(variants) => open_enum(docs, planned, variants),
    }
}

fn structure(docs: String, planned: &TypePlan, fields: &[FieldPlan]) -> Result<String> {
    let structure = Struct {
        docs,
        name: &planned.name,
        // What callers write they write as a literal, `Tag { key, ..Tag::default() }`.
        sent: planned.sent,
        fields: fields.iter().map(field).collect(),
        allow_deprecated: allow_deprecated(fields.iter().any(|field| field.deprecated)),
        decoded: fields.iter().map(decoded).collect(),
        encoded: list(fields.iter().map(encoded)),
    };
    structure.render()
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
        Some(member) => format!("({wire:?}, &twinspec_core::within({member:?}, &self.{name}))"),
        None => format!("({wire:?}, &self.{name})"),
    }
}

fn field(planned: &FieldPlan) -> Field<'_> {
    let text = documented(planned.description.trim(), &planned.wire, planned.example.as_ref());
    let rust = planned.rust.named(Naming::Client);
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
        Some(title) => format!("{}: {}", text::code(value), text::inline(title)),
        None => text::code(value),
    });
    Variant { docs, name, value: literal(value) }
}
