//! The seam between the mock and a family of APIs: what of a call the family decides.

use std::borrow::Cow;
use std::fmt;

use http::HeaderValue;
use serde_json::Value;
use twinspec_core::{Api, Operation};

use super::format::Format;
use super::incoming::Incoming;
use super::operations::{Operations, Served};
use super::request::Request;
use super::template::REDACTED;
use crate::message::{IdForm, RequestId};
use crate::refusal::{Refusal, Refusals};
use crate::state::{AccountId, Fields};
use crate::{Service, Site};

/// What a family of APIs agrees on beyond HTTP, as one mock serves it.
///
/// The value belongs to one mock. It is made when the mock starts, and keeps what the family has to remember: accounts,
/// sessions, nonces. The gateway asks it at each stage of a call that is not the same for all APIs:
/// route → authenticate → authorize → (validate, conditions, limits and effects are the gateway's own) → write an error.
pub trait Protocol: Refusals {
    /// APIs that the mock serves beside those it was asked to serve.
    fn further_services(&self, _asked_for: &[&'static Service]) -> Vec<&'static Service> {
        Vec::new()
    }

    /// The operation that a request calls.
    ///
    /// # Errors
    ///
    /// If there is none, or the request calls it in a way it does not have.
    fn route<'o>(&self, operations: &'o Operations, request: &Request<'_>) -> Result<&'o Served, Refusal>;

    /// What a request that could not be routed calls its operation, for the journal.
    fn called<'r>(&self, _request: &'r Request<'_>) -> Option<&'r str> {
        None
    }

    /// Whether a path is below that of the server of an API, so that it is not one of the mock's own controls.
    fn is_below_server(&self, _path: &str) -> bool {
        false
    }

    /// What of the path of a request is below that of the server of an operation; all of it if the server has none.
    fn path_below_server<'r>(&self, path: &'r str, _operation: &Operation) -> &'r str {
        path
    }

    /// The part of the host that is a parameter of the operation, if the API has hosts with a variable.
    fn host_variable<'h>(&self, _host: &'h str, _api: &'static Api) -> Option<&'h str> {
        None
    }

    /// The region that a request is for, as the description calls it, if limits are counted by the region.
    fn region(&self, _request: &Request<'_>, _service: &'static Service) -> Option<&'static str> {
        None
    }

    /// The format of the answer to a request that was routed.
    ///
    /// # Errors
    ///
    /// If the request asks for a format that there is not.
    fn format(&self, _request: &Request<'_>) -> Result<Format, Refusal> {
        Ok(Format::Json)
    }

    /// The format of the answer to a request that was refused before [`format`](Protocol::format) was asked, or by it.
    fn format_of_refusal(&self, _request: &Request<'_>) -> Format {
        Format::Json
    }

    /// The value of `Content-Type` of a success in this format.
    fn content_type(&self, format: Format) -> &'static str {
        match format {
            Format::Json => "application/json",
            Format::Xml => "application/xml",
        }
    }

    /// Whose call it is.
    ///
    /// # Errors
    ///
    /// If the credentials of the request are not good, or it lacks those that the operation asks for.
    fn authenticate<'p>(&'p self, call: &Incoming<'_>) -> Result<Box<dyn Caller + 'p>, Refusal>;

    /// The answer to a call that was refused.
    fn error(&self, context: &ErrorContext<'_>) -> ErrorAnswer;

    /// What request ids look like and where they are.
    fn ids(&self) -> &'static IdForm {
        &IdForm::PLAIN
    }

    /// The account that is meant where none is named.
    fn default_account(&self) -> AccountId;

    /// The account of this id, if there is one.
    fn account(&self, id: &str) -> Option<AccountId>;

    /// The ids of all accounts, sorted.
    fn accounts(&self) -> Vec<String>;

    /// How many seconds before midnight UTC a calendar day begins, for limits that are counted by the day.
    fn day_begins_before_utc(&self) -> i64 {
        0
    }

    /// Back to the start, or to where it would have been with another seed.
    fn reset(&self, _seed: Option<u64>) {}

    /// What is shown of a header that carries a secret or a proof of one; `None` if all of it may be shown. Names are in
    /// lower case.
    fn redacted_header(&self, name: &str, _value: &str) -> Option<Cow<'static, str>> {
        matches!(name, "authorization" | "cookie" | "proxy-authorization").then_some(Cow::Borrowed(REDACTED))
    }

    /// Whether every call can have a parameter of this name, so that the journal leaves it out.
    fn is_common_parameter(&self, _name: &str) -> bool {
        false
    }

    /// Members that `GET /_mock` shows besides those of every mock.
    fn description(&self) -> Vec<(&'static str, Value)> {
        Vec::new()
    }

    /// Headers with which a call asks this protocol for something, and what they do, for `GET /_mock`.
    fn request_controls(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Variables of the environment in which clients of this family find credentials that the mock accepts: names, and
    /// values that may be secrets. A mock program prints them if it is asked to.
    fn environment(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    /// What a mock program says of itself when it has started: labels and values, such as who may call.
    fn announcement(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
}

/// Who calls.
pub trait Caller: fmt::Debug {
    /// The account that the call works on.
    fn account(&self) -> &AccountId;

    /// Whether the caller was authenticated, so that the journal shows the account. An operation that everyone may call
    /// works on an account as well.
    fn is_authenticated(&self) -> bool {
        true
    }

    /// Whether the caller may do that.
    ///
    /// # Errors
    ///
    /// If not.
    fn authorize(&self, _call: &Incoming<'_>) -> Result<(), Refusal> {
        Ok(())
    }

    /// Whether the protocol performs the operation itself, whatever its description says of its behaviour.
    fn performs(&self) -> bool {
        false
    }

    /// The body of the answer of an operation that the protocol [performs](Caller::performs).
    ///
    /// # Errors
    ///
    /// If the call is refused.
    fn perform(&self, _call: &Incoming<'_>) -> Result<Fields, Refusal> {
        Ok(Fields::new())
    }
}

/// What an error answer is made of.
#[derive(Debug, Clone, Copy)]
pub struct ErrorContext<'a> {
    /// Why the call was refused.
    pub refusal: &'a Refusal,
    /// The host that the client called.
    pub host: &'a str,
    /// The API of the operation; of the first one that is served if the call was not routed.
    pub api: Option<&'static Api>,
    /// The site that the mock plays in this API.
    pub site: Option<&'static Site>,
    /// The format that the client would like.
    pub format: Format,
    /// The id of the request.
    pub id: RequestId,
}

/// An error answer, beside its status and the headers of every answer.
#[derive(Debug, Clone, Default)]
pub struct ErrorAnswer {
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
    /// Further headers, names in lower case.
    pub headers: Vec<(&'static str, HeaderValue)>,
}
