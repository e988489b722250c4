//! Parameters can be told apart, and those of the path are in the path.

use std::collections::HashSet;

use super::api::{Api, Operation, listed_parameters};
use super::finding::Repair;
use super::report::Report;
use crate::diagnostics::{Code, Diagnostic};
use crate::path_template;
use crate::pointer::{find, join};

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    let mut paths = HashSet::new();
    for operation in &api.operations {
        unique(api, &operation.pointer, report);
        let path = join("/paths", operation.path);
        if paths.insert(path.clone()) {
            unique(api, &path, report);
        }
        template(operation, report);
    }
}

fn unique(api: &Api<'_>, holder: &str, report: &mut Report<'_>) {
    let Some(value) = find(api.document, holder) else {
        return;
    };
    let parameters = listed_parameters(api.document, holder, value);
    for (index, parameter) in parameters.iter().enumerate() {
        if let Some(first) = parameters[..index].iter().find(|first| first.same(parameter)) {
            let message = format!("the parameter `{}` in `{}` appears twice", parameter.name, parameter.location);
            let repair = Repair::Remove(parameter.listed.clone());
            report.duplicate(Code::DuplicateParameter, &parameter.listed, &first.listed, message, repair);
        }
    }
}

/// Each `{name}` of the path is a parameter, and the reverse.
fn template(operation: &Operation<'_>, report: &mut Report<'_>) {
    let path = join("/paths", operation.path);
    let variables: Vec<_> = variables(operation.path).collect();
    let in_path = || operation.parameters.iter().filter(|parameter| parameter.location == "path");
    for variable in &variables {
        if !in_path().any(|parameter| parameter.name == *variable) {
            let message = format!("the path has `{{{variable}}}`, but the operation has no such parameter");
            let fault = Diagnostic::error(Code::PathParameter, message)
                .at(report.key_span(&path), "")
                .help(format!("add a parameter with `name: {variable}` and `in: path`"));
            let (operation, name) = (operation.pointer.clone(), (*variable).to_owned());
            report.push_with(&operation.clone(), fault, Repair::PathParameter { operation, name });
        }
    }
    for parameter in in_path().filter(|parameter| !variables.contains(&parameter.name)) {
        let message = format!("the parameter `{}` is not in the path `{}`", parameter.name, operation.path);
        let fault = Diagnostic::error(Code::PathParameter, message)
            .at(report.span(&join(&parameter.pointer, "name")), "")
            .related(report.key_span(&path), "the path");
        report.push_with(&parameter.pointer, fault, Repair::Remove(parameter.listed.clone()));
    }
}

fn variables(path: &str) -> impl Iterator<Item = &str> {
    // Without a name there is nothing that a parameter could be for.
    path_template::variables(path).filter(|name| !name.is_empty())
}
