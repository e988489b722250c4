//! Which paths of a document are a collection of things and one of them.

use serde_json::Value;

use super::ids::{self, Id};
use super::request::Body;
use super::route::{Routes, Step, parent, steps};
use super::sample::Samples;
use super::thing;
use super::words::{plain, singular};
use crate::model::{Method, Operation, Parameter, ResponseFormat, Shape, ShapeKind};

/// A collection of things of one kind: where it is, and what distinguishes one from another.
pub(super) struct Collection<'a> {
    /// The path of the collection, `/owners/{ownerId}/pets`.
    pub(super) path: &'a str,
    /// The path of one of them.
    pub(super) item: &'a str,
    /// The variable that names one.
    pub(super) variable: &'a str,
    /// What one of them is called: `pet`.
    pub(super) one: String,
    /// What a thing looks like where it is shown best.
    pub(super) shape: &'a Shape,
    /// What it looks like in each answer that shows it, that one first.
    pub(super) shapes: Vec<&'a Shape>,
    /// The member that the variable names.
    pub(super) key: String,
    /// How the key of a new one is made; nothing if callers always give it.
    pub(super) id: Option<Id>,
    /// The variables of what it is in, outermost first.
    pub(super) outer: Vec<&'a str>,
    pub(super) create: Option<&'a Operation>,
    pub(super) upsert: Option<&'a Operation>,
}

/// The body of a success, if it is JSON or XML.
pub(super) fn answered(operation: &Operation) -> Option<&Shape> {
    let format = operation.response.format;
    operation.response.shape.as_ref().filter(|_| matches!(format, ResponseFormat::Json | ResponseFormat::Xml))
}

impl<'a> Collection<'a> {
    /// The collection whose items are at a path, or why there is none.
    pub(super) fn at(samples: Samples<'a>, routes: &Routes<'a>, item: &'a str) -> Result<Self, String> {
        let api = samples.api;
        let nothing = || "its path does not end in a name and a variable".to_owned();
        let path = parent(item).ok_or_else(nothing)?;
        let all = steps(item).ok_or_else(nothing)?;
        let [outer @ .., Step::Literal(many), Step::Variable(variable)] = all.as_slice() else { return Err(nothing()) };
        let outer: Vec<_> = outer
            .iter()
            .filter_map(|step| match step {
                Step::Variable(name) => Some(*name),
                Step::Literal(_) => None,
            })
            .collect();
        let one = singular(many);
        let (get, list) = (routes.at(item, "GET"), routes.at(path, "GET"));
        let (post, put) = (routes.at(path, "POST"), routes.at(item, "PUT"));
        if get.is_none() && list.is_none() {
            return Err("no operation reads it".to_owned());
        }
        if post.is_none() && put.is_none() {
            return Err(format!("no operation creates one: there is neither `POST {path}` nor `PUT {item}`"));
        }
        let is_number = |parameter: &&Parameter| {
            let kind = parameter.shape.behind(&api.shapes).map(|shape| &shape.kind);
            parameter.name == *variable && matches!(kind, Some(ShapeKind::Integer { .. }))
        };
        let is_number = routes.all_at(item).any(|(_, operation)| operation.parameters.iter().any(|p| is_number(&p)));
        let key_of = |shape: &Shape| thing::key(api, shape, variable, &one, is_number);

        // The shape that shows a thing best: that of one, that of a new one, that of one in the list.
        let shown = |operation: Option<&'a Operation>| {
            let body = answered(operation?)?;
            let place = thing::place(api, body, &one, &|shape| key_of(shape).is_some())?;
            let shape = thing::object(api, thing::at(api, body, &place)?)?;
            Some((shape, key_of(shape)?))
        };
        let listed = || {
            let body = answered(list?)?;
            let place = thing::list_place(api, body, &|shape| key_of(shape).is_some())?;
            let shape = thing::object(api, thing::items(api, thing::at(api, body, &place)?)?)?;
            Some((shape, key_of(shape)?))
        };
        let got = shown(get);
        let any = got.clone().or_else(|| shown(post)).or_else(|| shown(put)).or_else(listed);
        let create = match (post, &any) {
            (Some(post), Some((_, key))) => created(samples, post, key, &one).then_some(post),
            _ => None,
        };
        let Some((shape, key)) = any else {
            return Err(format!("no member of what is read is named by `{{{variable}}}`"));
        };
        let read = Read { shape, key: &key, is_got: got.is_some(), is_listed: listed().is_some() };
        let upsert = put.filter(|_| get.is_some()).map(|put| match upserts(samples, put, &read, variable) {
            _ if post.is_some() && !has_created(put) => Err(None),
            Ok(()) if read.is_like(samples, put) || read.is_listed && routes.at(item, "DELETE").is_some() => Ok(put),
            Ok(()) => Err(Some(format!("what `PUT {item}` writes is not what is read there"))),
            Err(why) => Err(Some(why)),
        });
        let upsert = match (upsert, create, post) {
            (Some(Ok(put)), ..) => Some(put),
            (_, Some(_), _) => None,
            (_, None, Some(_)) => return Err(format!("`POST {path}` neither answers nor takes the member `{key}`")),
            (Some(Err(Some(why))), ..) => return Err(why),
            _ => return Err("no operation creates one".to_owned()),
        };
        let field = thing::member(api, shape, &key).map(|field| &field.shape);
        let is_given = create.is_none_or(|post| {
            let sent = Body::of(api, post).member(api, &key).map(|sent| sent.required && !sent.shape.read_only);
            sent.unwrap_or_default()
        });
        let id = match field {
            Some(field) if !is_given => {
                Some(ids::id(samples, field).ok_or_else(|| format!("it is not clear how to make a new `{key}`"))?)
            }
            _ => None,
        };
        // What is shown of one says more than what is shown of many.
        let told = get
            .and_then(answered)
            .and_then(|body| thing::object(api, thing::at(api, body, &thing::usual(api, body, &one))?));
        let shape = got.map(|(shape, _)| shape).or(told).unwrap_or(shape);
        let others = [post, put, routes.at(item, "PATCH"), routes.at(item, "POST")].into_iter().filter_map(shown);
        let mut shapes = vec![shape];
        shapes.extend(others.chain(listed()).map(|(shape, _)| shape));
        Ok(Collection { path, item, variable, one, shape, shapes, key, id, outer, create, upsert })
    }
}

/// What is read of a collection.
struct Read<'a, 'k> {
    shape: &'a Shape,
    key: &'k str,
    /// Whether one of them shows its key.
    is_got: bool,
    /// Whether those in the list show their keys.
    is_listed: bool,
}

impl Read<'_, '_> {
    /// Whether one that is read has a member of those that are written.
    fn is_like(&self, samples: Samples<'_>, put: &Operation) -> bool {
        let sent = Body::of(samples.api, put);
        self.is_got && sent.members().iter().any(|sent| thing::member(samples.api, self.shape, sent.name).is_some())
    }
}

/// Whether `PUT` creates what is not there, as far as names tell; or why not.
fn upserts(samples: Samples<'_>, put: &Operation, read: &Read<'_, '_>, variable: &str) -> Result<(), String> {
    let Read { shape, key, is_listed, .. } = *read;
    if !Body::of(samples.api, put).is_object() {
        return Err("the body of `PUT` is not an object".to_owned());
    }
    // An id that only the server writes is made by it.
    let is_id = key.to_lowercase().ends_with("id") && plain(key) != plain(variable);
    if is_id && thing::member(samples.api, shape, key).is_some_and(|field| field.shape.read_only) {
        return Err(format!("only the server writes `{key}`, so that `{{{variable}}}` does not name something new"));
    }
    if has_created(put) {
        return Ok(());
    }
    // Without a word of the document, `PUT` may as well change what something else creates.
    match (is_listed, is_created_elsewhere(samples, shape)) {
        (true, false) => Ok(()),
        (true, true) => Err("`PUT` changes what another operation creates".to_owned()),
        (false, _) => Err("nothing says that `PUT` creates one, and there is no list of them".to_owned()),
    }
}

/// Whether a document says that an operation may create something.
fn has_created(operation: &Operation) -> bool {
    operation.response.status == 201 || operation.other_responses.iter().any(|response| response.status == 201)
}

/// Whether some `POST` answers things of this shape.
fn is_created_elsewhere(samples: Samples<'_>, shape: &Shape) -> bool {
    let api = samples.api;
    let is_one = |shape_of: &Shape| shape_of.is_like(shape);
    let mut posts = api.operations.iter().filter(|operation| operation.methods.contains(&Method::Post));
    posts.any(|post| answered(post).is_some_and(|body| thing::place(api, body, "", &is_one).is_some()))
}

/// Whether an operation creates things with this key: it answers the key, or takes it.
fn created(samples: Samples<'_>, post: &Operation, key: &str, one: &str) -> bool {
    let api = samples.api;
    let body = Body::of(api, post);
    let has_key =
        |shape: &Shape| thing::member(api, shape, key).is_some_and(|field| thing::is_scalar(api, &field.shape));
    let answers = answered(post).and_then(|body| thing::place(api, body, one, &has_key)).is_some();
    let takes = body.member(api, key).is_some_and(|sent| sent.required && !sent.shape.read_only);
    let is_success = matches!(post.response.status, 200..=299);
    let is_list = answered(post).is_some_and(|body| thing::items(api, body).is_some());
    is_success && !is_list && (answers || takes) && !matches!(body, Body::Other | Body::Patch)
}

/// What a schema says beside what the model keeps.
pub(super) fn is_zero(value: Option<&Value>) -> bool {
    value.and_then(Value::as_f64) == Some(0.0)
}
