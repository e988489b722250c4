//! Bodies of requests and answers, by media type.

use twinspec_schemas::Direction;

use super::{Operation, Wire};
use crate::diff::places;
use crate::diff::rules::docs::EXAMPLE_CHANGED;
use crate::diff::rules::members::*;
use crate::model::{Content, Contract};
use crate::pointer::join;

/// Bodies of one request or answer.
pub(super) struct Bodies<'s> {
    pub(super) contents: &'s [Content],
    /// Where what has them is.
    pub(super) at: String,
}

impl<'s> Wire<'s> {
    /// The body of a request, or of what the service sends by itself.
    pub(super) fn body(
        &mut self,
        operation: &Operation<'s>,
        old: &'s Contract,
        new: &'s Contract,
        direction: Direction,
    ) {
        let at = self.at(operation, direction, "body");
        let place = |document, pointer: &str| places::resolved(document, join(pointer, "requestBody"));
        let (from, to) = (place(self.old.document(), operation.old), place(self.new.document(), operation.new));
        let places = (Some(from.clone()), Some(to.clone()));
        match (old.bodies.is_empty(), new.bodies.is_empty()) {
            (true, true) => return,
            (false, true) => return self.walker.note(&at, &REMOVED, places, "is gone".to_owned()),
            (true, false) => {
                let rule = if new.body_required { &REQUIRED_ADDED } else { &ADDED };
                return self.walker.note(&at, rule, places, "is new".to_owned());
            }
            (false, false) => self.walker.required(old.body_required, new.body_required, places, &at),
        }
        let (from, to) = (Bodies { contents: &old.bodies, at: from }, Bodies { contents: &new.bodies, at: to });
        self.contents(operation, &from, &to, direction, "body");
    }

    /// Media types, and what is of each.
    pub(super) fn contents(
        &mut self,
        operation: &Operation<'s>,
        old: &Bodies<'s>,
        new: &Bodies<'s>,
        direction: Direction,
        subject: &str,
    ) {
        let at = self.at(operation, direction, subject);
        let place = |bodies: &Bodies<'_>, content: &Content| join(&join(&bodies.at, "content"), &content.media_type);
        for a in old.contents {
            let Some(b) = new.contents.iter().find(|b| is_same(a, b)) else {
                let places = (Some(place(old, a)), Some(new.at.clone()));
                self.walker.note(&at, &MEDIA_TYPE_REMOVED, places, format!("is not `{}` any more", a.media_type));
                continue;
            };
            let places = (Some(place(old, a)), Some(place(new, b)));
            if a.fields != b.fields {
                self.walker.note(
                    &at,
                    &STYLE_CHANGED,
                    places.clone(),
                    "has fields that are written in another way".to_owned(),
                );
            }
            if a.xml != b.xml {
                self.walker.note(&at, &XML_CHANGED, places.clone(), "has other names in XML".to_owned());
            }
            if a.examples != b.examples {
                self.walker.note(&at, &EXAMPLE_CHANGED, places.clone(), "has another example".to_owned());
            }
            let schema = |at: Option<String>| join(&at.unwrap_or_default(), "schema");
            self.schemas((&a.schema, schema(places.0)), (&b.schema, schema(places.1)), &at);
        }
        for b in new.contents.iter().filter(|b| !old.contents.iter().any(|a| is_same(a, b))) {
            let places = (Some(old.at.clone()), Some(place(new, b)));
            self.walker.note(&at, &MEDIA_TYPE_ADDED, places, format!("can be `{}`", b.media_type));
        }
    }
}

/// Names of media types have no case (RFC 9110 8.3.1).
fn is_same(a: &Content, b: &Content) -> bool {
    let name = |content: &Content| content.media_type.to_ascii_lowercase().replace(' ', "");
    name(a) == name(b)
}
