//! Bodies whose members are sent one by one: the fields of a form, the parts of a body of several parts.

use openapiv3::MediaType;
use serde_json::Value;

use super::lower::Lower;
use super::part::{self, Content};
use super::schema::Members;
use super::style::{self, Written};
use crate::model::{Field, Location, Parameter, ShapeKind};
use crate::pointer::{find, join};

/// What the members of a body are sent as.
pub(super) struct Form {
    /// Those that have names.
    pub(super) fields: Vec<Parameter>,
    /// Those of other names, if there can be some.
    pub(super) rest: Option<Parameter>,
    /// Whether a caller gives the value as a whole, since fields alone do not say what goes together.
    pub(super) is_whole: bool,
}

impl Lower<'_> {
    /// The members of a body of this media type; nothing if its schema is not that of an object.
    pub(super) fn form(
        &mut self,
        form: &MediaType,
        is_required: bool,
        location: Location,
        pointer: &str,
    ) -> Option<Form> {
        let shape = self.schema(form.schema.as_ref()?, format!("{pointer}/schema"));
        let shape = self.expanded(shape);
        let is_vendor = self.words.vendor.is_given;
        let mut is_whole = !matches!(shape.kind, ShapeKind::Object { additional: None, .. }) && !is_vendor;
        let is_union = matches!(shape.kind, ShapeKind::Union { .. });
        let found = match &shape.kind {
            ShapeKind::Object { fields, .. } if is_vendor => Some(Members { fields: fields.clone(), rest: None }),
            _ if is_vendor => None,
            _ if self.has_no_members(&shape.origin) && !is_required => {
                is_whole = false;
                Some(Members::default())
            }
            _ => self.members(shape.clone()),
        };
        let Some(Members { fields, rest }) = found else {
            let help = "the body is sent as the bytes that it is given";
            self.note(pointer, "a form whose schema is not that of an object", help);
            return None;
        };
        let source = self.source;
        let encodings = find(source.document(), pointer).and_then(|media| media.get("encoding"));
        let fields: Vec<_> = fields
            .into_iter()
            .map(|field| {
                let encoding = encodings.and_then(|encodings| encodings.get(&field.name));
                if location == Location::Part && encoding.is_some_and(|encoding| encoding.get("headers").is_some()) {
                    let at = join(&format!("{pointer}/encoding"), &field.name);
                    let message = format!("the headers of the part `{}`", field.name);
                    self.note(&format!("{at}/headers"), message, "they are not sent");
                }
                self.member(field, encoding, location)
            })
            .collect();
        let mut rest =
            rest.map(|shape| self.member(Field { name: String::new(), required: false, shape }, None, location));
        // A file is not a value that is read from a document.
        let has_files = fields.iter().chain(&rest).any(|member| part::is_file(&member.shape));
        if is_whole && has_files {
            is_whole = false;
            if rest.take().is_some() {
                self.note(pointer, "parts of other names", "only those that have names can be sent");
            }
            if is_union {
                self.note(pointer, "which members of a form go together", "each can be set, whatever others are");
            }
        }
        Some(Form { fields, rest, is_whole })
    }

    /// Whether a schema says that there are members, and names none.
    fn has_no_members(&self, origin: &str) -> bool {
        let schema = find(self.source.document(), origin);
        let said = |key: &str| schema.and_then(|schema| schema.get(key));
        let is_empty = said("properties").and_then(Value::as_object).map(serde_json::Map::is_empty);
        let more = said("additionalProperties");
        (is_empty == Some(true) && more.is_none() || is_empty != Some(false) && more == Some(&Value::Bool(false)))
            && ["$ref", "allOf", "anyOf", "oneOf", "patternProperties"].iter().all(|key| said(key).is_none())
    }

    fn member(&mut self, field: Field, encoding: Option<&Value>, location: Location) -> Parameter {
        let Field { name, required, mut shape } = field;
        let source = self.source;
        let schema = find(source.document(), &shape.origin);
        let own = self.described(|key| schema?.get(key), &shape.origin).style;
        let expanded = self.expanded(shape.clone());
        let (written, media_type) = match location {
            _ if self.words.vendor.is_given => {
                let style = own.unwrap_or_default();
                (Written { style, explode: false, allow_reserved: false }, None)
            }
            Location::Part => {
                let (mut content, is_list) = self.part(&expanded);
                if style::says_bytes(encoding) && part::can_be_file(&expanded) {
                    content = Content::Files;
                }
                if content == Content::Files {
                    shape = part::files(expanded, is_list);
                }
                style::of_part(encoding, content, is_list)
            }
            _ => (style::of_field(encoding, &expanded), None),
        };
        Parameter {
            name,
            location,
            style: written.style,
            explode: written.explode,
            allow_reserved: written.allow_reserved,
            media_type,
            xml: None,
            nameless: false,
            required,
            sensitive: shape.sensitive,
            deprecated: shape.deprecated,
            description: shape.description.clone(),
            default: schema.and_then(|schema: &Value| schema.get("default")).cloned(),
            example: shape.example.clone(),
            origin: shape.origin.clone(),
            shape,
        }
    }
}
