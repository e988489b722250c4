//! From arguments to a signed request.

use std::time::SystemTime;

use bytes::Bytes;
use secrecy::{ExposeSecret, SecretString};

use crate::credentials::{AccessKey, Identity};
use crate::request::arguments::Argument;
use crate::request::http_request::is_signed;
use crate::request::target::{self, path, target};
use crate::signature::acs3;
use crate::wire::percent::push_pair;
use crate::{
    ApiStyle, Arguments, Credentials, Headers, HttpRequest, Location, Method, Origin, RequestError, Retry, time,
};

/// What a request is signed with besides its arguments.
#[derive(Debug, Clone, Copy)]
pub struct Signer<'a> {
    /// Where the request goes.
    pub origin: &'a Origin,
    /// Who sends it.
    pub credentials: &'a Credentials,
    /// The time of signing; a service accepts the request within 15 minutes of it.
    pub time: SystemTime,
    /// A text that no other request of the same access key has, such as 32 random hexadecimal digits.
    pub nonce: &'a str,
    /// The client, sent as `user-agent`.
    pub user_agent: &'a str,
}

impl Signer<'_> {
    /// Builds a request and signs it with `ACS3-HMAC-SHA256`. With a bearer token it carries the token instead of
    /// a signature, and with anonymous credentials neither.
    ///
    /// # Errors
    ///
    /// If an argument could not be serialised or has no place in the request, or a header would hold
    /// characters that headers cannot carry.
    pub fn sign(&self, arguments: &Arguments) -> Result<HttpRequest, RequestError> {
        self.sign_attempt(arguments, None)
    }

    /// Builds and signs a request that is not the first of its call. It needs a nonce of its own, and tells
    /// the service with the signed headers `x-acs-retry-attempts` and `x-acs-retry-delay` what went before.
    ///
    /// # Errors
    ///
    /// Those of [`sign`](Self::sign).
    pub fn sign_retry(&self, arguments: &Arguments, retry: Retry) -> Result<HttpRequest, RequestError> {
        self.sign_attempt(arguments, Some(retry))
    }

    fn sign_attempt(&self, arguments: &Arguments, retry: Option<Retry>) -> Result<HttpRequest, RequestError> {
        if let Some(error) = arguments.error() {
            return Err(error.clone());
        }
        let operation = arguments.operation();
        let (authority, origin) = self.host(arguments)?;
        let (body, content_type) = body(arguments)?;
        let payload_hash = acs3::hash(&body);
        let path = path(operation, arguments)?;
        let mut query = target::query(operation, arguments);
        match (&*self.credentials.identity, operation.api.style) {
            (Identity::Bearer(_), ApiStyle::Rpc) => query.push(("SignatureType", BEARER)),
            (Identity::Anonymous, ApiStyle::Rpc) => query.push(("Format", "json")),
            _ => {}
        }

        let mut headers = Headers::with_capacity(16);
        headers.set("host", &authority)?;
        headers.set("accept", "application/json")?;
        headers.set("user-agent", self.user_agent)?;
        if let Some(content_type) = content_type {
            headers.set("content-type", content_type)?;
        }
        // In the order of their names, in which they are signed.
        headers.set("x-acs-action", operation.action)?;
        headers.set("x-acs-content-sha256", &payload_hash)?;
        if let Some(provider) = self.credentials.provider() {
            headers.set("x-acs-credentials-provider", provider)?;
        }
        headers.set("x-acs-date", &time::format(self.time))?;
        headers.set("x-acs-signature-nonce", self.nonce)?;
        headers.set("x-acs-version", operation.api.version)?;
        self.identify(operation.api.style, &mut headers)?;
        if let Some(Retry { attempts, delay }) = retry {
            headers.set("x-acs-retry-attempts", &attempts.to_string())?;
            headers.set("x-acs-retry-delay", &delay.as_millis().to_string())?;
        }
        for Argument { name, value, parameter } in arguments.at(Location::Header) {
            headers.add(name, value, parameter.sensitive)?;
        }
        for (name, value) in arguments.headers() {
            headers.add(name, value, true)?;
        }

        let method = operation.methods.first().copied().unwrap_or(Method::Post);
        if let Identity::AccessKey(AccessKey { id, signing_key, .. }) = &*self.credentials.identity {
            let signed: Vec<_> = headers.iter().filter(|(name, _)| is_signed(name)).collect();
            let authorization = signing_key.authorization(id, method.as_str(), &path, &query, &signed, &payload_hash);
            headers.push("authorization", &authorization, true);
        }
        let mut sensitive = arguments.sensitive().to_vec();
        sensitive.extend(self.credentials.token().map(str::to_owned));
        Ok(HttpRequest {
            operation: Some(operation),
            method,
            origin,
            target: target(&path, &query),
            headers,
            body,
            sensitive,
        })
    }

    /// The `host` header, and where to connect.
    fn host(&self, arguments: &Arguments) -> Result<(String, Origin), RequestError> {
        let mut found = (self.origin.authority().to_owned(), self.origin.clone());
        for Argument { name, value, .. } in arguments.at(Location::Host) {
            let malformed = || RequestError::HostVariable { parameter: name.clone().into_owned() };
            found = self.origin.within(value).ok_or_else(malformed)?;
        }
        Ok(found)
    }

    /// The headers that say who calls.
    fn identify(&self, style: ApiStyle, headers: &mut Headers) -> Result<(), RequestError> {
        match &*self.credentials.identity {
            Identity::AccessKey(AccessKey { id, security_token, .. }) => {
                // The access key stands in the `authorization` header between commas.
                if id.is_empty() || id.contains(',') || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
                    return Err(RequestError::AccessKeyId);
                }
                if let Some(security_token) = security_token {
                    headers.set("x-acs-accesskey-id", id)?;
                    set_token(headers, "x-acs-security-token", security_token)?;
                }
            }
            Identity::Bearer(token) => {
                set_token(headers, "x-acs-bearer-token", token)?;
                if style == ApiStyle::Roa {
                    headers.set("x-acs-signature-type", BEARER)?;
                }
            }
            Identity::Anonymous => {}
        }
        Ok(())
    }
}

/// The `SignatureType` of a request with a bearer token.
const BEARER: &str = "BEARERTOKEN";

fn set_token(headers: &mut Headers, name: &'static str, token: &SecretString) -> Result<(), RequestError> {
    let token = token.expose_secret();
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(RequestError::Token);
    }
    headers.push(name, token, true);
    Ok(())
}

/// The body and its content type.
fn body(arguments: &Arguments) -> Result<(Bytes, Option<&'static str>), RequestError> {
    let mut form = String::new();
    for Argument { name, value, .. } in arguments.at(Location::Form) {
        if !form.is_empty() {
            form.push('&');
        }
        push_pair(&mut form, name, value);
    }
    match (arguments.body(), form.is_empty()) {
        (None, true) => Ok((Bytes::new(), None)),
        (None, false) => Ok((form.into(), Some("application/x-www-form-urlencoded"))),
        (Some(body), true) => Ok((body.bytes.clone(), Some(body.content_type))),
        (Some(_), false) => Err(RequestError::TwoBodies),
    }
}
