//! How controls read and write.

use http::StatusCode;
use serde_json::{Value, json};

use crate::message::{BodyError, Response};
use crate::{ForceError, ResourceError};

/// An answer that people read as well, as `curl` prints it.
pub(super) enum Reply {
    Json(Value),
    Text(String),
    /// A webhook, which takes the time that its receiver takes.
    #[cfg(feature = "webhooks")]
    Notify(Box<crate::Notify>),
    /// JSON that is written already.
    Document(&'static str),
}

impl Reply {
    pub(super) fn into_response(self) -> Response {
        let (content_type, text) = match self {
            Reply::Json(value) => ("application/json", format!("{value:#}\n")),
            Reply::Text(text) => ("text/plain;charset=utf-8", text),
            // It is answered when it was sent.
            #[cfg(feature = "webhooks")]
            Reply::Notify(notify) => ("application/json", format!("{:#}\n", json!(notify))),
            Reply::Document(text) => ("application/json", text.to_owned()),
        };
        Response { status: 200, content_type: Some(content_type), body: text.into(), ..Response::default() }
    }
}

/// Why a control does not do what it is asked; sent as `{"error": "…"}`.
pub(super) struct Problem {
    status: StatusCode,
    message: String,
}

impl Problem {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Problem { status, message: message.into() }
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Problem::new(StatusCode::BAD_REQUEST, message)
    }

    pub(super) fn into_response(self) -> Response {
        let mut response = Reply::Json(json!({ "error": self.message })).into_response();
        response.status = self.status.as_u16();
        response
    }
}

impl From<ForceError> for Problem {
    fn from(error: ForceError) -> Self {
        Problem::bad_request(error.to_string())
    }
}

impl From<ResourceError> for Problem {
    fn from(error: ResourceError) -> Self {
        Problem::bad_request(error.to_string())
    }
}

#[cfg(feature = "webhooks")]
impl From<crate::NotifyError> for Problem {
    fn from(error: crate::NotifyError) -> Self {
        let status = match error {
            crate::NotifyError::Unsent { .. } => StatusCode::BAD_GATEWAY,
            _ => StatusCode::BAD_REQUEST,
        };
        Problem::new(status, error.to_string())
    }
}

impl From<BodyError> for Problem {
    fn from(error: BodyError) -> Self {
        let status = match error {
            BodyError::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            BodyError::Broken => StatusCode::BAD_REQUEST,
        };
        Problem::new(status, error.to_string())
    }
}
