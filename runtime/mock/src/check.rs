//! Looks a service over before it is served, so that no call meets a descriptor that makes no sense.

use acs_core::Location;

use crate::gateway::is_template;
use crate::{Condition, Operation, Service, StartError};

/// Everything that a condition or a schema names has to exist.
pub(crate) fn check(service: &Service) -> Result<(), StartError> {
    if service.sites.is_empty() {
        return Err(StartError::Service("the service has no site".to_owned()));
    }
    for operation in service.operations {
        check_operation(service, operation)
            .map_err(|problem| StartError::Service(format!("{}: {problem}", operation.id)))?;
    }
    Ok(())
}

fn check_operation(service: &Service, operation: &Operation) -> Result<(), String> {
    let described = operation.operation;
    if !is_template(described.path) {
        return Err(format!(
            "`{}` is no path of segments that are literal or hold one variable each, `/clusters/{{id}}`",
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
    operation.conditions.iter().try_for_each(|condition| check_condition(service, operation, condition))
}

fn check_condition(service: &Service, operation: &Operation, condition: &Condition) -> Result<(), String> {
    let known = |what: &str, name: &str, found: bool| match found {
        true => Ok(()),
        false => Err(format!("a condition names the {what} `{name}`, which does not exist")),
    };
    match condition {
        Condition::All(conditions) | Condition::Any(conditions) => {
            conditions.iter().try_for_each(|condition| check_condition(service, operation, condition))
        }
        Condition::Not(condition) => check_condition(service, operation, condition),
        Condition::Site(id) => known("site", id, service.sites.iter().any(|site| site.id == *id)),
        Condition::Exists(name) => {
            known("resource", name, service.resources.iter().any(|resource| resource.name == *name))
        }
        Condition::Limit(name) => known("limit", name, operation.limits.iter().any(|limit| limit.name == *name)),
        Condition::Present { parameter }
        | Condition::Matches { parameter, .. }
        | Condition::NotMatches { parameter, .. } => known(
            "parameter",
            parameter,
            operation.operation.parameters.iter().any(|described| described.name == *parameter),
        ),
        Condition::ForcedOnly => Ok(()),
    }
}
