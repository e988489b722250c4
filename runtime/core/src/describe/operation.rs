//! The description of an operation: its name, its parameters, its error table.

use crate::{Api, Requirement};

/// An operation of an API.
///
/// ```
/// use twinspec_core::{Api, Location, Method, Operation, Parameter, Plain, Style};
///
/// static API: Api = Api::new("petstore", "1.0.0", &Plain);
/// static GET: Operation = Operation::new(&API, "getPet", &[Method::Get], "/pets/{id}")
///     .read_only()
///     .parameters(&[Parameter::new("id", Location::Path, Style::Simple).required()]);
/// assert!(GET.is_repeatable());
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Operation {
    /// The API the operation belongs to.
    pub api: &'static Api,
    /// Its name: the one on the wire, if the protocol sends one.
    pub name: &'static str,
    /// Whether a call changes nothing, so that it can be repeated even if its outcome is not known.
    pub read_only: bool,
    /// The parameter whose value makes the service execute repeated calls once, `ClientToken`. A client sets it
    /// if the caller did not, so a call can be repeated even if its outcome is not known.
    pub idempotency_token: Option<&'static str>,
    /// Whether repeated calls have the same effect as one, like those of `PUT` and `DELETE` in RFC 9110.
    pub idempotent: bool,
    /// The HTTP methods the service accepts; a client uses the first.
    pub methods: &'static [Method],
    /// The path: a template such as `/pets/{id}`, or `/` for an operation that is identified by its name.
    pub path: &'static str,
    /// The parameters, in the order of the documentation.
    pub parameters: &'static [Parameter],
    /// The format of the body of a successful response.
    pub response: ResponseFormat,
    /// The error table, in the order of the documentation.
    pub errors: &'static [ErrorRow],
    /// The accepted ways to authorize a call, of which it needs one. Without any, the protocol decides.
    pub security: &'static [Requirement],
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Post,
    Put,
    Delete,
    Patch,
    Head,
    Options,
    Trace,
    Query,
}

impl Method {
    /// The method as it is written in a request line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
            Method::Patch => "PATCH",
            Method::Head => "HEAD",
            Method::Options => "OPTIONS",
            Method::Trace => "TRACE",
            Method::Query => "QUERY",
        }
    }
}

/// A parameter of an operation.
#[derive(Debug)]
#[non_exhaustive]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Where it is sent in the request.
    pub location: Location,
    /// How its value becomes text.
    pub style: Style,
    /// Whether the items of a list, and the members of an object, are separate (`explode` of OpenAPI).
    pub explode: bool,
    /// Whether reserved characters are sent in a query as they are (`allowReserved` of OpenAPI).
    pub allow_reserved: bool,
    /// The media type of a body, or of a part of one; empty for that of its style.
    pub media_type: &'static str,
    /// Whether a call without it is refused.
    pub required: bool,
    /// Whether its value must not be shown in logs.
    pub sensitive: bool,
}

/// Where a parameter is sent in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In the query string.
    Query,
    /// In an `application/x-www-form-urlencoded` body.
    Form,
    /// A part of a `multipart/form-data` body.
    Part,
    /// The whole body.
    Body,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
    /// A variable of the path template.
    Path,
    /// A variable of the endpoint, `bucket` of `{bucket}.storage.example`.
    Host,
}

/// How a value becomes text or a body. Scalars are the same text in all styles but [`Xml`](Self::Xml) and
/// [`Binary`](Self::Binary).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// One pair per leaf, with list positions counted from 1: `Tag.1.Key=k`.
    Flat,
    /// One compact JSON text.
    Json,
    /// Joined with commas: `a,b`. An object is `k,v`, or `k=v` if its members are separate.
    Simple,
    /// As the fields of a form: `ids=a,b`, or `ids=a&ids=b` if the items are separate. The members of an object are pairs of
    /// their own then.
    Form,
    /// Behind a dot, in a path: `.a.b`.
    Label,
    /// Behind a semicolon, in a path: `;ids=a,b`.
    Matrix,
    /// Joined with blanks.
    SpaceDelimited,
    /// Joined with `|`.
    PipeDelimited,
    /// A pair for each member: `filter[color]=red`.
    DeepObject,
    /// As a text, only for a body.
    Text,
    /// As an XML document, only for a body.
    Xml,
    /// As raw bytes, only for a body.
    Binary,
}

/// The format of the body of a successful response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ResponseFormat {
    /// JSON.
    #[default]
    Json,
    /// XML.
    Xml,
    /// Text.
    Text,
    /// Bytes of any meaning, such as those of a file.
    Binary,
    /// Server-sent events.
    Events,
    /// JSON, XML, text or bytes, as the content type of the response says.
    Any,
    /// The description has no body; one that arrives anyway is read as JSON.
    Empty,
}

/// A row of an error table.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct ErrorRow {
    /// The HTTP status.
    pub status: u16,
    /// The error code, `AlreadyExists.Pet`.
    pub code: &'static str,
    /// The message the service sends with the code.
    pub message: &'static str,
    /// What the caller can do; empty if the description does not say it.
    pub remedy: &'static str,
    /// Whether the same call can succeed when it is repeated.
    pub retryable: bool,
}

impl Parameter {
    /// An optional parameter that logs may show.
    ///
    /// ```
    /// use twinspec_core::{Location, Parameter, Style};
    ///
    /// let phone = Parameter::new("phone", Location::Query, Style::Flat).required().sensitive();
    /// assert!(phone.required && phone.sensitive);
    /// ```
    pub const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Parameter {
            name,
            location,
            style,
            explode: false,
            allow_reserved: false,
            media_type: "",
            required: false,
            sensitive: false,
        }
    }

    /// The same parameter, but the items of a list and the members of an object are separate.
    pub const fn explode(self) -> Self {
        Parameter { explode: true, ..self }
    }

    /// The same parameter, but reserved characters are sent in a query as they are.
    pub const fn allow_reserved(self) -> Self {
        Parameter { allow_reserved: true, ..self }
    }

    /// The same parameter, whose body or part has a media type.
    pub const fn media_type(self, media_type: &'static str) -> Self {
        Parameter { media_type, ..self }
    }

    /// The same parameter, but required.
    pub const fn required(self) -> Self {
        Parameter { required: true, ..self }
    }

    /// The same parameter, but its value must not be shown in logs.
    pub const fn sensitive(self) -> Self {
        Parameter { sensitive: true, ..self }
    }
}

impl ErrorRow {
    /// A row with what the service sends: the status, the code, the message.
    ///
    /// ```
    /// use twinspec_core::ErrorRow;
    ///
    /// let row = ErrorRow::new(503, "ServiceUnavailable", "The service is unavailable.").retryable();
    /// let row = row.remedy("Call again after a minute.");
    /// assert!(row.retryable);
    /// assert_eq!(row.remedy, "Call again after a minute.");
    /// ```
    pub const fn new(status: u16, code: &'static str, message: &'static str) -> Self {
        ErrorRow { status, code, message, remedy: "", retryable: false }
    }

    /// The same row with a remedy: what the caller can do.
    pub const fn remedy(self, remedy: &'static str) -> Self {
        ErrorRow { remedy, ..self }
    }

    /// The same row, but the same call can succeed when it is repeated.
    pub const fn retryable(self) -> Self {
        ErrorRow { retryable: true, ..self }
    }
}

impl Operation {
    /// An operation that changes something, without parameters and error table.
    pub const fn new(api: &'static Api, name: &'static str, methods: &'static [Method], path: &'static str) -> Self {
        Operation {
            api,
            name,
            read_only: false,
            idempotency_token: None,
            idempotent: false,
            methods,
            path,
            parameters: &[],
            response: ResponseFormat::Json,
            errors: &[],
            security: &[],
        }
    }

    /// The same operation, but a call changes nothing.
    pub const fn read_only(self) -> Self {
        Operation { read_only: true, ..self }
    }

    /// The same operation, but repeated calls have the same effect as one.
    pub const fn idempotent(self) -> Self {
        Operation { idempotent: true, ..self }
    }

    /// The same operation with the parameter whose value makes the service execute repeated calls once.
    pub const fn idempotency_token(self, parameter: &'static str) -> Self {
        Operation { idempotency_token: Some(parameter), ..self }
    }

    /// The same operation with its parameters.
    pub const fn parameters(self, parameters: &'static [Parameter]) -> Self {
        Operation { parameters, ..self }
    }

    /// The same operation with the format of a successful response; the default is [`ResponseFormat::Json`].
    pub const fn response(self, response: ResponseFormat) -> Self {
        Operation { response, ..self }
    }

    /// The same operation with its error table.
    pub const fn errors(self, errors: &'static [ErrorRow]) -> Self {
        Operation { errors, ..self }
    }

    /// The same operation with the accepted ways to authorize a call.
    pub const fn security(self, security: &'static [Requirement]) -> Self {
        Operation { security, ..self }
    }

    /// Whether a call can be repeated even if its outcome is not known: it changes nothing, repeated calls have the
    /// same effect as one, or it has a token that makes the service execute it only once.
    pub fn is_repeatable(&self) -> bool {
        self.read_only || self.idempotent || self.idempotency_token.is_some()
    }

    /// The first row of the error table with this code; without one, the row whose code has `%s` where this one
    /// differs, `InvalidParameter.%s` for `InvalidParameter.Name`. Of several such rows, it is the most specific one.
    pub fn error_row(&self, code: &str) -> Option<&'static ErrorRow> {
        let same = self.errors.iter().find(|row| row.code == code);
        // The first of equals.
        same.or_else(|| self.errors.iter().rev().filter(|row| fits(row.code, code)).max_by_key(|row| row.code.len()))
    }
}

/// Whether a code matches a template with `%s` in it. A template that is only `%s` matches no code.
fn fits(template: &str, code: &str) -> bool {
    const HOLE: &str = "%s";
    let (Some((first, rest)), true) = (template.split_once(HOLE), template.replace(HOLE, "").len() > 1) else {
        return false;
    };
    let Some(mut code) = code.strip_prefix(first) else { return false };
    let mut parts = rest.split(HOLE).peekable();
    while let Some(part) = parts.next() {
        if parts.peek().is_none() {
            return code.len() > part.len() && code.ends_with(part);
        }
        let Some((_, after)) = code.split_once(part) else { return false };
        code = after;
    }
    false
}
