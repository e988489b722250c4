//! A request that is being built.

use std::borrow::Cow;
use std::fmt;

use bytes::Bytes;

use crate::request::arguments::{Argument, Arguments};
use crate::request::{part, target};
use crate::wire::percent::{push_pair, push_percent_encoded};
use crate::{CallFacts, Endpoint, Headers, HttpRequest, Location, Method, Operation, Origin, RequestError};

/// A request that is being built: what the operation describes is there; a [`Protocol`](crate::Protocol) and
/// [credentials](crate::Authorize) add to it.
///
/// `Debug` shows no argument and no secret.
pub struct RequestDraft<'a> {
    operation: &'static Operation,
    method: Method,
    origin: Origin,
    path: Cow<'a, str>,
    query: target::Pairs<'a>,
    /// How values at the beginning of the query are written.
    encoded: target::Encoded<'a>,
    headers: Headers,
    body: Bytes,
    /// The header `cookie`.
    cookies: String,
    sensitive: Vec<String>,
}

impl<'a> RequestDraft<'a> {
    /// The method, the path, the query, the body and the headers that belong to them.
    pub(super) fn new(arguments: &'a Arguments, facts: &CallFacts<'a>) -> Result<Self, RequestError> {
        if let Some(error) = arguments.error() {
            return Err(error.clone());
        }
        let operation = arguments.operation();
        let (authority, origin) = host(arguments, facts.endpoint)?;
        let (body, content_type) = body(arguments)?;
        let path = target::path(operation, arguments)?;
        let path = match facts.endpoint.base_path() {
            "" => path,
            base => Cow::Owned(format!("{base}{path}")),
        };
        let mut headers = Headers::with_capacity(16);
        headers.set("host", &authority)?;
        if !facts.user_agent.is_empty() {
            headers.set("user-agent", facts.user_agent)?;
        }
        if let Some(content_type) = content_type {
            headers.set("content-type", &content_type)?;
        }
        let (query, encoded) = target::query(operation, arguments);
        Ok(RequestDraft {
            operation,
            method: operation.methods.first().copied().unwrap_or(Method::Post),
            origin,
            path,
            query,
            encoded,
            headers,
            body,
            cookies: cookies(arguments),
            sensitive: arguments.sensitive().to_vec(),
        })
    }

    /// The headers that are arguments, and those that the caller added.
    pub(super) fn add_argument_headers(&mut self, arguments: &Arguments) -> Result<(), RequestError> {
        for Argument { name, value, parameter, .. } in arguments.at(Location::Header) {
            self.headers.add(name, value, parameter.sensitive)?;
        }
        arguments.headers().iter().try_for_each(|(name, value)| self.headers.add(name, value, true))
    }

    pub(super) fn finish(mut self) -> Result<HttpRequest, RequestError> {
        if !self.cookies.is_empty() {
            self.headers.add("cookie", &self.cookies, true)?;
        }
        Ok(HttpRequest {
            operation: Some(self.operation),
            method: self.method,
            origin: self.origin,
            target: target::target(&self.path, &self.query, &self.encoded),
            headers: self.headers,
            body: self.body,
            sensitive: self.sensitive,
        })
    }

    /// The operation that is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The method.
    pub fn method(&self) -> Method {
        self.method
    }

    /// The path, percent-encoded.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The pairs of the query, decoded.
    pub fn query(&self) -> &[(Cow<'a, str>, Cow<'a, str>)] {
        &self.query
    }

    /// The headers, names in lower case.
    pub fn headers(&self) -> &Headers {
        &self.headers
    }

    /// The body; empty if there is none.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Adds a pair to the query.
    pub fn add_query(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        self.query.push((name.into(), value.into()));
    }

    /// Adds a pair to the query whose value must not be shown.
    pub fn add_secret_query(&mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) {
        let value = value.into();
        self.hide(&value);
        self.add_query(name, value);
    }

    /// Adds a header.
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        self.headers.add(name, value, false)
    }

    /// Adds a header whose value must not be shown, as it is or in an answer that repeats it.
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed.
    pub fn add_secret_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        self.headers.add(name, value, true)?;
        self.hide(value);
        Ok(())
    }

    /// Adds a header whose value is not shown. Whether an answer may repeat it is up to [`hide`](Self::hide).
    ///
    /// # Errors
    ///
    /// If the request has the header already, or it is malformed.
    pub fn add_hidden_header(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        self.headers.add(name, value, true)
    }

    /// Adds a cookie whose value must not be shown. All cookies travel in one header.
    ///
    /// # Errors
    ///
    /// The name or the value cannot stand in a cookie.
    pub fn add_secret_cookie(&mut self, name: &str, value: &str) -> Result<(), RequestError> {
        let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\",;\\".contains(&byte));
        if !fits(name) || !fits(value) || name.contains('=') {
            return Err(RequestError::MalformedHeader { header: "cookie".to_owned() });
        }
        let separator = if self.cookies.is_empty() { "" } else { "; " };
        self.cookies.push_str(&format!("{separator}{name}={value}"));
        self.hide(value);
        Ok(())
    }

    /// Replaces a text in answers of failure that repeat it, see [`HttpRequest::redact`].
    pub fn hide(&mut self, text: &str) {
        self.sensitive.push(text.to_owned());
    }
}

/// No argument and no secret.
impl fmt::Debug for RequestDraft<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestDraft")
            .field("operation", &self.operation.name)
            .field("method", &self.method)
            .field("headers", &self.headers)
            .field("body_length", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// The `host` header, and where to connect.
fn host(arguments: &Arguments, endpoint: &Endpoint) -> Result<(String, Origin), RequestError> {
    let mut found = (endpoint.origin().authority().to_owned(), endpoint.origin().clone());
    for Argument { name, value, .. } in arguments.at(Location::Host) {
        let malformed = || RequestError::HostVariable { parameter: name.clone().into_owned() };
        found = endpoint.origin().within(value).ok_or_else(malformed)?;
    }
    Ok(found)
}

/// The cookies that are arguments.
fn cookies(arguments: &Arguments) -> String {
    let mut cookies = String::new();
    for Argument { name, value, encoded, .. } in arguments.at(Location::Cookie) {
        if !cookies.is_empty() {
            cookies.push_str("; ");
        }
        match encoded {
            Some(encoded) => cookies.push_str(&format!("{name}={encoded}")),
            None => push_pair(&mut cookies, name, value),
        }
    }
    cookies
}

/// The body and its content type.
fn body(arguments: &Arguments) -> Result<(Bytes, Option<Cow<'static, str>>), RequestError> {
    let mut form = String::new();
    for Argument { name, value, encoded, .. } in arguments.at(Location::Form) {
        if !form.is_empty() {
            form.push('&');
        }
        match encoded {
            Some(encoded) => {
                push_percent_encoded(&mut form, name);
                form.push('=');
                form.push_str(encoded);
            }
            None => push_pair(&mut form, name, value),
        }
    }
    let parts = arguments.parts();
    match (arguments.body(), form.is_empty(), parts.is_empty()) {
        (None, true, true) => Ok((Bytes::new(), None)),
        (None, false, true) => Ok((form.into(), Some(Cow::Borrowed("application/x-www-form-urlencoded")))),
        (None, true, false) => {
            let (body, content_type) = part::body(parts);
            Ok((body, Some(Cow::Owned(content_type))))
        }
        (Some(body), true, true) => Ok((body.bytes.clone(), Some(Cow::Borrowed(body.content_type)))),
        _ => Err(RequestError::TwoBodies),
    }
}
