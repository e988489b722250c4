//! Whether a request is what the document says.

use serde_json::Value;
use twinspec_core::{Location, Style};
use twinspec_schemas::{Pieces, Schema};

use super::body::{self, Read, best};
use super::{Contract, Rules, accept, pieces};
use crate::gateway::pair::Pair;
use crate::gateway::request::Request;
use crate::gateway::validate::asks;
use crate::refusal::{Reason, Refusal, Refusals, RequestFault};
use crate::{ContractParameter, Operation};

impl Contract {
    /// Refuses a request that is not what the document says. Returns what a body says that is not JSON, as its schema
    /// types it.
    pub(in crate::gateway) fn check(
        &self,
        refusals: &dyn Refusals,
        operation: &Operation,
        request: &Request<'_>,
        rules: Rules,
    ) -> Result<Option<Value>, Refusal> {
        if !rules.validate {
            return Ok(None);
        }
        let mut faults = Vec::new();
        let mut missing = None;
        for (parameter, schema) in self.described.parameters.iter().zip(&self.loaded().parameters) {
            if parameter.allows_empty_value
                && request.query().iter().any(|(key, value)| key == parameter.name && value.is_empty())
            {
                continue;
            }
            match read(parameter, schema, request) {
                // The members of an object that has none are not there.
                Found::Absent if may_be_empty(parameter, schema) => {}
                Found::Absent if parameter.required => {
                    // A row of the error table about its absence says it better.
                    if !operation.conditions.iter().any(|row| asks(row, parameter.name)) {
                        faults.push(fault(parameter, String::new(), "is required".to_owned()));
                        missing = missing.or(Some(parameter.name));
                    }
                }
                Found::Absent => {}
                Found::Malformed(why) => faults.push(fault(parameter, String::new(), why.to_owned())),
                Found::Value(value) => {
                    let found = schema.faults(&value).into_iter();
                    faults.extend(found.map(|found| fault(parameter, found.pointer, found.message)));
                }
            }
        }
        if rules.strict {
            faults.extend(self.unknown(refusals, request));
        }
        let body = self.check_body(refusals, operation, request, &mut faults, &mut missing)?;
        match faults.first() {
            None => Ok(body),
            Some(first) => {
                let name = if first.name.is_empty() { "body" } else { first.name.as_str() };
                let reason = match missing {
                    Some(missing) if missing == name => Reason::MissingParameter(missing),
                    _ => Reason::InvalidParameter(name),
                };
                let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
                let mut refusal = refusals.refusal(reason).with_hint(told.join("; "));
                refusal.faults = faults.into();
                Err(refusal)
            }
        }
    }

    fn check_body(
        &self,
        refusals: &dyn Refusals,
        operation: &Operation,
        request: &Request<'_>,
        faults: &mut Vec<RequestFault>,
        missing: &mut Option<&'static str>,
    ) -> Result<Option<Value>, Refusal> {
        let of_body = |pointer: String, message: &str| RequestFault {
            place: "body",
            name: String::new(),
            pointer,
            message: message.to_owned(),
        };
        if self.described.bodies.is_empty() {
            return Ok(None);
        }
        let content_type = request.header("content-type");
        // A form without fields is empty, and so are bytes and texts of no length.
        let can_be_empty = content_type.is_some_and(|media_type| {
            !accept::is_json(media_type) && !accept::is_xml(media_type) && !media_type.starts_with("multipart/")
        });
        if request.body.is_empty() && !can_be_empty {
            if self.described.body_required {
                faults.push(of_body(String::new(), "is required"));
                *missing = missing.or(Some("body"));
            }
            return Ok(None);
        }
        let offered = self.described.bodies.iter().zip(&self.loaded().bodies);
        let fitting = match content_type {
            Some(content_type) => {
                let fits =
                    offered.map(|(content, schema)| (accept::fits(content.media_type, content_type), content, schema));
                let best = fits.filter(|(exactness, ..)| *exactness > 0).max_by_key(|(exactness, ..)| *exactness);
                best.map(|(_, content, schema)| (content, schema))
            }
            None => offered.into_iter().next(),
        };
        let Some((content, schema)) = fitting else {
            let known: Vec<&str> = self.described.bodies.iter().map(|content| content.media_type).collect();
            let hint = format!("the body can be {}", known.join(", "));
            return Err(refusals.refusal(Reason::UnsupportedMediaType).with_hint(hint));
        };
        match body::read(request, content, schema, operation.described.api.xml) {
            Read::Opaque => {}
            Read::Items(items) => {
                for (position, item) in items.iter().enumerate() {
                    let found = schema.faults(item).into_iter();
                    faults.extend(found.map(|found| of_body(format!("/{position}{}", found.pointer), &found.message)));
                }
            }
            Read::Malformed(why) => faults.push(of_body(String::new(), why)),
            Read::Value(value) => {
                faults.extend(schema.faults(&value).into_iter().map(|found| of_body(found.pointer, &found.message)));
                let is_whole = operation.described.parameters.iter().any(|known| known.location == Location::Body);
                let is_json = content_type.is_none_or(accept::is_json);
                return Ok(Some(value).filter(|_| is_whole && !is_json));
            }
        }
        Ok(None)
    }

    /// The parameters of the query that are not described.
    fn unknown(&self, refusals: &dyn Refusals, request: &Request<'_>) -> Vec<RequestFault> {
        let is_known = |key: &str| {
            let mut parameters = self.described.parameters.iter().zip(&self.loaded().parameters);
            refusals.is_common(key)
                || parameters.any(|(parameter, schema)| {
                    let below = key.strip_prefix(parameter.name);
                    parameter.location == Location::Query
                        && (below == Some("")
                            || (parameter.style == Style::DeepObject
                                && below.is_some_and(|rest| rest.starts_with('[')))
                            || (parameter.explode && schema.allows_object() && schema.property_names().contains(&key)))
                })
        };
        let unknown = request.query().iter().filter(|(key, _)| !is_known(key));
        let fault = |(key, _): &Pair<'_>| RequestFault {
            place: "query",
            name: key.clone().into_owned(),
            pointer: String::new(),
            message: "is not a described parameter".to_owned(),
        };
        unknown.map(fault).collect()
    }
}

/// Whether a parameter is an object whose members are pairs of their own, of which there may be none.
fn may_be_empty(parameter: &ContractParameter, schema: &Schema) -> bool {
    parameter.explode
        && parameter.style == Style::Form
        && schema.allows_object()
        && schema.is_valid(&serde_json::json!({}))
}

/// What a request has for a parameter.
enum Found {
    Absent,
    Malformed(&'static str),
    Value(serde_json::Value),
}

fn read(parameter: &ContractParameter, schema: &Schema, request: &Request<'_>) -> Found {
    let style = (parameter.style, parameter.explode);
    let in_one: Option<String> = match parameter.location {
        Location::Path => request.path_variable(parameter.name).map(str::to_owned),
        Location::Header => request.header(&parameter.name.to_ascii_lowercase()).map(str::to_owned),
        _ => None,
    };
    let cookies;
    let pairs: Vec<&Pair<'_>> = match parameter.location {
        Location::Query => request.query().iter().collect(),
        Location::Cookie => {
            cookies = request.cookies();
            cookies.iter().collect()
        }
        _ => Vec::new(),
    };
    if matches!(parameter.style, Style::Json | Style::Text) {
        let text = in_one
            .as_deref()
            .or_else(|| pairs.iter().find(|(key, _)| key == parameter.name).map(|(_, text)| text.as_ref()));
        return match (text, parameter.style) {
            (None, _) => Found::Absent,
            (Some(text), Style::Json) => {
                serde_json::from_str(text).map_or(Found::Malformed("is not JSON"), Found::Value)
            }
            (Some(text), _) => schema.read(&Pieces::Text(text)).map_or(Found::Absent, Found::Value),
        };
    }
    let ways = match (&in_one, parameter.location) {
        (Some(text), _) => pieces::of_one(text, parameter.name, style, schema),
        (None, Location::Query | Location::Cookie) => pieces::of_pairs(&pairs, parameter.name, style, schema),
        (None, _) => Vec::new(),
    };
    best(ways, schema).map_or(Found::Absent, Found::Value)
}

fn fault(parameter: &ContractParameter, pointer: String, message: String) -> RequestFault {
    let place = match parameter.location {
        Location::Path => "path",
        Location::Header => "header",
        Location::Cookie => "cookie",
        _ => "query",
    };
    RequestFault { place, name: parameter.name.to_owned(), pointer, message }
}
