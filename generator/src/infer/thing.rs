//! Objects in the bodies of responses: where they are, and which of their members distinguishes one from another.

use super::words::{plain, singular, words};
use crate::model::{Api, Field, Shape, ShapeKind};

/// The object behind references; of a union the first that is one.
pub(super) fn object<'a>(api: &'a Api, shape: &'a Shape) -> Option<&'a Shape> {
    below(api, shape, 0)
}

fn below<'a>(api: &'a Api, shape: &'a Shape, depth: usize) -> Option<&'a Shape> {
    let shape = shape.behind(&api.shapes)?;
    match &shape.kind {
        ShapeKind::Object { .. } => Some(shape),
        ShapeKind::Union { variants, .. } if depth < 4 => {
            variants.iter().find_map(|variant| below(api, &variant.shape, depth + 1))
        }
        _ => None,
    }
}

/// The members of an object; none of anything else.
pub(super) fn members<'a>(api: &'a Api, shape: &'a Shape) -> &'a [Field] {
    match object(api, shape).map(|shape| &shape.kind) {
        Some(ShapeKind::Object { fields, .. }) => fields,
        _ => &[],
    }
}

/// The items of a list behind references.
pub(super) fn items<'a>(api: &'a Api, shape: &'a Shape) -> Option<&'a Shape> {
    match &shape.behind(&api.shapes)?.kind {
        ShapeKind::Array { items, .. } => Some(items),
        _ => None,
    }
}

/// The member at a path of names joined with dots.
pub(super) fn member<'a>(api: &'a Api, shape: &'a Shape, path: &str) -> Option<&'a Field> {
    let fields = members(api, shape);
    fields.iter().find(|field| field.name == path).or_else(|| {
        let (first, rest) = path.split_once('.')?;
        let field = fields.iter().find(|field| field.name == first)?;
        member(api, &field.shape, rest)
    })
}

/// Whether a value can be a key: a text or a whole number.
pub(super) fn is_scalar(api: &Api, shape: &Shape) -> bool {
    let kind = shape.behind(&api.shapes).map(|shape| &shape.kind);
    matches!(kind, Some(ShapeKind::String { .. } | ShapeKind::Integer { .. }))
}

/// The member that a variable of a path names, in an object of a collection whose items are called `singular`.
///
/// `{username}` is `username`; `{petId}`, `{pet_id}` and `{pet}` are `id`; `{collectionName}` is `name`; `{name}` is
/// `metadata.name`.
///
/// `is_number` says that the variable is a whole number, so that its member is one.
pub(super) fn key(api: &Api, shape: &Shape, variable: &str, singular: &str, is_number: bool) -> Option<String> {
    let can_be_key = |field: &&Field| match field.shape.behind(&api.shapes).map(|shape| &shape.kind) {
        Some(ShapeKind::Integer { .. }) => true,
        Some(ShapeKind::String { .. }) => !is_number,
        _ => false,
    };
    let fields: Vec<&Field> = members(api, shape).iter().filter(can_be_key).collect();
    let named = |name: &str| fields.iter().find(|field| plain(&field.name) == *name).map(|field| field.name.clone());
    let (whole, parts) = (plain(variable).text(), words(variable));
    // `{uidOrKey}` names two.
    if parts.iter().any(|word| word == "or") {
        return None;
    }
    if let Some(field) = named(&whole) {
        return Some(field);
    }
    // The last words of the variable: `id` of `petId`, `full name` of `repositoryFullName`.
    let ends = (1..parts.len()).filter_map(|from| parts.get(from..).map(<[String]>::concat));
    if let Some(field) = ends.into_iter().find_map(|end| named(&end)) {
        return Some(field);
    }
    // `{intent}` of `payment_intents` is the same as `{payment_intent}`.
    if !parts.is_empty() && words(singular).ends_with(&parts) {
        return named("id").or_else(|| named("name"));
    }
    // `{petId}` may also be `pet_id` where the document says `id` in the path: `{id}` is `petId`.
    if whole == "id" {
        let own = format!("{}id", plain(singular).text());
        if let Some(field) = named(&own) {
            return Some(field);
        }
    }
    // The id in any other object is that of the object.
    let about = members(api, shape).iter().filter(|outer| ["metadata", "meta"].contains(&outer.name.as_str()));
    let inner = about.filter_map(|outer| {
        let inner = members(api, &outer.shape).iter();
        let mut named = inner.filter(|field| plain(&field.name) == *whole && is_scalar(api, &field.shape));
        Some(format!("{}.{}", outer.name, named.next()?.name))
    });
    match inner.collect::<Vec<_>>().as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The members of an object that every value of a shape has: none of a union.
fn own_members<'a>(api: &'a Api, shape: &'a Shape) -> &'a [Field] {
    match shape.behind(&api.shapes).map(|shape| &shape.kind) {
        Some(ShapeKind::Object { fields, .. }) => fields,
        _ => &[],
    }
}

/// Where in a body an object is that fulfils something: it is all of it, or what the usual name stands for, or that of one of a
/// collection. Any other member is something that belongs to what is answered.
pub(super) fn place(api: &Api, body: &Shape, one: &str, fits: &dyn Fn(&Shape) -> bool) -> Option<String> {
    if object(api, body).is_some_and(fits) {
        return Some(String::new());
    }
    let held = own_members(api, body).iter();
    let mut held = held.filter(|field| is_usual(&field.name, one) && object(api, &field.shape).is_some_and(fits));
    held.next().map(|field| field.name.clone())
}

/// Where in a body a list of such objects is: at the top, or one or two steps below it, and no other one is.
pub(super) fn list_place(api: &Api, body: &Shape, fits: &dyn Fn(&Shape) -> bool) -> Option<String> {
    let is_list = |shape: &Shape| items(api, shape).and_then(|items| object(api, items)).is_some_and(fits);
    if is_list(body) {
        return Some(String::new());
    }
    let lists = |shape: &Shape, prefix: &str| -> Vec<String> {
        let held = own_members(api, shape).iter().filter(|field| is_list(&field.shape));
        held.map(|field| format!("{prefix}{}", field.name)).collect()
    };
    let found = match lists(body, "") {
        first if !first.is_empty() => first,
        _ => own_members(api, body).iter().flat_map(|field| lists(&field.shape, &format!("{}.", field.name))).collect(),
    };
    match found.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The shape at a place of a body.
pub(super) fn at<'a>(api: &'a Api, body: &'a Shape, place: &str) -> Option<&'a Shape> {
    if place.is_empty() { Some(body) } else { member(api, body, place).map(|field| &field.shape) }
}

/// Where in a body a thing is that none of its members distinguishes from what is around it: behind the usual name, or at the top.
pub(super) fn usual(api: &Api, body: &Shape, one: &str) -> String {
    let mut held = own_members(api, body).iter();
    let held = held.find(|field| is_usual(&field.name, one) && object(api, &field.shape).is_some());
    held.map(|field| field.name.clone()).unwrap_or_default()
}

/// Whether a member is called as what answers are wrapped in, or as one of a collection or many.
fn is_usual(name: &str, one: &str) -> bool {
    ["data", "result", "item", "response", "payload"].contains(&name)
        || plain(name) == plain(one)
        || plain(&singular(name)) == plain(one)
}
