//! Structs and enums for the shapes of a spec.

use std::borrow::Cow;
use std::collections::BTreeMap;

use twinspec_schemas::Direction;

use super::fit;
use super::names::{Case, Names, readable};
use super::repeated::{Repeated, RepeatedType};
use super::type_plan::{
    BlanksPlan, FieldPlan, SharedHeaders, TypeBody, TypePlan, UnionPlan, UnionVariantPlan, VariantPlan,
};
use super::{RustType, references, reserved, symbols};
use crate::diagnostics::{Diagnostics, Span};
use crate::facts::Facts;
use crate::model::{Api, Field, Shape, ShapeKind, StringFormat, Variant};
use crate::source::Source;

/// What the types of a module are made with.
pub(super) struct Making<'x, 'a> {
    pub(super) direction: Direction,
    pub(super) shared: &'x SharedTypes<'a>,
    pub(super) source: &'x Source,
    pub(super) diagnostics: &'x mut Diagnostics,
}

/// How long the title of a value may be that names a variant.
const NAMEABLE: usize = 32;

/// The type of a body, of an item of a list or of a value of a map, where null is something.
pub(super) fn nullable(shape: &Shape, rust: RustType, api: &Api) -> RustType {
    let can_be_null = api.vendor.is_none() && shape.can_be_null(&api.shapes) && rust != RustType::Json;
    if can_be_null { RustType::Optional(Box::new(rust)) } else { rust }
}

/// Whether a shape becomes a type that nothing else is.
fn has_own_type(shape: &Shape) -> bool {
    match &shape.kind {
        ShapeKind::Object { .. } | ShapeKind::Union { .. } => true,
        ShapeKind::String { values, .. } => !values.is_empty(),
        _ => false,
    }
}

/// What a variant is called that the description does not name.
fn kind_name(shape: &Shape) -> &'static str {
    match &shape.kind {
        ShapeKind::String { format, .. } => match format {
            None => "Text",
            Some(StringFormat::DateTime) => "Time",
            Some(StringFormat::Date) => "Date",
            Some(StringFormat::Uuid) => "Uuid",
            Some(StringFormat::Base64) => "Bytes",
        },
        ShapeKind::Binary { .. } => "Bytes",
        ShapeKind::Integer { .. } => "Integer",
        ShapeKind::Number { .. } => "Number",
        ShapeKind::Boolean => "Boolean",
        ShapeKind::Array { .. } => "List",
        ShapeKind::Map { .. } => "Map",
        ShapeKind::Object { .. } => "Object",
        ShapeKind::Union { .. } | ShapeKind::Reference(_) | ShapeKind::Any => "Other",
    }
}

/// The list that an object holds and is named after, `Folder` of `Folders`: XML has such objects around its lists.
fn wrapped<'a>(wire: &str, shape: &'a Shape, api: &'a Api) -> Option<&'a Field> {
    let object = shape.behind(&api.shapes).filter(|object| !shape.sensitive && !object.sensitive)?;
    let ShapeKind::Object { fields, .. } = &object.kind else { return None };
    let [list] = fields.as_slice() else { return None };
    let (outer, inner) = (wire.to_ascii_lowercase(), list.name.to_ascii_lowercase());
    // `Policies` holds `Policy`.
    let stem = inner.trim_end_matches(['s', 'y']);
    let is_named_after = !stem.is_empty() && outer.starts_with(stem);
    (is_named_after && matches!(list.shape.kind, ShapeKind::Array { .. }) && !list.shape.sensitive).then_some(list)
}

/// The shared types that are asked for, with the first way seen; a type that is ever sent is made for sending.
pub(super) type Wanted<'a> = BTreeMap<&'a str, Direction>;

/// The types of one module.
pub(super) struct ModuleTypes<'a> {
    names: Names,
    types: Vec<TypePlan>,
    wanted: Wanted<'a>,
    /// Whether this is the module `types`.
    shared: bool,
    /// The component whose type is being made.
    inside: Option<String>,
}

/// The types that operations share, made as they are asked for.
pub(super) struct SharedTypes<'a> {
    api: &'a Api,
    names: BTreeMap<&'a str, String>,
    wanted: Wanted<'a>,
    /// The types of what is written down at several places.
    repeated: Repeated<'a>,
    /// Those that were made already.
    made: Vec<TypePlan>,
    /// The headers that several operations name.
    pub(super) headers: Vec<SharedHeaders>,
    taken: Names,
}

impl<'a> SharedTypes<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, source: &Source, diagnostics: &mut Diagnostics) -> Self {
        let api = facts.api;
        let mut names = Names::new(Case::Camel, "schema", reserved::TYPES);
        let mut chosen = BTreeMap::new();
        for (name, shape) in &api.shapes {
            chosen.insert(name.as_str(), names.take(name, source.span(&shape.origin), diagnostics));
        }
        let repeated = Repeated::find(facts, &mut names, source);
        SharedTypes {
            api,
            names: chosen,
            wanted: BTreeMap::new(),
            repeated,
            made: Vec::new(),
            headers: Vec::new(),
            taken: names,
        }
    }

    pub(super) fn api(&self) -> &'a Api {
        self.api
    }

    /// The name of the type for a schema that is at several places.
    pub(super) fn repeated_name(&self, shape: &Shape) -> Option<&str> {
        self.repeated.name(shape)
    }

    /// Adds a type, and returns what it is called.
    pub(super) fn add(&mut self, candidates: &[String], description: &str, body: TypeBody, source: &Source) -> String {
        let name = self.take_name(candidates, source);
        let description = description.to_owned();
        self.made.push(TypePlan { name: name.clone(), description, sent: false, component: None, body });
        name
    }

    /// Takes the best of these names that is free.
    pub(super) fn take_name(&mut self, candidates: &[String], source: &Source) -> String {
        self.taken.take_first(candidates, source.span(""))
    }

    /// Makes every type that was asked for, and what those ask for in turn.
    pub(super) fn finish(mut self, source: &Source, diagnostics: &mut Diagnostics) -> Vec<TypePlan> {
        let mut module = ModuleTypes::new(reserved::TYPES);
        for (component, name) in &self.names {
            let origin = self.api.shapes.get(*component).map_or("", |shape| shape.origin.as_str());
            module.names.keep(name, source.span(origin));
        }
        module.shared = true;
        let headers = self.headers.iter().map(|SharedHeaders { name, .. }| name);
        for name in self.made.iter().map(|TypePlan { name, .. }| name).chain(headers) {
            module.names.keep(name, source.span(""));
        }
        module.types = std::mem::take(&mut self.made);
        let repeated = self.repeated.types().to_vec();
        for RepeatedType { name, shape, .. } in &repeated {
            module.names.keep(name, source.span(&shape.origin));
        }
        for RepeatedType { name, shape, direction } in repeated {
            let with = &mut Making { direction, shared: &self, source, diagnostics };
            module.define(name, shape, with);
        }
        self.want(std::mem::take(&mut module.wanted));
        for (name, direction) in self.closure() {
            if let (Some(shape), Some(rust_name)) = (self.api.shapes.get(name), self.names.get(name).cloned()) {
                module.inside = Some(name.to_owned());
                let place = module.types.len();
                let with = &mut Making { direction, shared: &self, source, diagnostics };
                module.define(rust_name, shape, with);
                // It is before the types of its fields.
                if let Some(made) = module.types.get_mut(place) {
                    made.component = Some(name.to_owned());
                }
            }
        }
        let mut types = module.types;
        types.sort_by(|a, b| a.name.cmp(&b.name));
        types
    }

    /// What was asked for, and what that refers to in turn.
    fn closure(&self) -> BTreeMap<&'a str, Direction> {
        let mut closure = BTreeMap::new();
        let mut open: Vec<_> = self.wanted.iter().map(|(name, direction)| (*name, *direction)).collect();
        while let Some((name, direction)) = open.pop() {
            let known = closure.get(name);
            if known == Some(&direction) || known == Some(&Direction::Request) {
                continue;
            }
            closure.insert(name, direction);
            let shape = self.api.shapes.get(name);
            open.extend(shape.into_iter().flat_map(references::all).map(|name| (name, direction)));
        }
        closure
    }

    /// Whether a component is sensitive as a whole, and its type does not say so.
    fn shows_sensitive(&self, name: &str) -> bool {
        self.api.shapes.get(name).is_some_and(|shape| {
            let named = match &shape.kind {
                ShapeKind::Object { .. } | ShapeKind::Union { .. } => true,
                ShapeKind::String { values, .. } => !values.is_empty(),
                _ => false,
            };
            named && shape.sensitive
        })
    }

    /// Asks for what a module wants.
    pub(super) fn want(&mut self, wanted: Wanted<'a>) {
        wanted.into_iter().for_each(|(name, direction)| want(&mut self.wanted, name, direction));
    }
}

fn want<'a>(wanted: &mut Wanted<'a>, name: &'a str, direction: Direction) {
    let known = wanted.entry(name).or_insert(direction);
    if direction == Direction::Request {
        *known = Direction::Request;
    }
}

impl<'a> ModuleTypes<'a> {
    pub(super) fn new(reserved: &'static [&'static str]) -> Self {
        ModuleTypes {
            names: Names::new(Case::Camel, "type", reserved),
            types: Vec::new(),
            wanted: Wanted::new(),
            shared: false,
            inside: None,
        }
    }

    /// Keeps more names for the generated code itself.
    pub(super) fn reserve(&mut self, names: &[&str]) {
        names.iter().for_each(|name| self.names.reserve(name));
    }

    /// Takes the best of these names that is free, for a type that is made later.
    pub(super) fn take_name(&mut self, candidates: &[String], span: Span) -> String {
        self.names.take_first(candidates, span)
    }

    /// The types, and the shared types that they need.
    pub(super) fn into_parts(self) -> (Vec<TypePlan>, Wanted<'a>) {
        (self.types, self.wanted)
    }

    /// The type of a component.
    fn ask(&mut self, name: &str, direction: Direction, shared: &SharedTypes<'a>) -> RustType {
        let Some((name, rust_name)) = shared.names.get_key_value(name) else { return RustType::Json };
        want(&mut self.wanted, name, direction);
        RustType::Shared(rust_name.clone())
    }

    /// Makes `name` another name for a type.
    pub(super) fn alias(&mut self, name: String, description: String, rust: RustType) {
        self.types.push(TypePlan { name, description, sent: false, component: None, body: TypeBody::Alias(rust) });
    }

    /// Says what the type `name` is, if its shape does not.
    pub(super) fn describe(&mut self, name: &str, description: &str) {
        if let Some(made) = self.types.iter_mut().find(|made| made.name == name && made.description.trim().is_empty()) {
            made.description = description.to_owned();
        }
    }

    /// Makes the type `name`, in front of those that its body asks for.
    pub(super) fn make(&mut self, name: String, description: String, body: impl FnOnce(&mut Self) -> TypeBody) {
        let place = self.types.len();
        let body = body(self);
        self.types.insert(place, TypePlan { name, description, sent: false, component: None, body });
    }

    /// Makes the type `name` for a shape.
    pub(super) fn define(&mut self, name: String, shape: &Shape, with: &mut Making<'_, 'a>) {
        let description = shape.description.clone();
        let place = self.types.len();
        let body = match &shape.kind {
            ShapeKind::Object { fields, additional } => {
                let mut names = Names::new(Case::Snake, "field", &[]);
                let fields = self.fields(&name, fields, &mut names, with);
                let rest = additional.as_deref().map(|additional| self.rest(&name, additional, &mut names, with));
                let last_blank = fields.iter().rposition(|field| field.can_be_blank);
                let blanks = last_blank.map(|position| BlanksPlan {
                    name: names.take_first(&["blanks".to_owned()], with.source.span(&shape.origin)),
                    words: position / u64::BITS as usize + 1,
                });
                TypeBody::Struct { fields, rest, blanks }
            }
            ShapeKind::Union { variants, discriminator } => {
                let variants = self.variants(&name, variants, with);
                TypeBody::Union(UnionPlan { discriminator: discriminator.clone(), variants })
            }
            ShapeKind::String { values, .. } if !values.is_empty() => {
                let mut names = Names::new(Case::Camel, "value", &["Unknown"]);
                let span = with.source.span(&shape.origin);
                let variant = |value: &String| {
                    let title = shape.value_title(value);
                    // A number says nothing of what it means; a short title does.
                    let has_letters = value.contains(|c: char| c.is_ascii_alphabetic());
                    let title_as_name = title.filter(|title| !has_letters && title.len() <= NAMEABLE);
                    let spoken = title_as_name.map_or_else(|| symbols::spoken(value), Cow::from);
                    let name = names.take(&spoken, span, with.diagnostics);
                    VariantPlan { name, value: value.clone(), title: title.map(str::to_owned) }
                };
                TypeBody::Enum(values.iter().map(variant).collect())
            }
            _ => TypeBody::Alias(self.rust_type(&name, shape, with)),
        };
        // Before the types of its fields, as a reader expects.
        let sent = with.direction == Direction::Request;
        self.types.insert(place, TypePlan { name, description, sent, component: None, body });
    }

    fn fields(
        &mut self,
        parent: &str,
        fields: &[Field],
        names: &mut Names,
        with: &mut Making<'_, 'a>,
    ) -> Vec<FieldPlan> {
        let mut plans = Vec::new();
        for Field { name: wire, required, shape } in fields {
            let name = names.take(wire, with.source.key_span(&shape.origin), with.diagnostics);
            let looks_through = with.direction == Direction::Response && with.shared.api.vendor.is_some();
            let within = if looks_through { wrapped(wire, shape, with.shared.api) } else { None };
            let held = within.map_or(shape, |list| &list.shape);
            let mut rust = self.rust_type(&format!("{parent} {wire}"), held, with);
            let api = with.shared.api;
            let is_neutral = api.vendor.is_none();
            let can_be_null = is_neutral && shape.can_be_null(&api.shapes);
            // A list that is not there and one that is empty say the same in an answer.
            let is_list = with.direction == Direction::Response && matches!(rust, RustType::List(_)) && !can_be_null;
            let can_be_absent = match with.direction {
                // What a vendor's documents call required is not always there.
                Direction::Response if !is_neutral => !is_list,
                Direction::Response => !is_list && (!required || shape.write_only),
                Direction::Request => !required || shape.read_only,
            };
            // Who writes an object distinguishes null from nothing; who reads one does not care.
            if can_be_null && can_be_absent && with.direction == Direction::Request {
                rust = RustType::Optional(Box::new(rust));
            }
            let leave_out_empty = is_list && !required && is_neutral;
            plans.push(FieldPlan {
                name,
                wire: wire.clone(),
                within: within.map(|list| list.name.clone()),
                rust,
                optional: can_be_absent || can_be_null || (with.direction == Direction::Request && shape.nullable),
                null: can_be_null && !can_be_absent,
                leave_out_empty,
                can_be_blank: leave_out_empty
                    || (with.direction == Direction::Response && can_be_null && can_be_absent),
                description: match &shape.kind {
                    _ if shape.read_only && with.direction == Direction::Request => {
                        format!("{}\n\nSet by the service.", shape.documentation()).trim().to_owned()
                    }
                    // The enum says what its values mean.
                    ShapeKind::String { values, .. } if !values.is_empty() => shape.description.clone(),
                    _ => shape.documentation(),
                },
                example: shape.example.clone(),
                deprecated: shape.deprecated,
            });
        }
        plans
    }

    /// The field for members that the description does not name.
    fn rest(&mut self, parent: &str, additional: &Shape, names: &mut Names, with: &mut Making<'_, 'a>) -> FieldPlan {
        let name = names.take_first(&["additional properties".to_owned()], with.source.span(&additional.origin));
        let hint = format!("{parent} additional property");
        let values = self.rust_type(&hint, additional, with);
        FieldPlan {
            name,
            wire: String::new(),
            within: None,
            rust: RustType::Map(Box::new(nullable(additional, values.unboxed(), with.shared.api))),
            optional: false,
            null: false,
            leave_out_empty: false,
            can_be_blank: false,
            description: match additional.description.trim() {
                "" => "Members of other names.".to_owned(),
                description => description.to_owned(),
            },
            example: None,
            deprecated: false,
        }
    }

    fn variants(&mut self, parent: &str, variants: &[Variant], with: &mut Making<'_, 'a>) -> Vec<UnionVariantPlan> {
        let mut names = Names::new(Case::Camel, "variant", &["Unknown"]);
        let shapes: Vec<_> = variants.iter().map(|variant| &variant.shape).collect();
        let fits = fit::of(with.shared.api, &shapes);
        let mut plans: Vec<UnionVariantPlan> = Vec::new();
        for (Variant { name, tags, shape }, fit) in variants.iter().zip(fits) {
            let own = Some(name.as_str()).filter(|name| !name.is_empty());
            let tag = tags.first().map(String::as_str);
            let title = own.or(tag).filter(|title| title.len() <= NAMEABLE).unwrap_or(kind_name(shape));
            let name = names.take_first(&[title.to_owned()], with.source.span(&shape.origin));
            let rust = self.rust_type(&format!("{parent} {name}"), shape, with);
            let is_own = matches!(rust.inner(), RustType::Local(_) | RustType::Shared(_));
            let description = match own {
                Some(_) if matches!(shape.kind, ShapeKind::Reference(_)) => String::new(),
                _ => shape.documentation(),
            };
            let is_named = is_own && shape.behind(&with.shared.api.shapes).is_some_and(has_own_type);
            let converts = is_named && !matches!(rust, RustType::Sensitive(_));
            let rust = Some(rust);
            plans.push(UnionVariantPlan { name, rust, description, tags: tags.clone(), fit, converts });
        }
        plans
    }

    /// The type of a value; structs and enums that it needs are made under the name `hint`.
    pub(super) fn rust_type(&mut self, hint: &str, shape: &Shape, with: &mut Making<'_, 'a>) -> RustType {
        let rust = match &shape.kind {
            ShapeKind::String { values, format, .. } if values.is_empty() => {
                format.map_or(RustType::String, RustType::Formatted)
            }
            ShapeKind::Binary { base64: false } => RustType::String,
            ShapeKind::Binary { base64: true } => RustType::Formatted(StringFormat::Base64),
            ShapeKind::Integer { bits, .. } => RustType::Integer(*bits),
            // A decimal fraction keeps its digits on the way through an `f64`, but not through an `f32`.
            ShapeKind::Number { .. } => RustType::Float(64),
            ShapeKind::Boolean => RustType::Bool,
            ShapeKind::Any => RustType::Json,
            ShapeKind::Array { items, .. } => {
                let rust = self.rust_type(&format!("{hint} item"), items, with);
                RustType::List(Box::new(nullable(items, rust.unboxed(), with.shared.api)))
            }
            ShapeKind::Map { values } => {
                let rust = self.rust_type(&format!("{hint} value"), values, with);
                RustType::Map(Box::new(nullable(values, rust.unboxed(), with.shared.api)))
            }
            ShapeKind::Reference(name) => {
                let rust = self.ask(name, with.direction, with.shared);
                let recursive =
                    self.inside.as_deref().is_some_and(|outer| references::hold(with.shared.api, name, outer));
                if recursive { RustType::Boxed(Box::new(rust)) } else { rust }
            }
            ShapeKind::String { .. } | ShapeKind::Object { .. } | ShapeKind::Union { .. } => {
                if let Some(name) = with.shared.repeated.name(shape) {
                    RustType::Shared(name.to_owned())
                } else {
                    let name = self.names.take(&readable(hint), with.source.span(&shape.origin), with.diagnostics);
                    self.define(name.clone(), shape, with);
                    if self.shared { RustType::Shared(name) } else { RustType::Local(name) }
                }
            }
        };
        // A component that is another name for a type says so itself; a struct or an enum shows what it holds.
        let sensitive = match &shape.kind {
            ShapeKind::Reference(name) => shape.sensitive || with.shared.shows_sensitive(name),
            _ => shape.sensitive,
        };
        if sensitive { RustType::Sensitive(Box::new(rust)) } else { rust }
    }
}
