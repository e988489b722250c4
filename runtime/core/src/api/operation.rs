//! The description of an operation: its name, its parameters, its error table.

use super::error_row::fits;
use crate::data::budget::Budget;
use crate::data::node::Node;
use crate::wire::status::described_as;
use crate::xml::{self, Xml};
use crate::{Api, BodyContent, DecodeError, ErrorRow, Method, Parameter, Requirement, ResponseFormat};

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
    /// The media types that the body can have instead of that of the parameters.
    pub contents: &'static [BodyContent],
    /// The media type of a body of parts that is sent as the parameters say.
    pub multipart: &'static str,
    /// Whether a form, or a body of parts, is sent even if nothing is in it.
    pub body_required: bool,
    /// The format of the body of a successful response.
    pub response: ResponseFormat,
    /// The media types of responses that a client can read, as the header `accept` has them; empty if those of the format are
    /// enough.
    pub accept: &'static str,
    /// How the bodies of responses are written that are XML documents, by status: `200`, `4XX` or `default`. Without it, a body
    /// is an object whose one member is the root element.
    pub xml: &'static [(&'static str, Xml)],
    /// The error table, in the order of the documentation.
    pub errors: &'static [ErrorRow],
    /// The accepted ways to authorize a call, of which it needs one. Without any, the protocol decides.
    pub security: &'static [Requirement],
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
            contents: &[],
            multipart: "multipart/form-data",
            body_required: false,
            response: ResponseFormat::Json,
            accept: "",
            xml: &[],
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

    /// The same operation with other media types for its body.
    pub const fn contents(self, contents: &'static [BodyContent]) -> Self {
        Operation { contents, ..self }
    }

    /// The same operation with the media type of a body of parts; the default is `multipart/form-data`.
    ///
    /// ```
    /// use twinspec_core::{Api, Location, Method, Operation, Parameter, Plain, Style};
    ///
    /// static API: Api = Api::new("library", "1", &Plain);
    /// static ADD: Operation = Operation::new(&API, "addBook", &[Method::Post], "/books")
    ///     .parameters(&[Parameter::new("title", Location::Part, Style::Text)])
    ///     .multipart("multipart/mixed")
    ///     .body_required();
    /// assert!(ADD.body_required);
    /// ```
    pub const fn multipart(self, media_type: &'static str) -> Self {
        Operation { multipart: media_type, ..self }
    }

    /// The same operation, but a form, or a body of parts, is sent even if nothing is in it.
    pub const fn body_required(self) -> Self {
        Operation { body_required: true, ..self }
    }

    /// The same operation with the format of a successful response; the default is [`ResponseFormat::Json`].
    pub const fn response(self, response: ResponseFormat) -> Self {
        Operation { response, ..self }
    }

    /// The same operation with the media types of responses that a client can read.
    pub const fn accept(self, accept: &'static str) -> Self {
        Operation { accept, ..self }
    }

    /// The same operation with how its responses are written in XML, by status.
    pub const fn xml(self, xml: &'static [(&'static str, Xml)]) -> Self {
        Operation { xml, ..self }
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

    /// Reads the body of a response that is an XML document: as is said of its names, or else as an object of its root element.
    pub(crate) fn read_xml(&self, status: u16, text: &str, budget: &Budget) -> Result<Node<'static>, DecodeError> {
        let of = |statuses: &String| self.xml.iter().find(|(other, _)| other == statuses);
        match described_as(status).iter().find_map(of) {
            Some((_, described)) => xml::shaped(text, *described, self.api.xml, budget),
            None => xml::tree(text, budget),
        }
    }

    /// The first row of the error table with this code; without one, the row whose code has `%s` where this one
    /// differs, `InvalidParameter.%s` for `InvalidParameter.Name`. Of several such rows, it is the most specific one.
    pub fn error_row(&self, code: &str) -> Option<&'static ErrorRow> {
        let same = self.errors.iter().find(|row| row.code == code);
        // The first of equals.
        same.or_else(|| self.errors.iter().rev().filter(|row| fits(row.code, code)).max_by_key(|row| row.code.len()))
    }
}
