//! The token endpoint of OAuth 2, for clients that fetch tokens with their own credentials (RFC 6749 4.4). A mock has it where
//! the document says that tokens are issued.

use http::HeaderValue;
use serde_json::json;
use twinspec_core::{Api, Location, Method, Parameter, Plain, Style, percent_encode};
use twinspec_mock::protocol::{AccountId, Caller, ErrorAnswer, ErrorContext, Fields, Incoming, Refusal, Request};
use twinspec_mock::{Behaviour, Operation, Schema, Service, Site};

use super::issued_tokens::IssuedTokens;
use super::security::password;

/// What is remembered of each token is limited.
const MAX_SCOPE: usize = 8 * 1024;

static API: Api = Api::new("OAuth2", "2.0", &Plain).title("OAuth 2.0");

/// What a mock serves besides its APIs.
pub(super) static SERVICE: Service = Service::new(&API, &[&TOKEN]).sites(&[Site::new("default", "OAuth 2.0")]);

/// Its path is that of the document.
static DESCRIBED: twinspec_core::Operation = twinspec_core::Operation::new(&API, "token", &[Method::Post], "/")
    .parameters(&[
        optional("grant_type"),
        optional("scope"),
        optional("client_id"),
        optional("client_secret").sensitive(),
    ]);

static TOKEN: Operation = Operation::new(&DESCRIBED)
    .schemas(&[TEXT, TEXT, TEXT, TEXT])
    .behaviour(Behaviour::new().sensitive(&["access_token"]));

const TEXT: Schema = Schema::String { pattern: None, min_length: None, max_length: None, values: &[] };

const fn optional(name: &'static str) -> Parameter {
    Parameter::new(name, Location::Form, Style::Flat)
}

/// Whoever asks for a token.
#[derive(Debug)]
pub(super) struct TokenEndpoint<'m> {
    pub(super) account: &'m AccountId,
    /// The only secret of a client that is accepted; any if there is none.
    pub(super) accepted: Option<&'m str>,
    pub(super) issued: &'m IssuedTokens,
}

impl Caller for TokenEndpoint<'_> {
    fn account(&self) -> &AccountId {
        self.account
    }

    fn is_authenticated(&self) -> bool {
        false
    }

    fn performs(&self) -> bool {
        true
    }

    fn perform(&self, call: &Incoming<'_>) -> Result<Fields, Refusal> {
        let request = call.request;
        // In a header it is encoded, but not by all clients.
        let is = |secret: &str, accepted: &str| secret == accepted || secret == percent_encode(accepted);
        let is_accepted = |secret: String| self.accepted.is_none_or(|accepted| is(&secret, accepted));
        if !client_secret(request).is_some_and(is_accepted) {
            let mut refusal = Refusal::new(401, "invalid_client", "The client has no id and secret that are accepted.");
            refusal.headers.push(("www-authenticate", HeaderValue::from_static("Basic realm=\"mock\"")));
            return Err(refusal);
        }
        match request.parameter("grant_type") {
            Some("client_credentials") => {}
            Some(_) => {
                let message = "Only the grant type `client_credentials` is served.";
                return Err(Refusal::new(400, "unsupported_grant_type", message));
            }
            None => return Err(Refusal::new(400, "invalid_request", "The parameter `grant_type` is required.")),
        }
        let scope = request.parameter("scope").unwrap_or_default();
        if scope.len() > MAX_SCOPE {
            return Err(Refusal::new(400, "invalid_scope", format!("A scope has no more than {MAX_SCOPE} bytes.")));
        }
        let scopes: Vec<String> = scope.split_ascii_whitespace().map(str::to_owned).collect();
        let Some(token) = self.issued.issue(scopes, call.virtual_time()) else {
            let refusal = Refusal::new(503, "temporarily_unavailable", "Too many tokens are good at the moment.");
            let hint = "the mock remembers as many tokens as it can; advance its clock by an hour, or reset it";
            return Err(refusal.with_hint(hint));
        };
        let mut fields = Fields::new();
        fields.insert("access_token".to_owned(), token.into());
        fields.insert("token_type".to_owned(), "Bearer".into());
        fields.insert("expires_in".to_owned(), IssuedTokens::LIFETIME.as_secs().into());
        if !scope.is_empty() {
            fields.insert("scope".to_owned(), scope.into());
        }
        Ok(fields)
    }
}

/// The secret of the client, in the header or in the body (RFC 6749 2.3.1).
fn client_secret(request: &Request<'_>) -> Option<String> {
    let in_header = || {
        let (scheme, pair) = request.header("authorization")?.split_once(' ')?;
        password(pair.trim()).filter(|_| scheme.eq_ignore_ascii_case("basic"))
    };
    let in_body = || request.parameter("client_secret").map(str::to_owned);
    in_header().or_else(in_body).filter(|secret| !secret.is_empty())
}

/// The answer to a request that was refused (RFC 6749 5.2).
pub(super) fn error(context: &ErrorContext<'_>) -> ErrorAnswer {
    let body = json!({ "error": context.refusal.code, "error_description": context.refusal.message });
    ErrorAnswer { content_type: "application/json", body: body.to_string(), headers: Vec::new() }
}
