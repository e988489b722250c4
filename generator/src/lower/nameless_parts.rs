//! The parts of a body that is a list, such as `multipart/mixed`: each item is one, and none has a name.

use openapiv3::{MediaType, RequestBody};

use super::lower::Lower;
use super::media::{Media, essence};
use super::part::{self, Content};
use super::style;
use crate::model::{Location, Parameter, ShapeKind};
use crate::pointer::{find, join};
use crate::vocabulary::body_name;

impl Lower<'_> {
    /// The parts of a body whose schema is a list.
    pub(super) fn nameless_parts(
        &mut self,
        body: &RequestBody,
        (name, media): (&str, &MediaType),
        pointer: &str,
    ) -> Option<Parameter> {
        let is_named = Media::of(name) != Media::Multipart || essence(name) == "multipart/form-data";
        if is_named || self.words.vendor.is_given {
            return None;
        }
        let shape = self.schema(media.schema.as_ref()?, format!("{pointer}/schema"));
        let list = self.expanded(shape.clone());
        let ShapeKind::Array { items, .. } = &list.kind else { return None };
        let described = find(self.source.document(), pointer);
        for key in ["x-prefixEncoding", "encoding"] {
            if described.is_some_and(|media| media.get(key).is_some()) {
                let help = "all parts are sent as `itemEncoding` or their schema says; a file says its own media type";
                self.note(
                    &join(pointer, key),
                    format!("`{}` of parts that have no names", key.trim_start_matches("x-")),
                    help,
                );
            }
        }
        let encoding = described.and_then(|media| media.get("x-itemEncoding"));
        if encoding.is_some_and(|encoding| encoding.get("headers").is_some()) {
            self.note(&format!("{pointer}/x-itemEncoding/headers"), "the headers of parts", "they are not sent");
        }
        let item = self.expanded((**items).clone());
        // A list within an item is JSON.
        let content = match self.part(&item) {
            (content, false) => content,
            (_, true) => Content::Other,
        };
        let (written, media_type) = style::of_part(encoding, content, false);
        let shape = if content == Content::Files { part::files(list, true) } else { shape };
        Some(Parameter {
            name: body_name(|key| body.extensions.get(key)).to_owned(),
            location: Location::Part,
            style: written.style,
            explode: true,
            allow_reserved: false,
            media_type,
            xml: None,
            nameless: true,
            required: body.required,
            sensitive: shape.sensitive,
            deprecated: shape.deprecated,
            description: shape.description.clone(),
            default: None,
            example: media.example.clone().or_else(|| shape.example.clone()),
            shape,
            origin: pointer.to_owned(),
        })
    }
}
