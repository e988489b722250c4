//! From arguments to a signed request.

use std::time::SystemTime;

use secrecy::ExposeSecret;

use crate::arguments::Argument;
use crate::encoding::percent_encode;
use crate::request::form;
use crate::signature::{Authorization, acs3};
use crate::{
    Arguments, Credentials, Headers, HttpRequest, Location, Method, Operation, Origin, RequestError, Retry, time,
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
    /// Builds a request and signs it with `ACS3-HMAC-SHA256`.
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
        let (body, content_type) = body(arguments)?;
        let mut request = HttpRequest {
            operation,
            method: operation.methods.first().copied().unwrap_or(Method::Post),
            origin: self.origin.clone(),
            path: path(operation, arguments)?,
            query: texts(arguments, Location::Query),
            headers: Headers::default(),
            body,
            sensitive: arguments.sensitive().to_vec(),
        };
        self.set_headers(&mut request, content_type, arguments, retry)?;
        let signed_headers = acs3::signed_headers(&request.signed_headers());
        let authorization = Authorization {
            credential: self.credentials.access_key_id().to_owned(),
            signed_headers: signed_headers.split(';').map(str::to_owned).collect(),
            signature: acs3::sign(self.credentials.access_key_secret().expose_secret(), &request.string_to_sign()),
        };
        request.headers.push("authorization".to_owned(), authorization.to_string(), true);
        Ok(request)
    }

    fn set_headers(
        &self,
        request: &mut HttpRequest,
        content_type: Option<&str>,
        arguments: &Arguments,
        retry: Option<Retry>,
    ) -> Result<(), RequestError> {
        let operation = request.operation;
        let payload_hash = acs3::hash(request.body());
        let access_key_id = self.credentials.access_key_id();
        // The access key stands in the `authorization` header between commas.
        if access_key_id.is_empty()
            || access_key_id.contains(',')
            || !access_key_id.bytes().all(|byte| byte.is_ascii_graphic())
        {
            return Err(RequestError::AccessKeyId);
        }

        let headers = &mut request.headers;
        let mut set = |name: &str, value: &str, sensitive: bool| {
            if headers.get(name).is_some() {
                return Err(RequestError::DuplicateHeader { header: name.to_owned() });
            }
            if !fits_header(name, value) {
                return Err(RequestError::MalformedHeader { header: name.to_owned() });
            }
            headers.push(name.to_ascii_lowercase(), value.to_owned(), sensitive);
            Ok(())
        };
        set("host", self.origin.authority(), false)?;
        set("accept", "application/json", false)?;
        set("user-agent", self.user_agent, false)?;
        if let Some(content_type) = content_type {
            set("content-type", content_type, false)?;
        }
        set("x-acs-action", operation.action, false)?;
        set("x-acs-version", operation.api.version, false)?;
        set("x-acs-date", &time::format(self.time), false)?;
        set("x-acs-signature-nonce", self.nonce, false)?;
        set("x-acs-content-sha256", &payload_hash, false)?;
        match self.credentials.security_token() {
            None => set("x-acs-credentials-provider", "static_ak", false)?,
            Some(security_token) => {
                set("x-acs-credentials-provider", "static_sts", false)?;
                set("x-acs-accesskey-id", access_key_id, false)?;
                set("x-acs-security-token", security_token.expose_secret(), true)?;
                request.sensitive.push(security_token.expose_secret().to_owned());
            }
        }
        if let Some(Retry { attempts, delay }) = retry {
            set("x-acs-retry-attempts", &attempts.to_string(), false)?;
            set("x-acs-retry-delay", &delay.as_millis().to_string(), false)?;
        }
        for Argument { name, value, sensitive, .. } in arguments.at(Location::Header) {
            set(name, value, *sensitive)?;
        }
        Ok(())
    }
}

/// Whether a header can carry name and value: a token, and visible ASCII with blanks inside.
fn fits_header(name: &str, value: &str) -> bool {
    let token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty()
        && name.bytes().all(token)
        && value.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ')
        && value.trim().len() == value.len()
}

fn texts(arguments: &Arguments, location: Location) -> Vec<(String, String)> {
    arguments.at(location).map(|argument| (argument.name.clone(), argument.value.clone())).collect()
}

/// The body and its content type.
fn body(arguments: &Arguments) -> Result<(String, Option<&'static str>), RequestError> {
    let form = form(&texts(arguments, Location::Form));
    match (arguments.body(), form.is_empty()) {
        (None, true) => Ok((String::new(), None)),
        (None, false) => Ok((form, Some("application/x-www-form-urlencoded"))),
        (Some(json), true) => Ok((json.to_owned(), Some("application/json; charset=utf-8"))),
        (Some(_), false) => Err(RequestError::TwoBodies),
    }
}

/// The path, each variable of its template replaced by the percent-encoded argument.
fn path(operation: &Operation, arguments: &Arguments) -> Result<String, RequestError> {
    let mut path = String::new();
    let mut rest = operation.path;
    while let Some((literal, (name, after))) =
        rest.split_once('{').and_then(|(literal, variable)| Some((literal, variable.split_once('}')?)))
    {
        path.push_str(literal);
        // An empty segment would be the path of another operation.
        let argument = arguments
            .at(Location::Path)
            .find(|argument| argument.name == name && !argument.value.is_empty())
            .ok_or_else(|| RequestError::MissingPathVariable { parameter: name.to_owned() })?;
        path.push_str(&percent_encode(&argument.value));
        rest = after;
    }
    path.push_str(rest);
    // URL parsers resolve these segments, so that another path would be sent than was signed.
    if path.split('/').any(|segment| matches!(segment, "." | "..")) {
        return Err(RequestError::DotSegment);
    }
    Ok(path)
}
