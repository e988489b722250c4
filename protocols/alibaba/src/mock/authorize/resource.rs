//! The names of the resources that a request is about.

use std::borrow::Cow;

use crate::Permission;
use crate::mock::identity::Caller;
use twinspec_mock::Operation;
use twinspec_mock::protocol::Request;

/// The resources of a request: every template of the description with its variables filled in, `{#regionId}`,
/// `{#accountId}` or the name of a parameter. A template whose parameter is not there is left out, unless all would be;
/// then `*` is used instead.
pub(super) fn resources<'a>(
    permission: &Permission,
    operation: &Operation,
    caller: &'a Caller,
    request: &'a Request<'_>,
) -> Vec<Cow<'static, str>> {
    let filled: Vec<_> =
        permission.resources.iter().map(|template| fill(template, operation, caller, request)).collect();
    let all_lack = filled.iter().all(|filled| !filled.is_complete);
    filled.into_iter().filter(|filled| filled.is_complete || all_lack).map(|filled| filled.name).collect()
}

struct Filled {
    name: Cow<'static, str>,
    is_complete: bool,
}

fn fill(template: &'static str, operation: &Operation, caller: &Caller, request: &Request<'_>) -> Filled {
    let mut is_complete = true;
    let mut value = |variable: &str| match variable {
        "regionId" => request.parameter("RegionId").unwrap_or("*"),
        "accountId" => caller.account(),
        // Descriptions write the first letter in upper or in lower case.
        name => parameter(request, operation, name).unwrap_or_else(|| {
            is_complete = false;
            "*"
        }),
    };
    let mut name = Cow::Borrowed("");
    let mut rest = template;
    while let Some((before, variable, after)) = next_variable(rest) {
        name.to_mut().push_str(before);
        name.to_mut().push_str(value(variable));
        rest = after;
    }
    match name.is_empty() {
        true => name = Cow::Borrowed(rest),
        false => name.to_mut().push_str(rest),
    }
    Filled { name: of_account(name, caller), is_complete }
}

/// What is before `{#variable}`, the variable, and what follows.
fn next_variable(text: &'static str) -> Option<(&'static str, &'static str, &'static str)> {
    let (before, rest) = text.split_once("{#")?;
    let (variable, after) = rest.split_once('}')?;
    Some((before, variable, after))
}

/// Names of resources are shown in responses, so nothing sensitive may be in them.
fn parameter<'a>(request: &'a Request<'_>, operation: &Operation, name: &str) -> Option<&'a str> {
    let mut described = operation.described.parameters.iter();
    if described.any(|parameter| parameter.sensitive && parameter.name.eq_ignore_ascii_case(name)) {
        return None;
    }
    let pairs = request.parameters().iter();
    let mut found = pairs.filter(|(key, value)| key.eq_ignore_ascii_case(name) && !value.is_empty());
    found.next().map(|(_, value)| value.as_ref())
}

/// A resource that says of no account belongs to that of the caller.
fn of_account(name: Cow<'static, str>, caller: &Caller) -> Cow<'static, str> {
    let mut parts = name.splitn(5, ':');
    match [parts.next(), parts.next(), parts.next(), parts.next(), parts.next()] {
        [Some("acs"), Some(service), Some(region), Some("*"), Some(id)] => {
            format!("acs:{service}:{region}:{}:{id}", caller.account()).into()
        }
        _ => name,
    }
}
