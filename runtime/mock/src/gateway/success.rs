//! How a call that succeeds is answered.

use std::sync::Arc;

use serde_json::Value;

use super::operations::Served;
use super::protocol::Protocol;
use super::template::Template;
use crate::Operation;
use crate::refusal::{Reason, Refusal};

/// A call that succeeds.
pub(super) enum Success<'a> {
    /// With the answer of the description.
    Described(&'a Served),
    /// With an answer that its document describes whole.
    Made(Arc<Template>),
    /// With an answer of its own.
    Own(Template),
}

impl Success<'_> {
    pub(super) fn template(&self) -> &Template {
        match self {
            Success::Described(served) => &served.success,
            Success::Made(answer) => answer,
            Success::Own(answer) => answer,
        }
    }

    /// With this body, and the request's own id in an object.
    pub(super) fn own(protocol: &dyn Protocol, operation: &Operation, mut body: Value) -> Result<Self, Refusal> {
        let ids = protocol.ids();
        if let (Some(member), Value::Object(fields)) = (ids.members.first(), &mut body) {
            fields.insert((*member).to_owned(), "".into());
        }
        let answer = Template::new(operation.described, &body.to_string(), operation.status, ids.members);
        answer.map(Success::Own).map_err(|_| protocol.refusal(Reason::Internal))
    }
}
