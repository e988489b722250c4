use std::borrow::Cow;
use std::collections::BTreeMap;

use heck::ToUpperCamelCase;
use openapiv3::{Operation as OpenApiOperation, PathItem};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;

use super::body_choice::Body;
use super::contract::Contracts;
use super::effect::Behaviour;
use super::lower::Lower;
use super::response::Answers;
use super::servers::own_servers;
use crate::diagnostics::Code;
use crate::model::{
    ErrorExample, ErrorRow, LeftOut, Location, Method, Operation, OperationType, Response, Server, Shape, vendor,
};
use crate::pointer::join;
use crate::positions;
use crate::vocabulary::{self, At, Example};

/// The operations of a document or of a path.
#[derive(Default)]
pub(super) struct Operations {
    pub(super) lowered: Vec<Operation>,
    /// Those that cannot be generated.
    pub(super) left_out: Vec<LeftOut>,
}

impl Lower<'_> {
    /// All operations, sorted by id.
    pub(super) fn operations(&mut self, vendor: Option<&vendor::Api>, shapes: &BTreeMap<String, Shape>) -> Operations {
        let (source, document, words) = (self.source, self.document, self.words);
        let paths = source.document().get("paths").and_then(Value::as_object).into_iter().flatten();
        let paths: Vec<_> = paths.filter(|(path, _)| path.starts_with('/')).collect();
        let servers = self.servers();
        let of_path = |total, path: &str, item| {
            let mut lower = Lower::new(source, document, words, total);
            let operations = lower.path(path, item, vendor, shapes, &servers);
            (operations, lower)
        };
        let (total, before) = (self.total, self.total.size());
        let lowered = paths.par_iter().map(|(path, item)| of_path(total, path, item));
        let mut lowered: Vec<_> = lowered.collect();
        if total.is_exceeded() {
            // Which one is too much is to be the same in each run: they are lowered one by one, up to that one.
            lowered.clear();
            total.set(before);
            for (path, item) in paths {
                lowered.push(of_path(total, path, item));
                if total.is_exceeded() {
                    break;
                }
            }
        }
        let mut all = Operations::default();
        for (Operations { lowered, left_out }, lower) in lowered {
            all.lowered.extend(lowered);
            all.left_out.extend(left_out);
            self.diagnostics.extend(lower.diagnostics);
            self.found.extend(lower.found);
        }
        all.lowered.sort_by(|a, b| a.id.cmp(&b.id));
        all.left_out.sort_by(|a, b| a.id.cmp(&b.id));
        all
    }

    /// The operations of a path.
    fn path(
        &mut self,
        path: &str,
        item: &Value,
        vendor: Option<&vendor::Api>,
        shapes: &BTreeMap<String, Shape>,
        servers: &[Server],
    ) -> Operations {
        let pointer = join("/paths", path);
        let mut operations = Operations::default();
        if item.get("$ref").is_some_and(Value::is_string) {
            let message = "this reference does not lead to a path of the document";
            self.warn(Code::DanglingReference, &pointer, message, "the path is left out");
            return operations;
        }
        let item = &*without_callbacks(item);
        // The OpenAPI reader does not know the methods of OpenAPI 3.2.
        let newer =
            positions::operations(item).filter(|(step, method, _)| *method == "query" || step.len() > method.len() + 1);
        let newer =
            newer.map(|(step, method, operation)| Ok((step, method, OpenApiOperation::deserialize(operation)?)));
        let newer: Result<Vec<_>, serde_json::Error> = newer.collect();
        let (newer, item) = match newer.and_then(|newer| Ok((newer, PathItem::deserialize(item)?))) {
            Ok(read) => read,
            Err(error) => {
                self.note(&pointer, format!("the path is not read as OpenAPI 3.0: {error}"), "the path is left out");
                return operations;
            }
        };
        let listed = item.iter().map(|(method, operation)| (join("", method), method, operation));
        let newer = newer.iter().map(|(step, method, operation)| (step.clone(), *method, operation));
        for (step, method, operation) in listed.chain(newer) {
            let shared = self.parameters(&item.parameters, &format!("{pointer}/parameters"));
            let origin = format!("{pointer}{step}");
            let nothing = vocabulary::Operation::default();
            let words = self.words.operations.get(&origin).unwrap_or(&nothing);
            for fault in &words.faults {
                self.unsupported(&fault.at, &*fault.message);
            }
            let bodies = match &operation.request_body {
                Some(body) => self.bodies(body, format!("{origin}/requestBody")),
                None => Vec::new(),
            };
            let mut bodies = bodies.into_iter();
            let mut lowered = self.operation(operation, words, vendor, path, method, origin.clone());
            if let Some(body) = bodies.next() {
                body.into_operation(&mut lowered);
            }
            if vendor.is_none() {
                lowered.servers = own_servers(operation, &item, servers);
            }
            let pagination = words.pagination.as_ref();
            lowered.pagination = pagination.and_then(|pages| self.pagination(pages, &lowered.response, shapes));
            // Parameters of the path come first; the operation's own win over them.
            for parameter in shared.into_iter().rev() {
                let same =
                    |own: &&crate::model::Parameter| own.name == parameter.name && own.location == parameter.location;
                if !lowered.parameters.iter().any(|own| same(&own)) {
                    lowered.parameters.insert(0, parameter);
                }
            }
            self.protocol(words);
            match self.left_out(&lowered.id) {
                Some(operation) => operations.left_out.push(operation),
                None => {
                    let variants: Vec<_> = bodies.map(|body| variant(&lowered, body)).collect();
                    operations.lowered.push(lowered);
                    operations.lowered.extend(variants);
                }
            }
        }
        operations
    }

    fn operation(
        &mut self,
        operation: &OpenApiOperation,
        words: &vocabulary::Operation,
        vendor: Option<&vendor::Api>,
        path: &str,
        method: &str,
        origin: String,
    ) -> Operation {
        let id = operation.operation_id.clone().unwrap_or_default();
        let own = Method::of(method);
        let mut parameters = self.parameters(&operation.parameters, &format!("{origin}/parameters"));
        parameters.extend(self.host_parameters(&words.host_parameters));
        let described_path = path;
        let path = match vendor {
            Some(vendor) => self.vendor_path(vendor, path, &parameters, &origin),
            // A fragment tells operations apart in the document only: it is never sent (RFC 9110 4.2.5).
            None => path.split_once('#').map_or(path, |(path, _)| path),
        };
        let methods = words.vendor.methods.clone().unwrap_or_else(|| vec![own]);
        let responses = format!("{origin}/responses");
        let mut answers = self.answers(&operation.responses, vendor.is_some(), &responses);
        if methods.first() == Some(&Method::Head) {
            // Whatever the document says, such an answer has no body.
            let Response { statuses, status, description, headers, .. } = answers.response;
            let response = Response { statuses, status, description, headers, ..Response::default() };
            answers = Answers { response, ..Answers::default() };
        }
        let Answers { response, other_responses, error_responses } = answers;
        let Behaviour { given, dry_run, finds, effects, answer, omit, list } = words.into();
        Operation {
            name: words.vendor.action.clone().unwrap_or_else(|| id.clone()),
            id,
            methods,
            path: words.path.clone().unwrap_or_else(|| path.to_owned()),
            servers: Vec::new(),
            title: words.title.clone(),
            summary: operation.summary.clone().unwrap_or_default(),
            description: operation.description.clone().unwrap_or_default(),
            tags: operation.tags.clone(),
            operation_type: words.operation_type.or_else(|| vendor.is_none().then(|| operation_type(own))),
            is_idempotent: vendor.is_none() && is_idempotent(own),
            deprecated: operation.deprecated,
            substitutes: nodes(&words.substitutes),
            risk: words.vendor.risk,
            charge: words.vendor.charge,
            anonymous: self.is_anonymous(operation),
            security: self.security(operation),
            idempotency_token: words.idempotency_token.as_ref().map(|token| token.node.clone()),
            pagination: None,
            poll: words.poll.as_ref().map(|poll| poll.node.clone()),
            parameters,
            contents: Vec::new(),
            multipart: None,
            body_required: false,
            is_variant: false,
            contract: vendor
                .is_none()
                .then(|| Contracts::of(self.source).contract(&join("/paths", described_path), described_path, &origin)),
            response,
            other_responses,
            error_responses,
            errors: error_rows(words),
            limits: nodes(&words.limits),
            given,
            dry_run,
            finds,
            effects,
            answer,
            omit,
            list,
            vendor: self.vendor_operation(words),
            changes: nodes(&words.changes),
            origin,
        }
    }

    /// Whether the document says that no security scheme is needed: by no requirement at all, or by one that is empty.
    fn is_anonymous(&self, operation: &OpenApiOperation) -> bool {
        let requirements = operation.security.as_ref().or(self.document.security.as_ref());
        requirements.is_some_and(|list| list.is_empty() || list.iter().any(|requirement| requirement.is_empty()))
    }
}

/// The same operation with a body of another kind.
fn variant(operation: &Operation, body: Body<'_>) -> Operation {
    let is_elsewhere = |location| !matches!(location, Location::Body | Location::Form | Location::Part);
    let notice = body.notice();
    let parameters =
        operation.parameters.iter().filter(|parameter| is_elsewhere(parameter.location)).cloned().collect();
    let description = match operation.description.trim() {
        "" => notice,
        description => format!("{description}\n\n{notice}"),
    };
    let id = &operation.id;
    let id = match () {
        () if id.contains('_') => format!("{id}_as_{}", body.word),
        () if id.contains('-') => format!("{id}-as-{}", body.word),
        () => format!("{id}As{}", body.word.to_upper_camel_case()),
    };
    let mut variant =
        Operation { name: id.clone(), id, parameters, is_variant: true, description, ..operation.clone() };
    body.into_operation(&mut variant);
    variant
}

/// RFC 9110 9.2.1: what a safe method asks for changes nothing.
fn operation_type(method: Method) -> OperationType {
    match method {
        Method::Get | Method::Head | Method::Options | Method::Trace | Method::Query => OperationType::Read,
        Method::Post | Method::Put | Method::Delete | Method::Patch | Method::Other(_) => OperationType::Write,
    }
}

/// RFC 9110 9.2.2.
fn is_idempotent(method: Method) -> bool {
    !matches!(method, Method::Post | Method::Patch | Method::Other(_))
}

pub(super) fn nodes<T: Clone>(list: &[At<T>]) -> Vec<T> {
    list.iter().map(|At { node, .. }| node.clone()).collect()
}

fn error_rows(words: &vocabulary::Operation) -> Vec<ErrorRow> {
    let example = |Example { site, given, parameters }: &Example| ErrorExample {
        site: site.clone(),
        given: given.clone(),
        parameters: parameters.clone(),
    };
    let row = |At { at, node: row }: &At<vocabulary::ErrorRow>| ErrorRow {
        status: row.status,
        listed_status: row.listed_status,
        code: row.code.clone(),
        message: row.message.clone(),
        description: row.description.clone(),
        remedy: row.remedy.clone(),
        retryable: row.retryable,
        when: row.when.as_ref().map(Into::into),
        examples: row.examples.iter().map(example).collect(),
        origin: at.clone(),
    };
    words.errors.iter().map(row).collect()
}

/// A path without the callbacks of its operations. They are read by themselves, and the OpenAPI reader takes an extension of a
/// callback for a path.
fn without_callbacks(item: &Value) -> Cow<'_, Value> {
    let steps: Vec<_> = positions::operations(item)
        .filter(|(_, _, operation)| operation.get("callbacks").is_some())
        .map(|(step, ..)| step)
        .collect();
    if steps.is_empty() {
        return Cow::Borrowed(item);
    }
    let mut without = item.clone();
    for step in steps {
        if let Some(Value::Object(operation)) = without.pointer_mut(&step) {
            operation.remove("callbacks");
        }
    }
    Cow::Owned(without)
}
