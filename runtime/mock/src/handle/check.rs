//! Checks a service before it is served, so that no call meets an invalid descriptor.

use twinspec_core::Location;

use crate::gateway::is_template;
use crate::{Action, Condition, Operation, Service, StartError, Subject};

/// Everything that a condition or a schema names has to exist.
pub(crate) fn check(service: &Service) -> Result<(), StartError> {
    if service.sites.is_empty() {
        return Err(StartError::Service("the service has no site".to_owned()));
    }
    for given in service.given {
        let of_others = given.of_others.iter().map(|(_, resource, fields)| (resource, fields));
        for (resource, fields) in given.resources.iter().map(|(resource, fields)| (resource, fields)).chain(of_others) {
            check_given(service, resource, fields)
                .map_err(|problem| StartError::Service(format!("given `{}`: {problem}", given.name)))?;
        }
    }
    for operation in service.operations {
        check_operation(service, operation)
            .map_err(|problem| StartError::Service(format!("{}: {problem}", operation.id)))?;
    }
    Ok(())
}

fn check_operation(service: &Service, operation: &Operation) -> Result<(), String> {
    let described = operation.described;
    if !is_template(described.path) {
        return Err(format!(
            "`{}` is not a supported path: each segment must be a literal or one variable, `/clusters/{{id}}`",
            described.path
        ));
    }
    if operation.schemas.len() != described.parameters.len() {
        return Err(format!("{} parameters, but {} schemas", described.parameters.len(), operation.schemas.len()));
    }
    if operation.conditions.len() != described.errors.len() {
        return Err(format!(
            "{} rows in the error table, but {} conditions",
            described.errors.len(),
            operation.conditions.len()
        ));
    }
    let variable = |name: &str| described.path.contains(&format!("{{{name}}}"));
    let mut in_path = described.parameters.iter().filter(|parameter| parameter.location == Location::Path);
    if let Some(parameter) = in_path.find(|parameter| !variable(parameter.name)) {
        return Err(format!("the path has no variable `{}`", parameter.name));
    }
    if let Some(row) = described.errors.iter().find(|row| !(100..1000).contains(&row.status)) {
        return Err(format!("`{}` has the status {}, which HTTP does not know", row.code, row.status));
    }
    operation.conditions.iter().try_for_each(|condition| check_condition(service, operation, condition))?;
    check_behaviour(service, operation)
}

fn check_given(service: &Service, resource: &str, fields: &str) -> Result<(), String> {
    check_resource(service, resource)?;
    match serde_json::from_str::<serde_json::Map<_, serde_json::Value>>(fields) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("the fields of `{resource}` are not a JSON object: {error}")),
    }
}

fn known(what: &str, name: &str, found: bool) -> Result<(), String> {
    match found {
        true => Ok(()),
        false => Err(format!("a condition or an effect names the {what} `{name}`, which does not exist")),
    }
}

fn check_resource(service: &Service, name: &str) -> Result<(), String> {
    known("resource", name, service.resources.iter().any(|resource| resource.name == name))
}

fn check_parameter(operation: &Operation, name: &str) -> Result<(), String> {
    known("parameter", name, operation.described.parameters.iter().any(|described| described.name == name))
}

/// The kinds of resource that lookups, effects and lists name.
fn check_behaviour(service: &Service, operation: &Operation) -> Result<(), String> {
    let behaviour = &operation.behaviour;
    behaviour.finds.iter().try_for_each(|find| check_resource(service, find.resource))?;
    behaviour.list.iter().try_for_each(|list| check_resource(service, list.resource))?;
    behaviour.dry_run.iter().try_for_each(|name| check_parameter(operation, name))?;
    for effect in behaviour.effects {
        match &effect.action {
            Action::Create { resource, .. }
            | Action::CreateFrom { resource, .. }
            | Action::UpdateAll { resource, .. }
            | Action::DeleteAll { resource, .. } => check_resource(service, resource)?,
            _ => {}
        }
        effect.when.iter().try_for_each(|condition| check_condition(service, operation, condition))?;
    }
    behaviour.omit.iter().try_for_each(|(_, condition)| check_condition(service, operation, condition))
}

fn check_condition(service: &Service, operation: &Operation, condition: &Condition) -> Result<(), String> {
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().try_for_each(|condition| check_condition(service, operation, condition))
        }
        Condition::Not(condition) => check_condition(service, operation, condition),
        Condition::Site(id) => known("site", id, service.sites.iter().any(|site| site.id == *id)),
        Condition::Exists(name) => {
            let found = operation.behaviour.finds.iter().any(|find| find.name == *name);
            if found { Ok(()) } else { check_resource(service, name) }
        }
        Condition::Count { resource, .. } => check_resource(service, resource),
        Condition::Some { when, .. } => check_condition(service, operation, when),
        Condition::Limit(name) => known("limit", name, operation.limits.iter().any(|limit| limit.name == *name)),
        Condition::ValidCode { parameter, .. }
        | Condition::UnknownPageToken(parameter)
        | Condition::Present(Subject::Parameter(parameter))
        | Condition::Is { subject: Subject::Parameter(parameter), .. } => check_parameter(operation, parameter),
        Condition::Present(Subject::Field { .. } | Subject::Item(_)) | Condition::Is { .. } | Condition::ForcedOnly => {
            Ok(())
        }
    }
}
