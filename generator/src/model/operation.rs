use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Answer, BodyContent, Contract, Effect, ErrorRow, Find, List, Location, Omit, Pagination, Parameter, Poll, Response,
    SecurityRequirement, Server, Shape, Xml, vendor,
};

/// An operation of an API.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Operation {
    /// The OpenAPI `operationId`.
    pub id: String,
    /// The name on the wire, where operations are told apart by it; the same as the id in all but odd cases.
    pub name: String,
    /// The HTTP methods the service accepts; a client uses the first.
    pub methods: Vec<Method>,
    /// The path on the wire.
    pub path: String,
    /// Where it is served, if not where the API is; in the order of the spec.
    pub servers: Vec<Server>,
    /// A short name for people, beside the summary.
    pub title: Option<String>,
    /// One sentence.
    pub summary: String,
    /// Markdown.
    pub description: String,
    /// The groups it is listed under.
    pub tags: Vec<String>,
    /// Whether it changes anything.
    pub operation_type: Option<OperationType>,
    /// Whether repeated calls have the effect of one, by their method (RFC 9110 9.2.2).
    pub is_idempotent: bool,
    /// Whether new code should not call it.
    pub deprecated: bool,
    /// What to call instead of it, once it is deprecated: operation ids, or `Product::Version::Operation` of another API.
    pub substitutes: Vec<String>,
    /// How much harm a mistaken call does, if that is said.
    pub risk: Option<Risk>,
    /// Whether a call costs money, if that is said.
    pub charge: Option<Charge>,
    /// Whether it may be called by whoever comes.
    pub anonymous: bool,
    /// What a call has to carry: any one of these; empty if nothing.
    pub security: Vec<SecurityRequirement>,
    /// The parameter that makes a repeated call harmless.
    pub idempotency_token: Option<String>,
    /// How its answers come in pages.
    pub pagination: Option<Pagination>,
    /// What is asked for its outcome, if it goes on after its response.
    pub poll: Option<Poll>,
    /// In the order of the spec.
    pub parameters: Vec<Parameter>,
    /// The media types that the body can have besides that of the parameters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contents: Vec<BodyContent>,
    /// The media type of a body of parts, if it is not `multipart/form-data`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub multipart: Option<String>,
    /// Whether a form, or a body of parts, is required: it is sent even if nothing is in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub body_required: bool,
    /// Whether it is another operation with a body of another kind, by the id of which a mock serves both.
    pub is_variant: bool,
    /// What a successful call answers.
    pub response: Response,
    /// What a successful call may answer instead, under other statuses.
    pub other_responses: Vec<Response>,
    /// The answers to calls that fail.
    pub error_responses: Vec<Response>,
    /// What the document says of requests and responses, whole; `None` of an API of a vendor, which has words of its own.
    pub contract: Option<Contract>,
    /// In the order of the spec, which is the order the mock tries them in.
    pub errors: Vec<ErrorRow>,
    /// What a caller may use up.
    pub limits: Vec<Limit>,
    /// The names of what is there before its documented call.
    pub given: Vec<String>,
    /// The parameter that asks for a call without effects.
    pub dry_run: Option<String>,
    /// What is looked up before the error table, in this order.
    pub finds: Vec<Find>,
    /// What a successful call changes, in this order.
    pub effects: Vec<Effect>,
    /// What the answer holds; if nothing is said, its example.
    pub answer: Vec<Answer>,
    /// What of that is left out under a condition.
    pub omit: Vec<Omit>,
    /// What it lists.
    pub list: Option<List>,
    /// What only its vendor says.
    pub vendor: vendor::Operation,
    /// Newest first.
    pub changes: Vec<Change>,
    /// Where the spec says so: a JSON pointer.
    #[serde(skip)]
    pub origin: String,
}

/// The fields that a response has at one of its places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown<'a> {
    /// Their names.
    pub fields: Vec<&'a str>,
    /// Those that have their list in an object around it, with the name of the list inside.
    pub wrapped: Vec<(&'a str, &'a str)>,
}

impl Operation {
    /// All that it answers: successes, then errors.
    pub(crate) fn responses(&self) -> impl Iterator<Item = &Response> {
        std::iter::once(&self.response).chain(&self.other_responses).chain(&self.error_responses)
    }

    /// The media types of its body, if that is a text or bytes and the description leaves a choice, such as `image/*`.
    pub fn body_of_range(&self) -> Option<&Parameter> {
        let mut bodies = self.parameters.iter().filter(|parameter| parameter.location == Location::Body);
        bodies.find(|body| body.is_of_range())
    }

    /// What the body is sent as whose members are always the fields of a form, or parts.
    pub fn usual_content(&self) -> Option<&BodyContent> {
        let body = self.parameters.iter().find(|parameter| parameter.location == Location::Body)?;
        self.contents.iter().find(|content| Some(&content.media_type) == body.media_type.as_ref())
    }

    /// How the bodies of its responses are written that are XML, by status.
    pub fn responses_in_xml(&self) -> impl Iterator<Item = (String, &Xml)> {
        self.responses().filter_map(|response| Some((response.statuses.to_string(), response.xml_names.as_ref()?)))
    }

    /// The fields that the response shows at a path of field names joined with dots; none if it shows whatever is there.
    /// References are followed.
    pub fn shown<'s>(&'s self, path: &str, shapes: &'s BTreeMap<String, Shape>) -> Shown<'s> {
        let at = self.response.shape.as_ref().and_then(|shape| shape.at(path, shapes));
        let is_closed = |shape: &&Shape| !shape.has_more_members(shapes);
        let fields = at.filter(is_closed).map(|shape| shape.fields(shapes)).unwrap_or_default();
        let fields: Vec<_> = fields.iter().filter(|field| !field.shape.write_only).collect();
        let wrapped = fields.iter().filter_map(|field| Some((field.name.as_str(), field.shape.wrapped_list(shapes)?)));
        Shown { fields: fields.iter().map(|field| field.name.as_str()).collect(), wrapped: wrapped.collect() }
    }

    /// The names of the fields of the response that must not be shown, wherever in it they are; the empty name is all of
    /// it. References are followed.
    pub fn sensitive_fields<'s>(&'s self, shapes: &'s BTreeMap<String, Shape>) -> BTreeSet<&'s str> {
        self.response.shape.iter().flat_map(|shape| shape.sensitive_fields(shapes)).collect()
    }
}

/// The name of a method; `serde` takes a reference for something to borrow.
type Name = &'static str;

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
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
    /// OpenAPI 3.2: a safe method with a body.
    Query,
    /// OpenAPI 3.2: any other, in `additionalOperations`.
    #[serde(skip_deserializing)]
    Other(Name),
}

impl Method {
    /// A method by the key of its operation.
    pub(crate) fn of(key: &str) -> Self {
        // There are few, and descriptors live as long as the process too.
        Method::deserialize(Value::from(key)).unwrap_or_else(|_| Method::Other(String::leak(key.to_owned())))
    }

    /// What it is called in a request.
    pub(crate) fn name(self) -> &'static str {
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
            Method::Other(name) => name,
        }
    }
}

/// Whether an operation changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OperationType {
    /// It reads only, so it can be repeated.
    Read,
    /// It changes something.
    Write,
}

/// How much harm a mistaken call does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Risk {
    /// What it deletes or stops is lost.
    High,
}

/// Whether a call costs money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Charge {
    /// It does.
    Paid,
}

/// What a caller may use up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// The name by which error rows ask for it.
    pub name: String,
    /// Markdown.
    #[serde(default)]
    pub description: String,
    /// How many calls succeed in one window.
    pub count: u32,
    /// Who shares it.
    pub per: Per,
    /// When it starts anew.
    pub window: Window,
    /// The region whose calls it limits. Without one it holds in every region, and each counts its own calls.
    #[serde(default)]
    pub region: Option<String>,
}

/// Who shares a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Per {
    Account,
}

/// When a limit starts anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Window {
    Second,
    Minute,
    Hour,
    Day,
}

/// A row of the change history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// `2024-11-24`.
    pub date: String,
    /// What changed.
    pub summary: String,
}
