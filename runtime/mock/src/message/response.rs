//! A response.

use http::HeaderValue;

use super::Body;
use crate::request_id::RequestId;

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
    pub(crate) body: Body,
}

impl Response {
    /// Shows the headers that say something of this response, in the order in which they are sent, names in lower case.
    pub(crate) fn each_header(&self, mut show: impl FnMut(&'static str, &[u8])) {
        if let Some(content_type) = self.content_type {
            show("content-type", content_type.as_bytes());
        }
        if let Some(id) = self.id {
            show("access-control-allow-origin", b"*");
            show("access-control-expose-headers", b"*");
            id.each_header(&mut show);
        }
        for (name, value) in &self.further {
            show(name, value.as_bytes());
        }
    }
}
