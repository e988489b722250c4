//! Alibaba Cloud requests without a socket: describe, build, sign, decode.
//!
//! Nothing here opens a connection, reads a clock or draws a random number; what a request needs of
//! them is an argument. So the crate builds for any target, a request can be looked at before it is
//! sent, and a server can verify with the code the client signs with.
//!
//! The way of a call: a typed request is an [`Input`]. It hands its values to [`Arguments`], which
//! serialise them by the descriptors of the [`Operation`]. A [`Signer`] makes the [`HttpRequest`] of
//! them. What comes back, an [`HttpResponse`], [`decode`] turns into a [`Response`] or an [`Error`].
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//!
//! use twinspec_core::*;
//!
//! static API: Api = Api {
//!     product: "ResourceDirectoryMaster",
//!     version: "2022-04-19",
//!     style: ApiStyle::Rpc,
//!     endpoints: &[],
//! };
//! static OPERATION: Operation = Operation {
//!     api: &API,
//!     action: "GetFolder",
//!     read_only: true,
//!     idempotency_token: None,
//!     methods: &[Method::Post],
//!     path: "/",
//!     parameters: &[Parameter {
//!         name: "FolderId",
//!         location: Location::Query,
//!         style: Style::Flat,
//!         required: true,
//!         sensitive: false,
//!     }],
//!     response: ResponseFormat::Json,
//!     errors: &[],
//! };
//!
//! let mut arguments = Arguments::new(&OPERATION);
//! arguments.set("FolderId", "fd-1");
//! let signer = Signer {
//!     origin: &"resourcedirectory.aliyuncs.com".parse()?,
//!     credentials: &Credentials::new("testid", "testsecret"),
//!     time: UNIX_EPOCH + Duration::from_secs(1_795_492_179),
//!     nonce: "2fd1312f63ece41e8f1c8ce15330a84e",
//!     user_agent: "example",
//! };
//! let request = signer.sign(&arguments)?;
//! assert_eq!(request.url(), "https://resourcedirectory.aliyuncs.com/?FolderId=fd-1");
//! assert_eq!(request.headers().get("x-acs-date"), Some("2026-11-24T03:49:39Z"));
//! assert!(request.to_curl().starts_with("curl -X POST 'https://resourcedirectory"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod access_denied_detail;
mod api;
mod arguments;
mod binary;
mod client_error;
mod credentials;
mod curl;
mod decode;
mod decode_error;
mod decoder;
mod encode;
mod encoding;
mod error;
mod event;
mod headers;
mod input;
mod long_running;
mod node;
mod operation;
mod origin;
mod pagination;
mod redact;
mod request;
mod request_error;
mod response;
mod retry;
mod sensitive;
mod serialize;
mod service_error;
pub mod signature;
mod signer;
pub mod split;
mod target;
pub mod time;
mod unsigned;
pub mod xml;

pub use access_denied_detail::AccessDeniedDetail;
pub use api::{Api, ApiStyle, Endpoint, Network};
pub use arguments::Arguments;
pub use binary::Binary;
pub use client_error::{ClientError, ClientErrorKind};
pub use credentials::Credentials;
pub use decode::{conclude, conclude_head, decode};
pub use decode_error::DecodeError;
pub use decoder::{Decode, Decoder, from_json};
pub use encode::{Encode, object};
pub use encoding::percent_encode;
pub use error::{Cause, Error, ErrorKind};
pub use event::{Event, EventFormat, EventReader, EventSource};
pub use headers::Headers;
pub use input::Input;
pub use long_running::{Conclusive, LongRunning, PollState, nothing_to_poll_by};
pub use operation::{ErrorRow, Location, Method, Operation, Parameter, ResponseFormat, Style};
pub use origin::{MalformedOrigin, Origin};
pub use pagination::{PageNumber, PageStart, Paginate, Progress, next_token};
pub use request::HttpRequest;
pub use request_error::RequestError;
pub use response::{HttpResponse, Response};
pub use retry::{Retry, RetryReason};
pub use sensitive::Sensitive;
pub use service_error::ServiceError;
pub use signer::Signer;

/// Any JSON value.
pub use serde_json::Value;
