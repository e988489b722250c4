//! From arguments to the request of a call.

use std::borrow::Cow;

use super::arguments::{Argument, Arguments};
use super::{part, target};
use crate::body::Body;
use crate::wire::percent::{push_pair, push_percent_encoded};
use crate::{
    Authorize, CallFacts, Endpoint, Headers, HttpRequest, Location, Method, Origin, RequestDraft, RequestError,
};

impl CallFacts<'_> {
    /// Builds a request: what the operation describes, what its protocol adds, and who sends it.
    ///
    /// # Errors
    ///
    /// If an argument could not be serialised or has no place in the request, a header would hold characters that
    /// headers cannot carry, or the credentials cannot be sent.
    pub fn request(&self, arguments: &Arguments, credentials: &dyn Authorize) -> Result<HttpRequest, RequestError> {
        let mut draft = RequestDraft::new(arguments, self)?;
        arguments.operation().api.protocol.prepare(&mut draft, self)?;
        draft.add_argument_headers(arguments)?;
        credentials.authorize(&mut draft, self)?;
        draft.finish()
    }
}

impl<'a> RequestDraft<'a> {
    /// The method, the path, the query, the body and the headers that belong to them.
    fn new(arguments: &'a Arguments, facts: &CallFacts<'a>) -> Result<Self, RequestError> {
        if let Some(error) = arguments.error() {
            return Err(error.clone());
        }
        if let Some(parameter) = arguments.spent() {
            return Err(RequestError::Spent { parameter: parameter.name.to_owned() });
        }
        let operation = arguments.operation();
        let (authority, origin) = host(arguments, facts.endpoint)?;
        let (body, content_type) = body(arguments, facts.nonce)?;
        let path = target::path(operation, arguments)?;
        let path = match facts.endpoint.base_path() {
            "" => path,
            base => Cow::Owned(format!("{base}{path}")),
        };
        let mut headers = Headers::with_capacity(16);
        headers.set("host", &authority).map_err(RequestError::of_header)?;
        // A parameter of this name comes first.
        let is_set = arguments.at(Location::Header).any(|argument| argument.name.eq_ignore_ascii_case("user-agent"));
        if !facts.user_agent.is_empty() && !is_set {
            headers.set("user-agent", facts.user_agent).map_err(RequestError::of_header)?;
        }
        if let Some(content_type) = content_type {
            headers.set("content-type", &content_type).map_err(RequestError::of_header)?;
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
    fn add_argument_headers(&mut self, arguments: &Arguments) -> Result<(), RequestError> {
        for Argument { name, value, parameter, .. } in arguments.at(Location::Header) {
            self.headers.add(name, value, parameter.sensitive).map_err(RequestError::of_header)?;
        }
        let add = |(name, value): &(String, String)| self.headers.add(name, value, true);
        arguments.headers().iter().try_for_each(add).map_err(RequestError::of_header)
    }

    fn finish(mut self) -> Result<HttpRequest, RequestError> {
        if !self.cookies.is_empty() {
            self.headers.add("cookie", &self.cookies, true).map_err(RequestError::of_header)?;
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
fn body(arguments: &Arguments, nonce: &str) -> Result<(Body, Option<Cow<'static, str>>), RequestError> {
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
    let operation = arguments.operation();
    // What is required is there, even if nothing is in it.
    let is_of = |location| {
        operation.body_required
            && match arguments.content() {
                Some(content) => content.has(location),
                None => operation.parameters.iter().any(|parameter| parameter.location == location),
            }
    };
    match (arguments.body(), form.is_empty(), parts.is_empty()) {
        (None, true, is_empty) if !is_empty || is_of(Location::Part) => {
            let media_type = arguments.content().map_or(operation.multipart, |content| content.media_type);
            let (body, content_type) = part::body(parts, media_type, nonce);
            Ok((body, Some(Cow::Owned(content_type))))
        }
        (None, is_empty, true) if !is_empty || is_of(Location::Form) => {
            Ok((Body::Whole(form.into()), Some(Cow::Borrowed("application/x-www-form-urlencoded"))))
        }
        (None, true, true) => Ok((Body::default(), None)),
        (Some(whole), true, true) => {
            let content_type = arguments.content_type_of(whole)?;
            Ok((Body::from(&whole.content), Some(content_type)))
        }
        _ => Err(RequestError::TwoBodies),
    }
}
