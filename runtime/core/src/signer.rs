//! From arguments to a signed request.

use std::borrow::Cow;
use std::time::SystemTime;

use bytes::Bytes;
use secrecy::ExposeSecret;

use crate::arguments::Argument;
use crate::credentials::{AccessKey, Identity};
use crate::encoding::push_pair;
use crate::request::is_signed;
use crate::signature::acs3::{self, QueryKeys};
use crate::target::{self, path, target};
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
        match (&self.credentials.identity, operation.api.style) {
            (Identity::Bearer(_), ApiStyle::Rpc) => query.push(("SignatureType", BEARER)),
            (Identity::Anonymous, ApiStyle::Rpc) => query.push(("Format", "json")),
            _ => {}
        }

        let mut headers = HeaderList(Headers::default());
        headers.set("host", authority)?;
        headers.set("accept", "application/json")?;
        headers.set("user-agent", self.user_agent)?;
        if let Some(content_type) = content_type {
            headers.set("content-type", content_type)?;
        }
        headers.set("x-acs-action", operation.action)?;
        headers.set("x-acs-version", operation.api.version)?;
        headers.set("x-acs-date", time::format(self.time))?;
        headers.set("x-acs-signature-nonce", self.nonce)?;
        headers.set("x-acs-content-sha256", payload_hash.as_str())?;
        self.identify(operation.api.style, &mut headers)?;
        if let Some(Retry { attempts, delay }) = retry {
            headers.set("x-acs-retry-attempts", attempts.to_string())?;
            headers.set("x-acs-retry-delay", delay.as_millis().to_string())?;
        }
        for Argument { name, value, parameter } in arguments.at(Location::Header) {
            headers.push(name.clone(), value.clone(), parameter.sensitive)?;
        }
        for (name, value) in arguments.headers() {
            headers.push(Cow::Owned(name.clone()), value.clone(), true)?;
        }

        let mut headers = headers.0;
        let method = operation.methods.first().copied().unwrap_or(Method::Post);
        if let Identity::AccessKey(key) = &self.credentials.identity {
            let signed: Vec<_> = headers.iter().filter(|(name, _)| is_signed(name)).collect();
            let query = acs3::canonical_query(&query, QueryKeys::Raw);
            let canonical_request = acs3::canonical_request(method.as_str(), &path, &query, &signed, &payload_hash);
            let signature = acs3::sign(key.secret.expose_secret(), &acs3::string_to_sign(&canonical_request));
            let signed_headers = acs3::signed_headers(&signed);
            let authorization = format!(
                "{} Credential={},SignedHeaders={signed_headers},Signature={signature}",
                acs3::ALGORITHM,
                key.id
            );
            headers.push(Cow::Borrowed("authorization"), authorization, true);
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
    fn identify(&self, style: ApiStyle, headers: &mut HeaderList) -> Result<(), RequestError> {
        if let Some(provider) = self.credentials.provider() {
            headers.set("x-acs-credentials-provider", provider)?;
        }
        match &self.credentials.identity {
            Identity::AccessKey(AccessKey { id, security_token, .. }) => {
                // The access key stands in the `authorization` header between commas.
                if id.is_empty() || id.contains(',') || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
                    return Err(RequestError::AccessKeyId);
                }
                if let Some(security_token) = security_token {
                    headers.set("x-acs-accesskey-id", id.as_str())?;
                    headers.set_token("x-acs-security-token", security_token.expose_secret())?;
                }
            }
            Identity::Bearer(token) => {
                headers.set_token("x-acs-bearer-token", token.expose_secret())?;
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

/// Headers that are checked when they are set.
struct HeaderList(Headers);

impl HeaderList {
    fn set(&mut self, name: &'static str, value: impl Into<String>) -> Result<(), RequestError> {
        self.push(Cow::Borrowed(name), value.into(), false)
    }

    fn set_token(&mut self, name: &'static str, token: &str) -> Result<(), RequestError> {
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(RequestError::Token);
        }
        self.push(Cow::Borrowed(name), token.to_owned(), true)
    }

    fn push(&mut self, name: Cow<'static, str>, value: String, sensitive: bool) -> Result<(), RequestError> {
        self.0.add(name, value, sensitive)
    }
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
