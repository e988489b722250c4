//! A response.

use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_TYPE};
use http::{HeaderName, HeaderValue};

use super::Body;
use super::RequestId;

/// A response.
#[derive(Debug, Clone, Default)]
pub(crate) struct Response {
    /// From 200 to 599.
    pub(crate) status: u16,
    pub(crate) content_type: Option<&'static str>,
    /// The id of the call, if it is an answer of an API. The headers that each of these has go with it.
    pub(crate) id: Option<RequestId>,
    /// What only some answers say, names in lower case.
    pub(crate) further: Vec<(&'static str, HeaderValue)>,
    /// The headers of an answer of the service itself, as it sent them.
    pub(crate) others: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
}

impl Response {
    /// Shows the headers that say something of this response, in the order in which they are sent.
    pub(crate) fn each_header(&self, mut show: impl FnMut(HeaderName, HeaderValue)) {
        if let Some(content_type) = self.content_type {
            show(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        if let Some(id) = self.id {
            show(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            show(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("*"));
            id.each_header(|name, text| {
                // Ids are letters and digits.
                let value = HeaderValue::from_bytes(text).unwrap_or_else(|_| HeaderValue::from_static(""));
                show(HeaderName::from_static(name), value);
            });
        }
        for (name, value) in &self.others {
            show(name.clone(), value.clone());
        }
        for (name, value) in &self.further {
            show(HeaderName::from_static(name), value.clone());
        }
    }
}
