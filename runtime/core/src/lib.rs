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
mod credentials;
mod data;
mod describe;
mod error;
mod follow;
mod request;
mod response;
pub mod signature;
mod signer;
mod wire;

pub use access_denied_detail::AccessDeniedDetail;
pub use credentials::Credentials;
pub use data::{Binary, Decode, Decoder, Encode, Sensitive, from_json, object, xml};
pub use describe::{
    Api, ApiStyle, Endpoint, ErrorRow, Location, Method, Network, Operation, Parameter, ResponseFormat, Style,
};
pub use error::{Cause, ClientError, ClientErrorKind, DecodeError, Error, ErrorKind, Retry, RetryReason, ServiceError};
pub use follow::{
    Conclusive, LongRunning, PageNumber, PageStart, Paginate, PollState, Progress, next_token, nothing_to_poll_by,
};
pub use request::{Arguments, HttpRequest, Input, RequestError};
pub use response::{
    Event, EventFormat, EventReader, EventSource, HttpResponse, Response, conclude, conclude_head, decode,
};
pub use signer::Signer;
pub use wire::{Headers, MalformedOrigin, Origin, percent_encode, split, time};

/// Any JSON value.
pub use serde_json::Value;
