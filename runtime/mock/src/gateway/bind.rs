//! The parameters of an operation that are not in the query or in a form.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use twinspec_core::{Location, Operation, Style};

use super::multipart;
use super::pair::Pair;
use super::path_template::variables;
use super::protocol::Protocol;
use super::request::Request;

impl<'a> Request<'a> {
    /// Adds the parameters of an operation that are headers, variables of the path, the body or a part of the host. They
    /// go before parameters of the query or the form that have their names.
    pub(super) fn bind(&mut self, protocol: &dyn Protocol, operation: &'static Operation) {
        let mut bound: Vec<Pair<'a>> = Vec::new();
        if operation.path != "/" {
            let below = protocol.path_below_server(self.path, operation);
            let variables = variables(operation.path, below).or_else(|| variables(operation.path, self.path));
            self.path_variables = variables.unwrap_or_default();
            let variables = self.path_variables.iter();
            bound.extend(variables.map(|(name, value)| (Cow::Borrowed(*name), Cow::Owned(value.clone()))));
        }
        if operation.parameters.iter().any(|parameter| parameter.location == Location::Part) {
            let content_type = self.header("content-type").unwrap_or_default();
            let parts = multipart::parts(content_type, self.body).read.into_iter();
            let nameless = operation.parameters.iter().find(|parameter| parameter.nameless);
            bound.extend(parts.map(|(name, text)| match nameless {
                Some(parameter) => (parameter.name.into(), text.into()),
                None => (name.into(), text.into()),
            }));
        }
        for parameter in operation.parameters {
            let value = match parameter.location {
                Location::Header => {
                    self.header(&parameter.name.to_ascii_lowercase()).map(|value| Cow::Owned(value.to_owned()))
                }
                // A form is in the place of the body, not in the place of one of its parameters.
                Location::Body if !self.is_form && !self.body.is_empty() => Some(self.body_text(parameter.style)),
                Location::Host => {
                    protocol.host_variable(self.host, operation.api).map(|label| Cow::Owned(label.to_owned()))
                }
                Location::Cookie => self.cookie(parameter.name).map(Cow::Owned),
                Location::Query | Location::Form | Location::Part | Location::Path | Location::Body => None,
            };
            bound.extend(value.map(|value| (parameter.name.into(), value)));
        }
        self.bound += bound.len();
        self.parameters.splice(..0, bound);
    }

    /// The value of a cookie, decoded.
    fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.headers_of("cookie").flat_map(|header| header.split(';'));
        let mut named = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        let (_, value) = named.find(|(other, _)| *other == name)?;
        Some(percent_decode_str(value).decode_utf8_lossy().into_owned())
    }

    /// The body as the value of a parameter; of a JSON text what it says.
    fn body_text(&self, style: Style) -> Cow<'a, str> {
        let quoted = || serde_json::from_slice::<String>(self.body).ok();
        match (style, self.body.first()) {
            (Style::Json, Some(b'"')) => quoted().map_or_else(|| text(self.body), Cow::Owned),
            _ => text(self.body),
        }
    }
}

/// Bytes as text; what is not UTF-8 becomes the replacement character.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    // The check is much faster than the replacement, and nearly all there is to do.
    std::str::from_utf8(bytes).map_or_else(|_| String::from_utf8_lossy(bytes), Cow::Borrowed)
}
