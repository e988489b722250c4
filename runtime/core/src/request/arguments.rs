//! The values of an operation's parameters, as text in their places.

use std::borrow::Cow;
use std::fmt;

use serde_json::Value;

use super::media_type::chosen;
use super::part::Part;
use super::serialize::{pairs, remove_nulls, scalars, text};
use super::styles::{Written, texts};
use crate::{BodyContent, Encode, Location, Operation, Parameter, RequestError, Sequence, Style, Upload, xml};

/// Collects the values of an operation's parameters and serialises each by its descriptor.
///
/// `Debug` shows the names that were set, never a value.
#[derive(Clone)]
pub struct Arguments {
    operation: &'static Operation,
    /// What the body is sent as, if not as the parameters say.
    content: Option<&'static BodyContent>,
    /// The media type that the caller chose for the whole body.
    content_type: Option<String>,
    texts: Vec<Argument>,
    body: Option<Body>,
    parts: Vec<Part>,
    headers: Vec<(String, String)>,
    sensitive: Vec<String>,
    error: Option<RequestError>,
}

/// A text and where it travels.
#[derive(Clone)]
pub(crate) struct Argument {
    pub(crate) parameter: &'static Parameter,
    /// The name of the parameter, or of a leaf of a flat value.
    pub(crate) name: Cow<'static, str>,
    pub(crate) value: String,
    /// How a URL has the value, if it is not only percent-encoded.
    pub(crate) encoded: Option<String>,
}

/// The whole body.
#[derive(Clone)]
pub(crate) struct Body {
    parameter: &'static Parameter,
    /// What bodies of its kind have, if nothing says more.
    usual: &'static str,
    pub(crate) content: Upload,
}

impl Arguments {
    /// No arguments yet.
    pub fn new(operation: &'static Operation) -> Self {
        let texts = Vec::with_capacity(operation.parameters.len().min(8));
        Arguments {
            operation,
            content: usual_content(operation),
            content_type: None,
            texts,
            body: None,
            parts: Vec::new(),
            headers: Vec::new(),
            sensitive: Vec::new(),
            error: None,
        }
    }

    /// The operation the arguments are for.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Sends the body in another of its [media types](Operation::contents), if one is named. This comes before the parameters
    /// are set. A media type that the body cannot have is reported when the request is built.
    pub fn choose_content(&mut self, media_type: Option<&str>) {
        let Some(media_type) = media_type else { return };
        self.content = self.operation.contents.iter().find(|content| content.media_type == media_type);
        if self.content.is_none() {
            self.refuse(RequestError::MediaType { media_type: media_type.to_owned() });
        }
    }

    /// Sends the body under this media type, of those that the range of its description allows, such as `image/*`. It is checked
    /// when the request is built.
    pub fn set_content_type(&mut self, media_type: Option<&str>) {
        self.content_type = media_type.map(str::to_owned);
    }

    /// Sets a parameter by its name on the wire.
    ///
    /// `None` and null leave the parameter out, and so do an empty list and an empty object unless they
    /// are the body; an empty text is kept. A body in JSON with a media type of its own is null if its value is, such as
    /// `Some(None)`; `None` leaves it out. A parameter that the operation does not have is reported when the request
    /// is built.
    pub fn set<T: Encode + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(parameter) = self.parameter(name) {
            self.set_encoded(parameter, value);
        }
    }

    /// Sets a parameter that has its name in common with others, by its location.
    pub fn set_in<T: Encode + ?Sized>(&mut self, location: Location, name: &str, value: &T) {
        if let Some(parameter) = self.parameter_in(location, name) {
            self.set_encoded(parameter, value);
        }
    }

    /// Sets a body that is bytes of any meaning, such as the content of a file: bytes, or a stream of them.
    ///
    /// A parameter that is not a body is reported when the request is built.
    pub fn set_bytes(&mut self, name: &str, bytes: impl Into<Upload>) {
        self.set_upload(name, bytes.into());
    }

    fn set_upload(&mut self, name: &str, content: Upload) {
        let is_body = |other: &&Parameter| matches!(other.location, Location::Body | Location::Part);
        let body = self.operation.parameters.iter().filter(is_body).find(|other| other.name == name);
        let Some(parameter) = body.or_else(|| self.parameter(name)) else { return };
        let Some(parameter) = self.in_content(parameter) else { return };
        if parameter.location == Location::Body {
            self.set_body(Body { parameter, usual: "application/octet-stream", content });
        } else if parameter.location == Location::Part {
            match chosen(parameter, content.own_content_type(), "application/octet-stream") {
                Ok(media_type) => self.parts.push(Part::file(parameter, content, media_type)),
                Err(error) => self.refuse(error),
            }
        } else {
            self.refuse(RequestError::BytesOutsideBody { parameter: name.to_owned() });
        }
    }

    /// Adds a header that is not a parameter of the operation, `traceparent` for instance. It is there before the request
    /// is authorized, so that a signature can cover it. `Debug` of the request does not show its value.
    ///
    /// A header that the request has already, or that is malformed, is reported when the request is built.
    pub fn add_header(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.headers.push((name.into(), value.into()));
    }

    /// Sets the operation's [`idempotency_token`](Operation::idempotency_token), if it has one that is not set.
    /// All attempts of a call must carry the same token, and no other call.
    pub fn fill_idempotency_token(&mut self, token: &str) {
        if let Some(name) = self.operation.idempotency_token
            && !self.is_set(name)
        {
            self.set(name, token);
        }
    }

    /// Whether [`fill_idempotency_token`](Self::fill_idempotency_token) would set something.
    pub fn lacks_idempotency_token(&self) -> bool {
        self.operation.idempotency_token.is_some_and(|name| !self.is_set(name))
    }

    /// Shows the operation and what it is called with as it goes over the wire, for the `Debug` of a request: `***` for what
    /// is sensitive, and the size of a body.
    ///
    /// # Errors
    /// Those of the formatter.
    pub fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct(self.operation.name);
        for Argument { parameter, name, value, .. } in &self.texts {
            match parameter.sensitive {
                true => shown.field(name, &format_args!("***")),
                false => shown.field(name, value),
            };
        }
        for Part { parameter, content, .. } in &self.parts {
            shown.field(parameter.name, &format_args!("{content}"));
        }
        if let Some(body) = &self.body {
            shown.field(body.parameter.name, &format_args!("{}", body.content));
        }
        shown.finish()
    }

    /// Whether a part of the body was a stream that is not there any more, since it was sent: then these arguments cannot be sent
    /// again.
    pub fn is_spent(&self) -> bool {
        self.spent().is_some()
    }

    /// The parameter whose stream is not there any more.
    pub(crate) fn spent(&self) -> Option<&'static Parameter> {
        let parts = self.parts.iter().map(|part| (part.parameter, &part.content));
        let mut contents = parts.chain(self.body.iter().map(|body| (body.parameter, &body.content)));
        contents.find(|(_, content)| content.is_spent()).map(|(parameter, _)| parameter)
    }

    fn is_set(&self, name: &str) -> bool {
        let texts = self.texts.iter().map(|text| text.parameter);
        let parts = self.parts.iter().map(|part| part.parameter);
        let mut parameters = texts.chain(parts).chain(self.body.iter().map(|body| body.parameter));
        parameters.any(|parameter| parameter.name == name)
    }

    fn parameter(&mut self, name: &str) -> Option<&'static Parameter> {
        let parameter = self.operation.parameters.iter().find(|other| other.name == name);
        self.known(parameter, name)
    }

    fn parameter_in(&mut self, location: Location, name: &str) -> Option<&'static Parameter> {
        let parameters = self.operation.parameters.iter();
        let parameter = parameters.filter(|other| other.location == location).find(|other| other.name == name);
        self.known(parameter, name)
    }

    fn known(&mut self, parameter: Option<&'static Parameter>, name: &str) -> Option<&'static Parameter> {
        if parameter.is_none() {
            self.refuse(RequestError::UnknownParameter { parameter: name.to_owned() });
        }
        parameter
    }

    /// What a parameter is in the chosen media type, if it is of the body.
    fn in_content(&mut self, parameter: &'static Parameter) -> Option<&'static Parameter> {
        match self.content {
            Some(content) if matches!(parameter.location, Location::Body | Location::Form | Location::Part) => {
                self.known(content.whole().or_else(|| content.field(parameter.name)), parameter.name)
            }
            _ => Some(parameter),
        }
    }

    fn set_encoded<T: Encode + ?Sized>(&mut self, parameter: &'static Parameter, value: &T) {
        let encoded = value.encode();
        // What is null, and is there, can be a body.
        if !(encoded.is_null() && value.is_absent()) {
            self.set_value(parameter, encoded);
        }
    }

    fn set_value(&mut self, parameter: &'static Parameter, value: Value) {
        match (self.content, value) {
            // The members of the body are fields there.
            (Some(content), Value::Object(members))
                if parameter.location == Location::Body && content.whole().is_none() =>
            {
                for (name, member) in members {
                    if let Some(field) = self.known(content.member(&name), &name) {
                        let name = if field.name == name { Cow::Borrowed(field.name) } else { Cow::Owned(name) };
                        self.set_part(field, name, member);
                    }
                }
            }
            (Some(content), value) if parameter.location == Location::Body && content.whole().is_none() => {
                if !value.is_null() {
                    self.refuse(RequestError::MediaType { media_type: content.media_type.to_owned() });
                }
            }
            (_, value) => {
                if let Some(parameter) = self.in_content(parameter) {
                    self.set_part(parameter, Cow::Borrowed(parameter.name), value);
                }
            }
        }
    }

    fn set_part(&mut self, parameter: &'static Parameter, name: Cow<'static, str>, mut value: Value) {
        // The document of a body with a media type of its own distinguishes null from nothing, and so does a part in JSON.
        let tells_null = parameter.location == Location::Body && !parameter.media_type.is_empty();
        let is_part_in_json = parameter.location == Location::Part && parameter.style == Style::Json;
        if !tells_null && !is_part_in_json {
            remove_nulls(&mut value);
        }
        if value.is_null() && !(tells_null && parameter.style == Style::Json) {
            return;
        }
        if parameter.sensitive {
            scalars(&value, &mut self.sensitive);
        }
        if parameter.location == Location::Body {
            return self.set_value_as_body(parameter, value);
        }
        if parameter.location == Location::Part {
            return match Part::of(parameter, name, value) {
                Ok(parts) => self.parts.extend(parts),
                Err(error) => self.refuse(error),
            };
        }
        let empty =
            value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(serde_json::Map::is_empty);
        match parameter.style {
            _ if empty => {}
            Style::Flat => {
                let mut push = |name, value| self.texts.push(Argument { parameter, name, value, encoded: None });
                pairs(name, value, &mut push);
            }
            _ => texts(parameter, name, value, |Written { name, plain, encoded }| {
                self.texts.push(Argument { parameter, name, value: plain, encoded });
            }),
        }
    }

    fn set_value_as_body(&mut self, parameter: &'static Parameter, value: Value) {
        let (usual, text) = match parameter.style {
            Style::Xml => match self.document(parameter, value) {
                Some(document) => ("application/xml", document),
                None => {
                    return self.refuse(RequestError::Xml { parameter: parameter.name.to_owned() });
                }
            },
            Style::Binary => ("application/octet-stream", text(value)),
            Style::Text => ("text/plain", text(value)),
            _ => match (Sequence::of(parameter.media_type), &value) {
                (Some(sequence), Value::Array(items)) => {
                    (parameter.media_type, items.iter().map(|item| sequence.written(&item.to_string())).collect())
                }
                _ => ("application/json; charset=utf-8", value.to_string()),
            },
        };
        self.set_body(Body { parameter, usual, content: text.into() });
    }

    /// The XML document of a value.
    fn document(&self, parameter: &Parameter, value: Value) -> Option<String> {
        match parameter.xml {
            Some(xml) => xml::write(&value, xml, self.operation.api.xml, self.operation.name),
            None => xml::document(value),
        }
    }

    fn set_body(&mut self, body: Body) {
        if self.body.is_some() {
            self.refuse(RequestError::TwoBodies);
        }
        self.body = Some(body);
    }

    fn refuse(&mut self, error: RequestError) {
        self.error.get_or_insert(error);
    }

    pub(crate) fn at(&self, location: Location) -> impl Iterator<Item = &Argument> {
        self.texts.iter().filter(move |argument| argument.parameter.location == location)
    }

    /// The headers that are not parameters.
    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    pub(crate) fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// The media type of the whole body.
    pub(crate) fn content_type_of(&self, body: &Body) -> Result<Cow<'static, str>, RequestError> {
        let choice = self.content_type.as_deref().or_else(|| body.content.own_content_type());
        chosen(body.parameter, choice, body.usual)
    }

    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// What the body is sent as, if not as the parameters say.
    pub(crate) fn content(&self) -> Option<&'static BodyContent> {
        self.content
    }

    /// The texts in the values of sensitive parameters.
    pub(crate) fn sensitive(&self) -> &[String] {
        &self.sensitive
    }

    /// The first thing that was wrong with what was set.
    pub(crate) fn error(&self) -> Option<&RequestError> {
        self.error.as_ref()
    }
}

/// What a body is sent as whose members are always fields of a form, or parts.
fn usual_content(operation: &'static Operation) -> Option<&'static BodyContent> {
    let body = operation.parameters.iter().find(|parameter| parameter.location == Location::Body)?;
    operation.contents.iter().find(|content| content.media_type == body.media_type)
}

impl fmt::Debug for Arguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = self.texts.iter().map(|argument| argument.name.as_ref());
        let names = texts.chain(self.body.iter().map(|body| body.parameter.name));
        write!(f, "Arguments of {} ", self.operation.name)?;
        f.debug_list().entries(names).finish()
    }
}
