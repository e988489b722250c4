use std::collections::HashSet;

use serde_json::Map;

use super::direction::Direction;
use super::names::{Case, Names};
use super::type_plan::TypePlan;
use super::types::{Making, ModuleTypes, SharedTypes, Wanted};
use super::{Call, HeaderPlan, PaginationPlan, PollPlan, RustType, answers, headers, reserved};
use crate::diagnostics::Diagnostics;
use crate::facts::OperationFacts;
use crate::model::{Api, ErrorRow, Operation, Parameter, Shape, Style, vendor};
use crate::source::Source;

/// The type of the data of an event.
pub const EVENT_DATA: &str = "EventData";

/// The type of the bodies of errors.
pub(super) const ERROR_BODY: &str = "ErrorBody";

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
    /// `ResponseBody` and every type of the module.
    pub types: Vec<TypePlan>,
    /// Those of the answers that the description names.
    pub headers: Vec<HeaderPlan>,
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
    pub fn told(&self) -> String {
        let ErrorRow { message, remedy, .. } = self.row;
        let told = if remedy.trim().is_empty() { message } else { remedy };
        told.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl OperationPlan<'_> {
    /// The errors that a sample handles: the first that ask for different things.
    pub fn sample_kinds(&self) -> Vec<&KindPlan<'_>> {
        let mut seen = HashSet::new();
        self.kinds.iter().filter(|kind| seen.insert(kind.told())).take(SAMPLE_KINDS).collect()
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

    /// The call with the examples of the spec, whatever becomes of it.
    pub fn example(&self) -> Option<Call> {
        self.call(&Map::new())
    }

    /// The call to show: with the examples of the spec, in a mock with what is given. `None` if it would not succeed.
    pub fn sample(&self) -> Option<Call> {
        let success = self.facts.success();
        let at_root = self.model.path == "/" && self.api.vendor.as_ref().is_some_and(vendor::Api::tells_by_name);
        let can_be_shown = self.facts.is_served() && at_root && success.resources.is_empty();
        let call = if can_be_shown { self.call(&success.parameters) } else { None };
        call.filter(|call| call.is_query_only())
    }
}

/// Plans an operation: besides it, the shared types that it needs, and warnings.
pub(super) fn plan<'a>(
    facts: &'a OperationFacts<'a>,
    library: &str,
    module: String,
    shared: &SharedTypes<'a>,
    source: &Source,
) -> (OperationPlan<'a>, Wanted<'a>, Diagnostics) {
    let diagnostics = &mut Diagnostics::new();
    let operation = facts.model;
    let mut types = ModuleTypes::new(reserved::TYPES);

    let mut setters = Names::new(Case::Snake, "parameter", reserved::SETTERS);
    if operation.pagination.is_some() {
        reserved::PAGED_SETTERS.iter().for_each(|name| setters.reserve(name));
    }
    if operation.poll.is_some() {
        reserved::POLLED_SETTERS.iter().for_each(|name| setters.reserve(name));
    }
    let mut fields = Vec::new();
    for parameter in &operation.parameters {
        let name = setters.take(&parameter.name, source.span(&format!("{}/name", parameter.origin)), diagnostics);
        // The parameter says whether it is sensitive, also for its schema.
        let shape = Shape { sensitive: parameter.sensitive, ..parameter.shape.clone() };
        let rust = match parameter.style {
            Style::Binary if parameter.sensitive => RustType::Sensitive(Box::new(RustType::Bytes)),
            Style::Binary => RustType::Bytes,
            _ => {
                let with = &mut Making { direction: Direction::Request, shared, source, diagnostics };
                types.rust_type(&parameter.name, &shape, with)
            }
        };
        if let RustType::Local(made) = rust.inner() {
            types.describe(made, &parameter.description);
        }
        let shares_name = operation.parameters.iter().filter(|other| other.name == parameter.name).count() > 1;
        fields.push(RequestField { parameter, name, twin: None, shares_name, rust });
    }

    let names: Vec<_> = fields.iter().map(|field| field.name.clone()).collect();
    for field in fields.iter_mut().filter(|field| !field.parameter.required) {
        field.twin = Some(format!("set_{}", field.name.trim_start_matches('_'))).filter(|twin| !names.contains(twin));
    }

    let with = &mut Making { direction: Direction::Response, shared, source, diagnostics };
    answers::response_body(facts, &mut types, with);
    answers::error_body(facts, &mut types, with);

    let mut variants = Names::new(Case::Camel, "error code", reserved::KINDS);
    let mut kinds: Vec<KindPlan<'a>> = Vec::new();
    let mut kind_of_row = Vec::new();
    for row in &operation.errors {
        let known = kinds.iter().position(|kind| kind.row.code == row.code);
        kind_of_row.push(known.unwrap_or(kinds.len()));
        if known.is_none() {
            let name = variants.take(&row.code, source.span(&format!("{}/code", row.origin)), diagnostics);
            kinds.push(KindPlan { name, row });
        }
    }
    let api = shared.api();
    let (types, wanted) = types.into_parts();
    let plan = OperationPlan {
        api,
        library: library.to_owned(),
        model: operation,
        facts,
        module,
        fields,
        types,
        headers: headers::plan(api, operation, source),
        kinds,
        kind_of_row,
        pagination: None,
        poll: None,
    };
    (plan, wanted, std::mem::take(diagnostics))
}
