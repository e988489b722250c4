//! Values as a user writes them in Rust: a struct by its fields, of which what is required, and the rest by default.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::example;
use super::rust_type::{Naming, RustType};
use super::type_plan::{FieldPlan, TypeBody, TypePlan, UnionPlan, UnionVariantPlan};

/// How deep types are followed: one that holds itself ends somewhere.
const DEPTH: usize = 12;

/// How many fields a literal shows of a struct that requires none.
const SHOWN: usize = 3;

/// An expression, and the value that it is: without what is not shown.
type Written = (String, Value);

/// Writes values of the types of a client, for another crate.
pub(super) struct Literals<'x> {
    library: &'x str,
    module: &'x str,
    local: &'x [TypePlan],
    shared: &'x [TypePlan],
    /// Whether something is read from JSON, which can fail.
    pub(super) reads_json: Cell<bool>,
    /// The modules whose types are named.
    uses: RefCell<BTreeSet<String>>,
}

impl<'x> Literals<'x> {
    /// For the types of an operation's module, and those that operations share.
    pub(super) fn of(library: &'x str, module: &'x str, local: &'x [TypePlan], shared: &'x [TypePlan]) -> Self {
        Literals { library, module, local, shared, reads_json: Cell::new(false), uses: RefCell::default() }
    }

    /// What a caller passes for a value; `None` if no literal can be written.
    pub(super) fn argument(&self, rust: &RustType, value: &Value) -> Option<Written> {
        let rust = rust.inner();
        if let Some(text) = example::expression(rust, value) {
            return Some((text, example::normalised(rust, value.clone())));
        }
        match (rust, value) {
            (RustType::List(items), Value::Array(values)) => {
                let items: Vec<_> = values.iter().map(|item| self.exact(items, item, DEPTH)).collect::<Option<_>>()?;
                let (texts, values): (Vec<_>, Vec<_>) = items.into_iter().unzip();
                (!texts.is_empty()).then(|| (brackets("", &texts), Value::Array(values)))
            }
            (RustType::Local(_) | RustType::Shared(_), _) => match &self.definition(rust)?.body {
                TypeBody::Alias(other) => self.argument(other, value),
                // The conversion chooses the variant.
                TypeBody::Union(plan) => match self.variant(plan, value, DEPTH)? {
                    variant if variant.converts => {
                        let held = variant.rust.as_ref()?.inner();
                        self.structure(held, value, plan.discriminator.as_deref(), DEPTH)
                    }
                    _ => self.exact(rust, value, DEPTH),
                },
                TypeBody::Struct { .. } | TypeBody::Enum(_) => self.exact(rust, value, DEPTH),
            },
            _ => self.exact(rust, value, DEPTH),
        }
    }

    /// An expression of exactly this type.
    fn exact(&self, rust: &RustType, value: &Value, depth: usize) -> Option<Written> {
        let depth = depth.checked_sub(1)?;
        let scalar = |text: String| Some((text, value.clone()));
        match (rust, value) {
            (RustType::String | RustType::Formatted(_) | RustType::Bytes | RustType::Upload, Value::String(text)) => {
                scalar(format!("{text:?}.into()"))
            }
            (RustType::Integer(_) | RustType::Bool, _) => scalar(example::expression(rust, value)?),
            (RustType::Float(_), Value::Number(number)) => {
                Some((example::expression(rust, value)?, json!(number.as_f64())))
            }
            (RustType::Json, Value::Bool(_) | Value::Number(_) | Value::String(_)) => {
                scalar(format!("{}::from({value})", self.named(rust)))
            }
            (RustType::Json, _) => {
                self.reads_json.set(true);
                scalar(example::from_json(rust, value, self.library, self.module))
            }
            (RustType::List(items), Value::Array(values)) => {
                let items: Vec<_> = values.iter().map(|item| self.exact(items, item, depth)).collect::<Option<_>>()?;
                let (texts, values): (Vec<_>, Vec<_>) = items.into_iter().unzip();
                Some((brackets("vec!", &texts), Value::Array(values)))
            }
            (RustType::Map(values), Value::Object(members)) => {
                let (mut texts, mut kept) = (Vec::new(), Map::new());
                for (name, member) in members {
                    let (text, member) = self.exact(values, member, depth)?;
                    texts.push(format!("({name:?}.into(), {text})"));
                    kept.insert(name.clone(), member);
                }
                Some((format!("std::collections::BTreeMap::from({})", brackets("", &texts)), Value::Object(kept)))
            }
            (RustType::Optional(_), Value::Null) => scalar("None".to_owned()),
            (RustType::Optional(inner), _) => self.within("Some", inner, value, depth),
            (RustType::Boxed(inner), _) => self.within("Box::new", inner, value, depth),
            (RustType::Sensitive(inner), _) => {
                let sensitive = format!("{}::twinspec_core::Sensitive::new", self.library);
                self.within(&sensitive, inner, value, depth)
            }
            (RustType::Local(_) | RustType::Shared(_), _) => match &self.definition(rust)?.body {
                TypeBody::Alias(other) => self.exact(other, value, depth),
                TypeBody::Enum(_) => scalar(format!("{:?}.into()", value.as_str()?)),
                TypeBody::Struct { .. } => self.structure(rust, value, None, depth),
                TypeBody::Union(plan) => {
                    let variant = self.variant(plan, value, depth)?;
                    let held = variant.rust.as_ref()?;
                    let (text, value) = match self.definition(held.inner()).map(|planned| &planned.body) {
                        Some(TypeBody::Struct { .. }) if !matches!(held, RustType::Sensitive(_)) => {
                            let tag = plan.discriminator.as_deref();
                            let (text, value) = self.structure(held.inner(), value, tag, depth)?;
                            let is_boxed = matches!(held, RustType::Boxed(_));
                            (if is_boxed { format!("Box::new({text})") } else { text }, value)
                        }
                        _ => self.exact(held, value, depth)?,
                    };
                    Some((format!("{}::{}({text})", self.named(rust), variant.name), value))
                }
            },
            _ => None,
        }
    }

    fn within(&self, around: &str, inner: &RustType, value: &Value, depth: usize) -> Option<Written> {
        let (text, value) = self.exact(inner, value, depth)?;
        Some((format!("{around}({text})"), value))
    }

    /// A struct with the fields that are required, with some of the value's if none is, and with the one that says which
    /// type it is.
    fn structure(&self, rust: &RustType, value: &Value, tag: Option<&str>, depth: usize) -> Option<Written> {
        let planned = self.definition(rust)?;
        let TypeBody::Struct { fields, rest, blanks: None } = &planned.body else { return None };
        let members = value.as_object()?;
        if !planned.sent {
            return None;
        }
        let is_required = |field: &&FieldPlan| !field.optional || Some(field.wire.as_str()) == tag;
        let required: Vec<_> = fields.iter().filter(is_required).collect();
        let given = fields.iter().filter(|field| !field.deprecated && members.contains_key(&field.wire));
        let shown = if required.is_empty() { given.take(SHOWN).collect() } else { required };
        let (mut lines, mut kept) = (Vec::new(), Map::new());
        for field in &shown {
            let member = members.get(&field.wire)?;
            let (mut text, member) = self.exact(&field.rust, member, depth)?;
            if field.optional {
                text = format!("Some({text})");
            }
            lines.push(format!("{}: {text},", field.name));
            kept.insert(field.wire.clone(), member);
        }
        let path = self.named(rust);
        let is_whole = shown.len() == fields.len() && rest.is_none();
        let text = match (lines.is_empty(), is_whole) {
            (true, _) => format!("{path}::default()"),
            (false, true) => format!("{path} {{\n{}\n}}", indented(&lines.join("\n"))),
            (false, false) => {
                format!("{path} {{\n{}\n    ..Default::default()\n}}", indented(&lines.join("\n")))
            }
        };
        Some((text, Value::Object(kept)))
    }

    /// The variant that a value is: the one that its discriminator asks for, or else the first that fits.
    fn variant<'p>(&self, plan: &'p UnionPlan, value: &Value, depth: usize) -> Option<&'p UnionVariantPlan> {
        let tag = plan.discriminator.as_ref().and_then(|name| value.get(name)?.as_str());
        let asked =
            plan.variants.iter().find(|variant| tag.is_some_and(|tag| variant.tags.iter().any(|own| own == tag)));
        let fits =
            |variant: &&UnionVariantPlan| variant.rust.as_ref().is_some_and(|rust| self.fits(rust, value, depth));
        asked.or_else(|| plan.variants.iter().find(fits))
    }

    /// Whether a value has all that its type requires, and nothing that it does not know.
    fn fits(&self, rust: &RustType, value: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        match (rust, value) {
            (RustType::Json, _) | (RustType::Optional(_), Value::Null) => true,
            (RustType::String | RustType::Formatted(_) | RustType::Bytes | RustType::Upload, value) => {
                value.is_string()
            }
            (RustType::Integer(_), value) => value.is_i64(),
            (RustType::Float(_), value) => value.is_number(),
            (RustType::Bool, value) => value.is_boolean(),
            (RustType::List(items), Value::Array(values)) => values.iter().all(|item| self.fits(items, item, depth)),
            (RustType::Map(values), Value::Object(members)) => {
                members.values().all(|member| self.fits(values, member, depth))
            }
            (RustType::Optional(inner) | RustType::Boxed(inner) | RustType::Sensitive(inner), value) => {
                self.fits(inner, value, depth)
            }
            (RustType::Local(_) | RustType::Shared(_), value) => {
                match self.definition(rust).map(|planned| &planned.body) {
                    Some(TypeBody::Alias(other)) => self.fits(other, value, depth),
                    Some(TypeBody::Enum(values)) => values.iter().any(|known| value.as_str() == Some(&known.value)),
                    Some(TypeBody::Union(plan)) => self.variant(plan, value, depth).is_some(),
                    Some(TypeBody::Struct { fields, rest, .. }) => value.as_object().is_some_and(|members| {
                        let known = |name: &String| rest.is_some() || fields.iter().any(|field| field.wire == *name);
                        members.keys().all(known)
                            && fields.iter().all(|field| match members.get(&field.wire) {
                                Some(member) => self.fits(&field.rust, member, depth),
                                None => field.optional,
                            })
                    }),
                    None => false,
                }
            }
            _ => false,
        }
    }

    fn definition(&self, rust: &RustType) -> Option<&'x TypePlan> {
        let (types, name) = match rust {
            RustType::Local(name) => (self.local, name),
            RustType::Shared(name) => (self.shared, name),
            _ => return None,
        };
        types.iter().find(|planned| planned.name == *name)
    }

    fn named(&self, rust: &RustType) -> String {
        let module = match rust {
            RustType::Local(_) => Some(self.module),
            RustType::Shared(_) => Some("types"),
            _ => None,
        };
        self.uses.borrow_mut().extend(module.map(|module| format!("{}::{module}", self.library)));
        rust.named(Naming::Imported { library: self.library, module: self.module })
    }

    /// What the expressions import.
    pub(super) fn into_uses(self) -> Vec<String> {
        self.uses.into_inner().into_iter().collect()
    }
}

/// Expressions in brackets: in a line, or a line each if one of several has more than one.
fn brackets(before: &str, texts: &[String]) -> String {
    if texts.len() > 1 && texts.iter().any(|text| text.contains('\n')) {
        let lines: Vec<_> = texts.iter().map(|text| format!("{text},")).collect();
        format!("{before}[\n{}\n]", indented(&lines.join("\n")))
    } else {
        format!("{before}[{}]", texts.join(", "))
    }
}

/// Four blanks before each line. A text between quotes has no line ends: they are escaped.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}
