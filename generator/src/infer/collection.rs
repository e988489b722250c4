//! Which paths of a document are a collection of things and one of them.

use serde_json::Value;

use super::ids::{self, Id};
use super::request::Body;
use super::route::{Routes, Step, parent, steps};
use super::sample::Samples;
use super::thing;
use super::words::singular;
use crate::model::{Operation, ResponseFormat, Shape};

/// A collection of things of one kind: where it is, and what tells one from another.
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
    /// The member that the variable names.
    pub(super) key: String,
    /// How the key of a new one is made; nothing if callers always give it.
    pub(super) id: Option<Id>,
    /// The variables of what it is in, outermost first.
    pub(super) outer: Vec<&'a str>,
    pub(super) create: Option<&'a Operation>,
    pub(super) upsert: Option<&'a Operation>,
}

/// The body of a success, if it is JSON.
pub(super) fn answered(operation: &Operation) -> Option<&Shape> {
    operation.response.shape.as_ref().filter(|_| operation.response.format == ResponseFormat::Json)
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
        let key_of = |shape: &Shape| thing::key(api, shape, variable, &one);

        // The shape that shows a thing best: that of one, that of a new one, that of one in the list.
        let shown = |operation: Option<&'a Operation>| {
            let body = answered(operation?)?;
            let place = thing::place(api, body, &|shape| key_of(shape).is_some())?;
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
            (Some(post), Some((_, key))) => created(samples, post, key).then_some(post),
            _ => None,
        };
        let upsert = put.filter(|put| {
            let says_so =
                put.other_responses.iter().any(|response| response.status == 201) || put.response.status == 201;
            (says_so || post.is_none()) && Body::of(api, put).is_object() && get.is_some()
        });
        let Some((shape, key)) = any else {
            return Err(format!("no member of what is read is named by `{{{variable}}}`"));
        };
        let upsert = upsert.filter(|put| {
            // What is read has to be like what was written, or what can be deleted has to be listed by its name.
            let sent = Body::of(api, put);
            let is_like = got.as_ref().is_some_and(|(shape, _)| {
                let common = sent.members().iter().filter(|sent| thing::member(api, shape, sent.name).is_some());
                common.count() > 0
            });
            is_like || routes.at(item, "DELETE").is_some()
        });
        if create.is_none() && upsert.is_none() {
            return Err(match post {
                Some(_) => format!("`POST {path}` neither answers nor takes the member `{key}`"),
                None => format!("what `PUT {item}` writes is not what is read there"),
            });
        }
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
        Ok(Collection { path, item, variable, one, shape, key, id, outer, create, upsert })
    }
}

/// Whether an operation creates things with this key: it answers the key, or takes it.
fn created(samples: Samples<'_>, post: &Operation, key: &str) -> bool {
    let api = samples.api;
    let body = Body::of(api, post);
    let has_key =
        |shape: &Shape| thing::member(api, shape, key).is_some_and(|field| thing::is_scalar(api, &field.shape));
    let answers = answered(post).and_then(|body| thing::place(api, body, &has_key)).is_some();
    let takes = body.member(api, key).is_some_and(|sent| sent.required && !sent.shape.read_only);
    let is_success = matches!(post.response.status, 200..=299);
    let is_list = answered(post).is_some_and(|body| thing::items(api, body).is_some());
    is_success && !is_list && (answers || takes) && !matches!(body, Body::Other | Body::Patch)
}

/// What a schema says beside what the model keeps.
pub(super) fn is_zero(value: Option<&Value>) -> bool {
    value.and_then(Value::as_f64) == Some(0.0)
}
