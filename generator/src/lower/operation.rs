use std::collections::BTreeMap;

use openapiv3::{Operation as OpenApiOperation, PathItem};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::Lower;
use super::condition::When;
use super::effect::Behaviour;
use crate::model::{ErrorExample, ErrorRow, LeftOut, Method, Operation, Response, Shape, alibaba};
use crate::source::join;

/// An error row as it is written.
#[derive(Deserialize)]
struct Row {
    status: u16,
    code: String,
    message: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    remedy: String,
    #[serde(default)]
    retryable: bool,
    when: Option<When>,
    #[serde(default)]
    examples: Vec<Example>,
}

/// An example of an error row as it is written.
#[derive(Deserialize)]
struct Example {
    site: Option<String>,
    given: Option<Vec<String>>,
    #[serde(default)]
    parameters: Map<String, Value>,
}

/// The operations of a document or of a path.
#[derive(Default)]
pub(super) struct Operations {
    pub(super) lowered: Vec<Operation>,
    /// Those that cannot be generated.
    pub(super) left_out: Vec<LeftOut>,
}

impl Lower<'_> {
    /// All operations, sorted by id.
    ///
    /// # Errors
    /// If a path is not read as OpenAPI.
    pub(super) fn operations(
        &mut self,
        vendor: Option<&alibaba::Api>,
        shapes: &BTreeMap<String, Shape>,
    ) -> Result<Operations, serde_json::Error> {
        let (source, document) = (self.source, self.document);
        let paths = source.document().get("paths").and_then(Value::as_object).into_iter().flatten();
        let paths: Vec<_> = paths.filter(|(path, _)| path.starts_with('/')).collect();
        let lowered = paths.into_par_iter().map(|(path, item)| {
            let mut lower = Lower::new(source, document);
            let operations = lower.path(path, item, vendor, shapes)?;
            Ok((operations, lower))
        });
        let lowered: Vec<_> = lowered.collect::<Result<_, serde_json::Error>>()?;
        let mut all = Operations::default();
        for (Operations { lowered, left_out }, lower) in lowered {
            all.lowered.extend(lowered);
            all.left_out.extend(left_out);
            self.diagnostics.extend(lower.diagnostics);
            self.found.extend(lower.found);
        }
        all.lowered.sort_by(|a, b| a.id.cmp(&b.id));
        all.left_out.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }

    /// The operations of a path.
    fn path(
        &mut self,
        path: &str,
        item: &Value,
        vendor: Option<&alibaba::Api>,
        shapes: &BTreeMap<String, Shape>,
    ) -> Result<Operations, serde_json::Error> {
        let pointer = join("/paths", path);
        let mut operations = Operations::default();
        if item.get("$ref").is_some_and(Value::is_string) {
            self.unsupported(&pointer, "a path that refers to another path of the document");
            return Ok(operations);
        }
        let item = PathItem::deserialize(item)?;
        for (method, operation) in item.iter() {
            let shared = self.parameters(&item.parameters, &format!("{pointer}/parameters"));
            let origin = format!("{pointer}/{method}");
            let mut lowered = self.operation(operation, vendor, path, method, origin.clone());
            lowered.pagination = self.pagination(operation, &lowered.response, shapes, &origin);
            // Parameters of the path come first; the operation's own win over them.
            for parameter in shared.into_iter().rev() {
                let same =
                    |own: &&crate::model::Parameter| own.name == parameter.name && own.location == parameter.location;
                if !lowered.parameters.iter().any(|own| same(&own)) {
                    lowered.parameters.insert(0, parameter);
                }
            }
            self.protocol(operation, &origin);
            match self.left_out(&lowered.id) {
                Some(operation) => operations.left_out.push(operation),
                None => operations.lowered.push(lowered),
            }
        }
        Ok(operations)
    }

    fn operation(
        &mut self,
        operation: &OpenApiOperation,
        vendor: Option<&alibaba::Api>,
        path: &str,
        method: &str,
        origin: String,
    ) -> Operation {
        let id = operation.operation_id.clone().unwrap_or_default();
        let key = |name: &str| (operation.extensions.get(name), join(&origin, name));
        let name = self.action(operation, &origin).unwrap_or_else(|| id.clone());
        let methods = self.methods(operation, &origin);
        let own = Method::deserialize(&Value::from(method)).unwrap_or(Method::Post);
        let (operation_type, at) = key("x-twin-operation-type");
        let operation_type = self.extension(operation_type, &at);
        let (idempotency_token, at) = key("x-twin-idempotency-token");
        let idempotency_token = self.extension(idempotency_token, &at);
        let (wire_path, at) = key("x-twin-path");
        let wire_path = self.extension(wire_path, &at);
        let (poll, at) = key("x-twin-poll");
        let poll = self.extension(poll, &at);
        let (limits, at) = key("x-twin-limits");
        let limits = self.extension(limits, &at).unwrap_or_default();
        let (changes, at) = key("x-twin-change-set");
        let changes = self.extension(changes, &at).unwrap_or_default();
        let mut parameters = self.parameters(&operation.parameters, &format!("{origin}/parameters"));
        let (host, at) = key("x-twin-host-parameters");
        parameters.extend(self.host_parameters(host, &at));
        if let Some(body) = &operation.request_body {
            parameters.extend(self.body_parameters(body, format!("{origin}/requestBody")));
        }
        let path = match vendor.map(|vendor| vendor.style) {
            Some(alibaba::ApiStyle::Rpc) => self.rpc_path(&parameters, &origin),
            Some(alibaba::ApiStyle::Roa) | None => path,
        };
        let methods = methods.unwrap_or_else(|| vec![own]);
        let mut response = self.response(&operation.responses, &format!("{origin}/responses"));
        if methods.first() == Some(&Method::Head) {
            // Whatever the document says, such an answer has no body.
            let Response { status, description, .. } = response;
            response = Response { status, description, ..Response::default() };
        }
        let Behaviour { given, dry_run, finds, effects, answer, omit, list } = self.behaviour(operation, &origin);
        Operation {
            id,
            name,
            methods,
            path: wire_path.unwrap_or_else(|| path.to_owned()),
            summary: operation.summary.clone().unwrap_or_default(),
            description: operation.description.clone().unwrap_or_default(),
            tags: operation.tags.clone(),
            operation_type,
            deprecated: operation.deprecated,
            anonymous: self.is_anonymous(operation),
            security: self.security(operation),
            idempotency_token,
            pagination: None,
            poll,
            parameters,
            response,
            errors: self.error_rows(operation, &origin),
            limits,
            given,
            dry_run,
            finds,
            effects,
            answer,
            omit,
            list,
            vendor: self.vendor_operation(operation, &origin),
            changes,
            origin,
        }
    }

    /// Whether the document says that no security scheme is needed: by no requirement at all, or by one that is empty.
    fn is_anonymous(&self, operation: &OpenApiOperation) -> bool {
        let requirements = operation.security.as_ref().or(self.document.security.as_ref());
        requirements.is_some_and(|list| list.is_empty() || list.iter().any(|requirement| requirement.is_empty()))
    }

    fn error_rows(&mut self, operation: &OpenApiOperation, origin: &str) -> Vec<ErrorRow> {
        let at = join(origin, "x-twin-errors");
        let rows: Vec<Row> = self.extension(operation.extensions.get("x-twin-errors"), &at).unwrap_or_default();
        let rows = rows.into_iter().enumerate();
        rows.map(|(index, row)| ErrorRow {
            status: row.status,
            code: row.code,
            message: row.message,
            description: row.description,
            remedy: row.remedy,
            retryable: row.retryable,
            when: row.when.map(Into::into),
            examples: row
                .examples
                .into_iter()
                .map(|Example { site, given, parameters }| ErrorExample { site, given, parameters })
                .collect(),
            origin: format!("{at}/{index}"),
        })
        .collect()
    }
}
