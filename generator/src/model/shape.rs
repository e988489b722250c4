use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

/// What values look like: a schema.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shape {
    /// Markdown.
    pub description: String,
    /// What kind of value it is.
    pub kind: ShapeKind,
    /// Whether `null` is a value of it.
    pub nullable: bool,
    /// Whether only the service sets it: a request does not have it.
    pub read_only: bool,
    /// Whether only a request has it: no answer shows it.
    pub write_only: bool,
    /// Whether its value must not be shown.
    pub sensitive: bool,
    /// Whether new code should not use it.
    pub deprecated: bool,
    /// A value to show.
    pub example: Option<Value>,
    /// What known values mean, by the value as text; nothing for a number that the description only lists. They need not
    /// be all, and other values may be possible too.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub value_titles: BTreeMap<String, String>,
    /// Where the spec says so: a JSON pointer.
    #[serde(skip)]
    pub origin: String,
}

/// The kinds of values.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum ShapeKind {
    /// Text.
    String {
        /// A regular expression that matches somewhere in the text.
        pattern: Option<String>,
        /// The smallest length in characters.
        min_length: Option<u64>,
        /// The greatest length in characters.
        max_length: Option<u64>,
        /// The known values; empty if any text will do.
        values: Vec<String>,
        /// What the text is, if that has a type of its own.
        format: Option<StringFormat>,
    },
    /// Bytes: a body, or a part of one. In JSON they are a text.
    Binary {
        /// Whether the text is Base64.
        base64: bool,
    },
    /// A whole number of 32 or 64 bits.
    Integer {
        /// 32 or 64.
        bits: u8,
        /// The smallest value.
        minimum: Option<i64>,
        /// The greatest value.
        maximum: Option<i64>,
    },
    /// A floating-point number of 32 or 64 bits.
    Number {
        /// 32 or 64.
        bits: u8,
        /// The smallest value.
        minimum: Option<f64>,
        /// The greatest value.
        maximum: Option<f64>,
    },
    /// `true` or `false`.
    Boolean,
    /// A list.
    Array {
        /// What its items look like.
        items: Box<Shape>,
        /// The smallest number of items.
        min_items: Option<u64>,
        /// The greatest number of items.
        max_items: Option<u64>,
    },
    /// Named fields.
    Object {
        /// Sorted by name.
        fields: Vec<Field>,
        /// What members of other names look like, if the description says so.
        additional: Option<Box<Shape>>,
    },
    /// Any names, one shape of values.
    Map {
        /// What its values look like.
        values: Box<Shape>,
    },
    /// One of several.
    Union {
        /// In the order of the description; there are two or more.
        variants: Vec<Variant>,
        /// The member that says which it is, if there is one.
        discriminator: Option<String>,
    },
    /// The shape under `components` with this name.
    Reference(String),
    /// Any JSON value.
    Any,
}

/// What a text is: a value of `format` that has a type of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum StringFormat {
    /// `date-time`: a point in time.
    DateTime,
    /// `date`: a day.
    Date,
    /// `uuid`
    Uuid,
    /// `byte`: Base64.
    Base64,
}

/// A field of an object.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// What its values look like.
    pub shape: Shape,
}

/// One of the shapes that a value can have.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Variant {
    /// What the description calls it; empty if it does not.
    pub name: String,
    /// The values of the discriminator that ask for it.
    pub tags: Vec<String>,
    /// What its values look like.
    pub shape: Shape,
}

impl Shape {
    /// The shape of which nothing is said.
    pub fn any(origin: impl Into<String>) -> Self {
        Shape {
            description: String::new(),
            kind: ShapeKind::Any,
            nullable: false,
            read_only: false,
            write_only: false,
            sensitive: false,
            deprecated: false,
            example: None,
            value_titles: BTreeMap::new(),
            origin: origin.into(),
        }
    }

    /// Whether values of another shape have the same type, whatever is said of them.
    pub fn is_like(&self, other: &Self) -> bool {
        let alike = |a: &Option<Box<Shape>>, b: &Option<Box<Shape>>| match (a, b) {
            (Some(a), Some(b)) => a.is_like(b),
            (a, b) => a.is_none() && b.is_none(),
        };
        let says =
            |shape: &Self| (shape.nullable, shape.read_only, shape.write_only, shape.sensitive, shape.deprecated);
        says(self) == says(other)
            && match (&self.kind, &other.kind) {
                (
                    ShapeKind::String { values: a, format: format_a, .. },
                    ShapeKind::String { values: b, format: format_b, .. },
                ) => a == b && format_a == format_b,
                (ShapeKind::Integer { bits: a, .. }, ShapeKind::Integer { bits: b, .. })
                | (ShapeKind::Number { bits: a, .. }, ShapeKind::Number { bits: b, .. }) => a == b,
                (ShapeKind::Array { items: a, .. }, ShapeKind::Array { items: b, .. })
                | (ShapeKind::Map { values: a }, ShapeKind::Map { values: b }) => a.is_like(b),
                (
                    ShapeKind::Object { fields: a, additional: more_a },
                    ShapeKind::Object { fields: b, additional: more_b },
                ) => {
                    let pair = |(a, b): (&Field, &Field)| {
                        a.name == b.name && a.required == b.required && a.shape.is_like(&b.shape)
                    };
                    a.len() == b.len() && a.iter().zip(b).all(pair) && alike(more_a, more_b)
                }
                (
                    ShapeKind::Union { variants: a, discriminator: by_a },
                    ShapeKind::Union { variants: b, discriminator: by_b },
                ) => {
                    let pair = |(a, b): (&Variant, &Variant)| {
                        a.name == b.name && a.tags == b.tags && a.shape.is_like(&b.shape)
                    };
                    by_a == by_b && a.len() == b.len() && a.iter().zip(b).all(pair)
                }
                (a, b) => a == b,
            }
    }

    /// Whether the value, or one inside it, must not be shown. `shapes` are those under `components`.
    pub fn holds_sensitive(&self, shapes: &BTreeMap<String, Shape>) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![self];
        while let Some(shape) = open.pop() {
            if shape.sensitive {
                return true;
            }
            match &shape.kind {
                ShapeKind::Array { items, .. } => open.push(items),
                ShapeKind::Map { values } => open.push(values),
                ShapeKind::Object { fields, additional } => {
                    open.extend(fields.iter().map(|field| &field.shape).chain(additional.as_deref()));
                }
                ShapeKind::Union { variants, .. } => open.extend(variants.iter().map(|variant| &variant.shape)),
                ShapeKind::Reference(name) if seen.insert(name) => open.extend(shapes.get(name)),
                _ => {}
            }
        }
        false
    }

    /// The names of the fields that must not be shown, at whatever depth; the empty name is the value itself.
    pub(super) fn sensitive_fields<'s>(&'s self, shapes: &'s BTreeMap<String, Shape>) -> BTreeSet<&'s str> {
        let (mut seen, mut sensitive) = (BTreeSet::new(), BTreeSet::new());
        let mut open = vec![("", self)];
        while let Some((name, shape)) = open.pop() {
            match &shape.kind {
                _ if shape.sensitive => {
                    sensitive.insert(name);
                }
                ShapeKind::Array { items, .. } => open.push((name, items)),
                ShapeKind::Map { values } => open.push((name, values)),
                ShapeKind::Object { fields, additional } => {
                    open.extend(fields.iter().map(|field| (field.name.as_str(), &field.shape)));
                    open.extend(additional.iter().map(|additional| (name, additional.as_ref())));
                }
                ShapeKind::Union { variants, .. } => {
                    open.extend(variants.iter().map(|variant| (name, &variant.shape)));
                }
                ShapeKind::Reference(target) if seen.insert((name, target)) => {
                    open.extend(shapes.get(target).map(|shape| (name, shape)));
                }
                _ => {}
            }
        }
        sensitive
    }

    /// The shape at a path of field names joined with dots, `Accounts.Account`; the shape itself without any. References are
    /// followed.
    pub fn at<'s>(&'s self, path: &str, shapes: &'s BTreeMap<String, Shape>) -> Option<&'s Shape> {
        path.split('.').filter(|name| !name.is_empty()).try_fold(self, |shape, name| {
            let field = shape.fields(shapes).iter().find(|field| field.name == name)?;
            Some(&field.shape)
        })
    }

    /// The names of the fields on a path through objects; references are followed. A name can have dots in it, so the
    /// longest that fits is taken.
    pub fn steps(&self, path: &str, shapes: &BTreeMap<String, Shape>) -> Option<Vec<String>> {
        let (mut shape, mut rest, mut steps) = (self, path, Vec::new());
        while !rest.is_empty() {
            let ShapeKind::Object { fields, .. } = &shape.behind(shapes)?.kind else { return None };
            let fits =
                |name: &str| rest.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            let field = fields.iter().filter(|field| fits(&field.name)).max_by_key(|field| field.name.len())?;
            steps.push(field.name.clone());
            rest = rest.get(field.name.len() + 1..).unwrap_or_default();
            shape = &field.shape;
        }
        Some(steps)
    }

    /// Whether null is a value of it; references are followed.
    pub fn can_be_null(&self, shapes: &BTreeMap<String, Shape>) -> bool {
        let mut shape = self;
        for _ in 0..64 {
            match &shape.kind {
                _ if shape.nullable => return true,
                ShapeKind::Reference(name) => match shapes.get(name) {
                    Some(target) => shape = target,
                    None => return false,
                },
                _ => return false,
            }
        }
        false
    }

    /// The shape behind its references.
    pub(crate) fn behind<'s>(&'s self, shapes: &'s BTreeMap<String, Shape>) -> Option<&'s Shape> {
        let mut shape = self;
        // The lint has refused components that are nothing but each other.
        for _ in 0..64 {
            match &shape.kind {
                ShapeKind::Reference(name) => shape = shapes.get(name)?,
                _ => return Some(shape),
            }
        }
        None
    }

    /// The fields of an object, or of the objects in a list; references are followed.
    pub fn fields<'s>(&'s self, shapes: &'s BTreeMap<String, Shape>) -> &'s [Field] {
        let (mut shape, mut seen) = (self, BTreeSet::new());
        loop {
            shape = match &shape.kind {
                ShapeKind::Object { fields, .. } => return fields,
                ShapeKind::Array { items, .. } => items,
                // A component that comes again leads round in a circle.
                ShapeKind::Reference(name) if seen.insert(name) => match shapes.get(name) {
                    Some(target) => target,
                    None => return &[],
                },
                _ => return &[],
            };
        }
    }

    /// Whether an object, or the objects in a list, may have members besides the fields; references are followed.
    pub fn has_more_members(&self, shapes: &BTreeMap<String, Shape>) -> bool {
        let mut shape = self;
        for _ in 0..64 {
            match shape.behind(shapes).map(|shape| &shape.kind) {
                Some(ShapeKind::Array { items, .. }) => shape = items,
                Some(ShapeKind::Object { additional, .. }) => return additional.is_some(),
                _ => return true,
            }
        }
        true
    }

    /// The name of the list in an object that has nothing else: `Tag` of `{"Tag": []}`; references are followed.
    pub fn wrapped_list<'s>(&'s self, shapes: &'s BTreeMap<String, Shape>) -> Option<&'s str> {
        if matches!(self.kind, ShapeKind::Array { .. }) {
            return None;
        }
        match self.fields(shapes) {
            [Field { name, shape, .. }] if matches!(shape.kind, ShapeKind::Array { .. }) => Some(name),
            _ => None,
        }
    }

    /// What documentation calls the type.
    pub fn type_name(&self) -> String {
        match &self.kind {
            ShapeKind::String { .. } => "string".into(),
            ShapeKind::Binary { .. } => "binary".into(),
            ShapeKind::Integer { bits: 32, .. } => "integer".into(),
            ShapeKind::Integer { .. } => "long".into(),
            ShapeKind::Number { bits: 32, .. } => "float".into(),
            ShapeKind::Number { .. } => "double".into(),
            ShapeKind::Boolean => "boolean".into(),
            ShapeKind::Array { items, .. } => format!("array of {}", items.type_name()),
            ShapeKind::Object { .. } => "object".into(),
            ShapeKind::Map { values } => format!("map of {}", values.type_name()),
            ShapeKind::Union { variants, .. } => {
                let names: Vec<_> = variants.iter().map(|variant| variant.shape.type_name()).collect();
                names.join(" or ")
            }
            ShapeKind::Reference(name) => name.clone(),
            ShapeKind::Any => "any".into(),
        }
    }
}
