//! Refusals in the words that the document has for them.

use serde_json::Value;
use twinspec_schemas::{Spot, Wish};

use super::Contract;
use super::accept::is_json;
use super::loaded::LoadedResponse;
use super::respond::{Asked, headers, number, template};
use crate::gateway::template::Template;
use crate::refusal::{Refusal, RequestFault};

/// No more faults than these are reported for a body.
const FAULTS: usize = 8;

/// A refusal as the document describes it.
pub(in crate::gateway) struct Worded {
    pub(in crate::gateway) status: u16,
    /// The body; without one, the protocol has its own.
    pub(in crate::gateway) answer: Option<Template>,
}

impl Contract {
    /// The status and the body that the document has for a refusal.
    pub(in crate::gateway) fn worded(&self, refusal: &Refusal, asked: Asked<'_>) -> Option<Worded> {
        let (response, status) = self.response_for(refusal)?;
        let contents = || response.contents.iter();
        let content = contents()
            .find(|content| is_json(content.described.media_type))
            .or_else(|| contents().find(|content| content.described.media_type.starts_with("text/")));
        let value = content.and_then(|content| {
            let suggest = |spot: &Spot<'_>| suggested(refusal, status, spot);
            let items = refusal.faults.len().clamp(1, FAULTS);
            let wish = Wish { suggest: Some(&suggest), items, ..Wish::seeded(asked.seed) };
            content.schema.sample(&wish)
        });
        let answer = content
            .zip(value)
            .map(|(content, value)| template(content, value, status, headers(response, asked), asked.operation));
        Some(Worded { status, answer })
    }

    /// The response that says best why the call is refused, and its status.
    fn response_for(&self, refusal: &Refusal) -> Option<(&LoadedResponse, u16)> {
        let status = refusal.status;
        let is_about_values = !refusal.faults.is_empty();
        let of =
            |statuses: &str| self.loaded().responses.iter().find(|response| response.described.statuses == statuses);
        let exact = match is_about_values {
            true => vec!["422".to_owned(), "400".to_owned()],
            false => vec![status.to_string()],
        };
        // A resource whose id cannot be one is not there.
        let only_in_path = is_about_values && refusal.faults.iter().all(|fault| fault.place == "path");
        let not_found = only_in_path.then(|| "404".to_owned());
        let wide = [format!("{}XX", status / 100), "default".to_owned()];
        let response = exact.into_iter().chain(wide).chain(not_found).find_map(|statuses| of(&statuses))?;
        Some((response, number(response.described.statuses, status)))
    }
}

/// What a body could say at a place.
fn suggested(refusal: &Refusal, status: u16, spot: &Spot<'_>) -> Vec<Value> {
    let name = spot.name.to_ascii_lowercase().replace(['_', '-'], "");
    // In a list there is an item for each fault; what is a list in it is the place of one.
    let of_list = |index: usize| if spot.depth > 1 { refusal.faults.get(index) } else { None };
    let fault = of_list(spot.index);
    match name.as_str() {
        "message" | "detail" | "details" | "error" | "errors" | "errormessage" | "errordescription" | "description"
        | "reason" | "msg" | "cause" | "statusmessage" | "usermessage" | "developermessage" | "text"
        | "longmessage" => {
            vec![fault.map_or_else(|| whole(refusal), ToString::to_string).into()]
        }
        "title" | "summary" | "shortmessage" => vec![refusal.message.as_ref().into()],
        "status" | "statuscode" | "httpstatus" | "httpstatuscode" => vec![status.into(), status.to_string().into()],
        "code" | "errorcode" => vec![status.into(), refusal.code.as_ref().into(), status.to_string().into()],
        "type" | "kind" | "errortype" => vec![refusal.code.as_ref().into(), "about:blank".into()],
        "loc" => {
            let of_place = spot.depth > 2;
            let fault = if of_place { of_list(spot.outer) } else { fault };
            let steps = fault.map(steps).unwrap_or_default();
            if of_place {
                steps.into_iter().nth(spot.index).into_iter().map(Value::from).collect()
            } else {
                vec![steps.into()]
            }
        }
        "pointer" | "path" | "field" | "parameter" | "param" | "property" | "location" | "source" | "target"
        | "name" | "instance" => {
            fault.or(refusal.faults.first()).map(|fault| vec![fault.place().into()]).unwrap_or_default()
        }
        // The whole body, or an item of a list of texts.
        "" => vec![whole(refusal).into()],
        _ => Vec::new(),
    }
}

fn whole(refusal: &Refusal) -> String {
    match &refusal.hint {
        Some(hint) => format!("{} ({hint})", refusal.message),
        None => refusal.message.to_string(),
    }
}

/// The place of a fault as a list of steps, `["body", "name"]`.
fn steps(fault: &RequestFault) -> Vec<String> {
    let pointer = fault.pointer.split('/').filter(|step| !step.is_empty()).map(str::to_owned);
    let name = Some(fault.name.clone()).filter(|name| !name.is_empty());
    std::iter::once(fault.place.to_owned()).chain(name).chain(pointer).collect()
}
