//! Requests of an API without a socket: describe, build, authorize, decode.
//!
//! Nothing here opens a connection, reads a clock or draws a random number; whatever a request needs of
//! these is passed as an argument. So the crate builds for any target, a request can be inspected before it is
//! sent, and a server can read requests with the code that the client uses to write them.
//!
//! A call works like this: a typed request is an [`Input`]. It passes its values to [`Arguments`], which
//! serialise them according to the [`Operation`]. [`CallFacts`] turn them into an [`HttpRequest`]: the
//! [`Protocol`] of the [`Api`] adds its common headers, and the credentials, which implement [`Authorize`], say who
//! sends it. [`decode`] turns the [`HttpResponse`] into a [`Response`] or an [`Error`].
//!
//! A family of APIs has its own crate, which implements [`Protocol`] and [`Authorize`].
//!
//! ```
//! use twinspec_core::*;
//!
//! static API: Api = Api::new("petstore", "1.0.0", &Plain);
//! static OPERATION: Operation = Operation::new(&API, "getPet", &[Method::Get], "/pets/{id}")
//!     .read_only()
//!     .parameters(&[Parameter::new("id", Location::Path, Style::Simple).required()]);
//!
//! let mut arguments = Arguments::new(&OPERATION);
//! arguments.set("id", "p 1");
//! let endpoint: Endpoint = "https://petstore.example/v1".parse()?;
//! let facts = CallFacts { user_agent: "example", ..CallFacts::of(&endpoint) };
//! let request = facts.request(&arguments, &Anonymous)?;
//! assert_eq!(request.url(), "https://petstore.example/v1/pets/p%201");
//! assert!(request.to_curl().starts_with("curl -X GET 'https://petstore.example/v1/pets"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod api;
mod body;
mod data;
mod delivery;
mod error;
mod follow;
mod request;
mod response;
mod wire;

pub use api::{
    Anonymous, Api, Authorize, BodyContent, CallFacts, ENDPOINT_URL, ErrorRow, Location, Operation, Parameter, Plain,
    Protocol, RequestDraft, RequestError, Requirement, ResponseFormat, Retry, ServiceError, Style, endpoint_variable,
};
pub use body::{BodyError, Pieces, StreamedBody, Upload};
pub use data::{
    Base64, Binary, Blanks, Date, DateTime, Decode, DecodeError, Decoder, Encode, Fit, OpenEnum, Sensitive, Union,
    UnionVariant, UnlistedValue, Uuid, Within, from_json, object, object_with, or_null, unless_empty, within, xml,
};
#[doc(hidden)]
pub use data::{attempt, by_tables, tagged, text_of, value_of};
pub use delivery::{Delivery, Unverified, VerifyDelivery};
pub use error::{Cause, Error, ErrorKind, LocalError, LocalErrorKind, RetryReason, TypedErrors, printable};
pub use follow::{
    Conclusive, LongRunning, PageNumber, PageStart, Paginate, PollState, Progress, next_link, next_link_number,
    next_token, nothing_to_poll_by,
};
pub use request::{Arguments, HttpRequest, Input};
pub use response::{
    Event, EventFormat, EventReader, EventSource, Response, conclude, conclude_bytes, conclude_head, decode,
};
#[doc(hidden)]
pub use serde;
pub use wire::{
    Endpoint, Headers, HttpResponse, MalformedOrigin, Method, Origin, Sequence, default_media_type, leaves_choice,
    percent_encode, push_percent_encoded, split, time, whole_number,
};

/// What [`DateTime`], [`Date`] and [`Uuid`] are read as.
pub use {jiff, uuid};

/// Any JSON value.
pub use serde_json::Value;
