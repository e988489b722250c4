//! The request for a token, and its answer (RFC 6749 4.4, 5).

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use twinspec_client::credentials::CredentialsError;
use twinspec_core::{HttpRequest, HttpResponse, Method, percent_encode, printable};

use super::{ClientAuthentication, Token, TokenRequest};
use crate::token_url;

/// How much of a text of the server is shown, in characters.
const MAX_TEXT: usize = 200;

/// Who asks for a token, and for which.
pub(super) struct Grant<'a> {
    pub(super) id: &'a str,
    pub(super) secret: &'a str,
    pub(super) authentication: ClientAuthentication,
    /// Separated by blanks.
    pub(super) scopes: &'a str,
    /// Further parameters.
    pub(super) parameters: &'a [(String, String)],
}

impl Grant<'_> {
    /// Fetches a token.
    pub(super) async fn fetch(&self, url: &str, needed: &TokenRequest) -> Result<Token, CredentialsError> {
        let Some((origin, target)) = token_url::split(url) else {
            return Err(CredentialsError::new(format!("the token URL `{}` is not a URL", printable(url, MAX_TEXT))));
        };
        let place = format!("{origin}{}", target.split('?').next().unwrap_or_default());
        let (body, authorization) = self.form();
        let mut headers = vec![
            ("accept", "application/json"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("user-agent", needed.user_agent.as_str()),
        ];
        headers.retain(|(_, value)| !value.is_empty());
        headers.extend(authorization.as_deref().map(|value| ("authorization", value)));
        let request = HttpRequest::unsigned(Method::Post, &origin, &target, headers, body).map_err(|error| {
            CredentialsError::new(format!("the token URL {place} cannot be called")).with_source(error)
        })?;
        let response = needed
            .transport
            .send(&request)
            .await
            .map_err(|error| CredentialsError::new(format!("no token from {place}: {error}")).with_source(error))?;
        self.read(&response, &place)
    }

    /// The body, and the header `authorization` if it has one.
    fn form(&self) -> (String, Option<String>) {
        let mut pairs = vec![("grant_type", "client_credentials")];
        if !self.scopes.is_empty() {
            pairs.push(("scope", self.scopes));
        }
        pairs.extend(self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let authorization = match self.authentication {
            ClientAuthentication::Body => {
                pairs.extend([("client_id", self.id), ("client_secret", self.secret)]);
                None
            }
            // Both are encoded like the values of a form before they are joined (RFC 6749 2.3.1).
            ClientAuthentication::Basic => {
                let pair = format!("{}:{}", percent_encode(self.id), percent_encode(self.secret));
                Some(format!("Basic {}", STANDARD.encode(pair)))
            }
        };
        let pairs = pairs.iter().map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)));
        (pairs.collect::<Vec<_>>().join("&"), authorization)
    }

    fn read(&self, response: &HttpResponse, place: &str) -> Result<Token, CredentialsError> {
        let fields = response.fields();
        if !response.is_success() {
            return Err(self.refusal(response.status(), &fields.unwrap_or_default(), place));
        }
        let fault = |what: &str| CredentialsError::new(format!("the answer of {place} {what}"));
        let fields = fields.map_err(|_| fault("is not a JSON object"))?;
        let text = |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let token = text("access_token").ok_or_else(|| fault("has no `access_token`"))?;
        if text("token_type").is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer")) {
            return Err(fault("has a `token_type` other than Bearer"));
        }
        let token = Token::new(token);
        Ok(match fields.get("expires_in").and_then(seconds) {
            Some(seconds) => token.expires_in(Duration::from_secs(seconds)),
            None => token,
        })
    }

    /// What the server says of its refusal (RFC 6749 5.2), without what it repeats of the secret.
    fn refusal(&self, status: u16, fields: &Map<String, Value>, place: &str) -> CredentialsError {
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let mut message = format!("{place} issued no token: status {status}");
        if let Some(code) = text("error") {
            message.push_str(&format!(", {}", self.hidden(code)));
        }
        if let Some(description) = text("error_description") {
            message.push_str(&format!(": {}", self.hidden(description)));
        }
        if text("error") == Some("invalid_client") && self.authentication == ClientAuthentication::Basic {
            message.push_str("; if id and secret are right, try `ClientAuthentication::Body`");
        }
        CredentialsError::new(message)
    }

    fn hidden(&self, text: &str) -> String {
        let secret = self.secret;
        if secret.is_empty() {
            return printable(text, MAX_TEXT).into_owned();
        }
        let text = text.replace(secret, "***").replace(&percent_encode(secret), "***");
        printable(&text, MAX_TEXT).into_owned()
    }
}

/// A number of seconds, which some servers write as text.
fn seconds(value: &Value) -> Option<u64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        // No token is good for half a second.
        value => {
            value.as_u64().or_else(|| value.as_f64().filter(|seconds| *seconds >= 0.0).map(|seconds| seconds as u64))
        }
    }
}
