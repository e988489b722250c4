//! Path and query of a request.

use std::borrow::Cow;

use super::arguments::Argument;
use crate::api::request_draft::{Encoded, Pairs};
use crate::wire::percent::{push_pair, push_percent_encoded};
use crate::{Arguments, Location, Operation, RequestError};

/// Path and query as they are sent, percent-encoded.
pub(crate) fn target(path: &str, query: &Pairs<'_>, encoded: &Encoded<'_>) -> String {
    let mut target = String::with_capacity(path.len() + 64 * query.len());
    target.push_str(path);
    for (position, (name, value)) in query.iter().enumerate() {
        target.push(if position == 0 { '?' } else { '&' });
        match encoded.get(position) {
            Some(Some(encoded)) => {
                push_percent_encoded(&mut target, name);
                target.push('=');
                target.push_str(encoded);
            }
            _ => push_pair(&mut target, name, value),
        }
    }
    target
}

/// The pairs of the query: those in the path of the operation, then the arguments.
pub(crate) fn query<'a>(operation: &'static Operation, arguments: &'a Arguments) -> (Pairs<'a>, Encoded<'a>) {
    let fixed = operation.path.split_once('?').map_or("", |(_, query)| query);
    let fixed = fixed.split('&').filter(|pair| !pair.is_empty());
    let fixed = fixed.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let fixed = fixed.map(|(name, value)| (Cow::Borrowed(name), Cow::Borrowed(value)));
    let (mut pairs, mut encoded): (Pairs<'a>, Encoded<'a>) = fixed.map(|pair| (pair, None)).unzip();
    for Argument { name, value, encoded: written, .. } in arguments.at(Location::Query) {
        pairs.push((Cow::Borrowed(&**name), Cow::Borrowed(value.as_str())));
        encoded.push(written.as_deref());
    }
    (pairs, encoded)
}

/// The path, each variable of its template replaced by the percent-encoded argument.
pub(crate) fn path(operation: &Operation, arguments: &Arguments) -> Result<Cow<'static, str>, RequestError> {
    let template = operation.path.split_once('?').map_or(operation.path, |(path, _)| path);
    if !template.contains(['{', '.']) {
        return Ok(Cow::Borrowed(template));
    }
    let mut path = String::new();
    let mut rest = template;
    while let Some((literal, (name, after))) =
        rest.split_once('{').and_then(|(literal, variable)| Some((literal, variable.split_once('}')?)))
    {
        path.push_str(literal);
        // An empty segment would be the path of another operation.
        let argument = arguments
            .at(Location::Path)
            .find(|argument| argument.name == name && !argument.value.is_empty())
            .ok_or_else(|| RequestError::MissingPathVariable { parameter: name.to_owned() })?;
        match &argument.encoded {
            Some(encoded) => path.push_str(encoded),
            None => push_percent_encoded(&mut path, &argument.value),
        }
        rest = after;
    }
    path.push_str(rest);
    // URL parsers resolve these segments, so that another path would be sent than was signed.
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(RequestError::DotSegment);
    }
    Ok(Cow::Owned(path))
}
