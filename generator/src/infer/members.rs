//! Which members of a request a thing has, and which the mock sets itself.

use serde_json::{Map, Value, json};

use super::fits::fits;
use super::ids;
use super::request::Body;
use super::thing;
use super::words::plain;
use super::write::{Named, Writer};
use crate::model::{Field, ShapeKind};

/// The members that say when something was made, and when it was changed last.
pub(super) const MADE: [&str; 8] =
    ["created", "createdat", "createdon", "createddate", "creationtime", "datecreated", "createtime", "creationdate"];
pub(super) const CHANGED: [&str; 7] =
    ["updated", "updatedat", "updatedon", "modified", "modifiedat", "lastmodified", "dateupdated"];

impl<'a> Writer<'_, 'a> {
    /// A member of a thing as each of the answers has it that show the thing.
    pub(super) fn shown<'m>(&'m self, name: &'m str) -> impl Iterator<Item = &'a Field> + 'm {
        let api = self.samples.api;
        self.of.collection.shapes.iter().filter_map(move |shape| thing::member(api, shape, name))
    }

    /// The members of a request that do not become what they are called in the thing.
    pub(super) fn unfit(&self, body: &Body<'_>) -> Vec<String> {
        let api = self.samples.api;
        let unfit = body.members().iter().filter(|sent| {
            sent.shape.write_only
                || sent.shape.read_only
                || self.shown(sent.name).any(|own| own.shape.read_only || !fits(api, sent.shape, &own.shape))
        });
        let mut unfit: Vec<_> = unfit.map(|sent| sent.name.to_owned()).collect();
        // What only the server writes may be sent all the same.
        let own = thing::members(api, self.of.collection.shape).iter().filter(|field| field.shape.read_only);
        unfit.extend(own.map(|field| field.name.clone()));
        unfit.sort_unstable();
        unfit.dedup();
        unfit.retain(|name| *name != self.of.collection.key);
        unfit
    }

    /// The members that the mock sets, with their values.
    pub(super) fn times(&self, body: &Body<'_>, names: &[&[&str]]) -> Map<String, Value> {
        let api = self.samples.api;
        let fields = thing::members(api, self.of.collection.shape).iter();
        let of_time = fields.filter(|field| {
            let name = plain(&field.name);
            let is_sent = body.member(api, &field.name).is_some_and(|sent| !sent.shape.read_only);
            !is_sent && names.iter().any(|names| name.is_one_of(names))
        });
        let times = of_time.filter_map(|field| {
            let now = match (&field.shape.behind(&api.shapes)?.kind, self.samples.format(&field.shape)) {
                (ShapeKind::String { .. }, "date-time") => "seconds",
                (ShapeKind::String { .. }, "date") => "date",
                (ShapeKind::Integer { .. }, _) => "unix",
                _ => return None,
            };
            Some((field.name.clone(), json!({ "now": now })))
        });
        times.collect()
    }

    /// An `id` beside the key, as an issue has it that is named by its `number`.
    pub(super) fn other_id(&self, body: &Body<'_>) -> Option<(String, Value)> {
        let (api, Named { collection, name, resource, .. }) = (self.samples.api, self.of);
        let fields = thing::members(api, collection.shape);
        let field = fields.iter().find(|field| plain(&field.name) == *"id" && field.name != collection.key)?;
        if body.member(api, &field.name).is_some_and(|sent| !sent.shape.read_only) {
            return None;
        }
        let id = ids::id(self.samples, &field.shape)?;
        // Numbers are counted once.
        let is_counted = collection.id.as_ref().is_some_and(|key| key.is_number() && id.is_number());
        let value =
            if is_counted { json!({ "field": format!("{name}.{}", collection.key) }) } else { id.value(resource) };
        Some((field.name.clone(), value))
    }

    /// The members that a request spells otherwise: `FriendlyName` is `friendly_name`. What a call does not send stays as it
    /// is in `changed`, if that is something.
    pub(super) fn renamed(&self, body: &Body<'_>, changed: Option<&str>) -> Map<String, Value> {
        let api = self.samples.api;
        let fields = thing::members(api, self.of.collection.shape).iter();
        let fields = fields.filter(|field| {
            !field.shape.read_only && field.name != self.of.collection.key && body.member(api, &field.name).is_none()
        });
        let renamed = fields.filter_map(|field| {
            let mut alike = body.members().iter().filter(|sent| plain(sent.name) == plain(&field.name));
            let sent = alike.next()?;
            if !self.shown(&field.name).all(|own| fits(api, sent.shape, &own.shape)) {
                return None;
            }
            let given = json!({ "body": sent.name });
            let value = match changed {
                Some(name) => json!({ "first-of": [given, { "field": format!("{name}.{}", field.name) }] }),
                None => given,
            };
            Some((field.name.clone(), value))
        });
        renamed.collect()
    }

    /// The members that repeat what the thing is in.
    pub(super) fn repeated(&self) -> Map<String, Value> {
        let Named { collection, within, .. } = self.of;
        let fields = within.iter().filter_map(|(_, variable)| {
            let field = thing::key(self.samples.api, collection.shape, variable, "", false)?;
            let is_whole = plain(field.rsplit('.').next().unwrap_or_default()) == plain(variable);
            (is_whole && field != collection.key).then(|| (field, json!({ "parameter": variable })))
        });
        fields.collect()
    }
}
