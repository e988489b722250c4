//! An operation with every name chosen.

use std::collections::HashSet;
use std::sync::Arc;

use super::headers::HeaderPlan;
use super::media_range;
use super::pagination_plan::PaginationPlan;
use super::poll_plan::PollPlan;
use super::rust_type::RustType;
use super::type_plan::TypePlan;
use crate::facts::OperationFacts;
use crate::model::{Api, BodyContent, ErrorRow, Location, Operation, Parameter};

/// The type of the data of an event.
pub const EVENT_DATA: &str = "EventData";

/// The type of the bodies of errors.
pub(super) const ERROR_BODY: &str = "ErrorBody";

/// The type of the body of a response.
pub const RESPONSE_BODY: &str = "ResponseBody";

/// The types of an operation that are there for themselves.
pub(super) const ROOTS: [&str; 3] = [RESPONSE_BODY, EVENT_DATA, ERROR_BODY];

/// An operation with every name chosen.
#[derive(Debug)]
pub struct OperationPlan<'a> {
    pub(super) api: &'a Api,
    /// The library of the client.
    pub(super) library: String,
    /// What is generated.
    pub model: &'a Operation,
    /// What follows from that in every language.
    pub facts: &'a OperationFacts<'a>,
    /// Its module, and the method of the client: `send_verification_code_for_enable_rd`.
    pub module: String,
    /// In the order of the parameters.
    pub fields: Vec<RequestField<'a>>,
    /// The media types that the body can have besides the usual one; none if there is no choice.
    pub contents: Vec<ContentPlan<'a>>,
    /// The field that holds the choice.
    pub content_field: String,
    /// What says which media type of a range the body has, such as `image/*`.
    pub content_type: Option<ContentTypePlan<'a>>,
    /// `ResponseBody` and every type of the module.
    pub types: Vec<TypePlan>,
    /// The types of the module `types`.
    pub(super) shared_types: Arc<Vec<TypePlan>>,
    /// The headers of its answers that the description names, unless other operations have the same.
    pub headers: Vec<HeaderPlan>,
    /// The type of the headers that other operations have as well.
    pub shared_headers: Option<String>,
    /// One for each code of the error table.
    pub kinds: Vec<KindPlan<'a>>,
    /// For each row of the error table, its place in `kinds`.
    pub kind_of_row: Vec<usize>,
    /// How its answers come in pages.
    pub pagination: Option<PaginationPlan>,
    /// How its outcome is asked for.
    pub poll: Option<PollPlan>,
}

/// A parameter as a field of the request.
#[derive(Debug)]
pub struct RequestField<'a> {
    /// What it is for.
    pub parameter: &'a Parameter,
    /// The name of the field, its setter or its argument.
    pub name: String,
    /// The setter that takes an option, if it is one and no other parameter has that name.
    pub twin: Option<String>,
    /// Whether a parameter of another location has the same name on the wire.
    pub shares_name: bool,
    /// Its type, without the `Option`.
    pub rust: RustType,
}

/// A media type that the body can have instead of the usual one.
#[derive(Debug)]
pub struct ContentPlan<'a> {
    /// The method that chooses it: `as_xml`.
    pub method: String,
    /// What is sent then.
    pub content: &'a BodyContent,
}

impl RequestField<'_> {
    /// A media type that each of its files has to say, since no default is sensible.
    pub fn needed_media_type(&self) -> Option<String> {
        let is_part = self.parameter.location == Location::Part;
        self.parameter.undecided_range().filter(|_| is_part).map(media_range::example)
    }
}

/// What says which media type of a range the body has.
#[derive(Debug)]
pub struct ContentTypePlan<'a> {
    /// The setter, and its field: `content_type`.
    pub setter: String,
    /// The body.
    pub(super) body: &'a Parameter,
}

impl ContentTypePlan<'_> {
    /// What the description allows: `image/*`.
    pub fn range(&self) -> &str {
        self.body.media_type.as_deref().unwrap_or_default()
    }

    /// A media type that a call has to say, since no default is sensible.
    pub fn needed(&self) -> Option<String> {
        self.body.undecided_range().map(media_range::example)
    }
}

/// A variant of the operation's `Kind`.
#[derive(Debug)]
pub struct KindPlan<'a> {
    /// Its name.
    pub name: String,
    /// The first row with the code.
    pub row: &'a ErrorRow,
}

/// How many errors a sample handles: enough to see how it is done.
const SAMPLE_KINDS: usize = 2;

impl KindPlan<'_> {
    /// What a sample prints about the error, in one line: what to do, or the message if the description does not say.
    pub fn advice(&self) -> String {
        let ErrorRow { message, remedy, .. } = self.row;
        let advice = if remedy.trim().is_empty() { message } else { remedy };
        advice.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl OperationPlan<'_> {
    /// The errors that a sample handles: the first that ask for different things.
    pub fn sample_kinds(&self) -> Vec<&KindPlan<'_>> {
        let mut seen = HashSet::new();
        self.kinds.iter().filter(|kind| seen.insert(kind.advice())).take(SAMPLE_KINDS).collect()
    }

    /// The media type of the body, if it is that of the parameters.
    pub fn usual_media_type(&self) -> &str {
        let body = self
            .fields
            .iter()
            .map(|field| field.parameter)
            .find(|parameter| matches!(parameter.location, Location::Body | Location::Form | Location::Part));
        match body.map(|parameter| (parameter.location, parameter.media_type.as_deref())) {
            Some((Location::Form, _)) => "application/x-www-form-urlencoded",
            Some((Location::Part, _)) => self.model.multipart.as_deref().unwrap_or("multipart/form-data"),
            Some((_, Some(media_type))) => media_type,
            _ => "application/json",
        }
    }

    /// The parameters that are arguments.
    pub fn required(&self) -> impl Iterator<Item = &RequestField<'_>> {
        self.fields.iter().filter(|field| field.parameter.required)
    }

    /// The parameters that are setters.
    pub fn optional(&self) -> impl Iterator<Item = &RequestField<'_>> {
        self.fields.iter().filter(|field| !field.parameter.required)
    }

    /// Whether the description says what is in the bodies of its errors: there is an `ErrorBody`.
    pub fn has_error_body(&self) -> bool {
        self.types.iter().any(|planned| planned.name == ERROR_BODY)
    }

    /// Whether its error table has codes under statuses of success.
    pub fn has_codes_of_success(&self) -> bool {
        self.model.errors.iter().any(ErrorRow::is_success)
    }

    /// Whether a call of it uses something that is deprecated.
    pub fn is_deprecated(&self) -> bool {
        self.model.deprecated || self.fields.iter().any(|field| field.parameter.deprecated)
    }
}
