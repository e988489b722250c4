//! The mock of an HTTP API as OpenAPI describes it: an operation has a path and a method, security schemes say who may
//! call, and an error is a problem detail.
//!
//! [`Mock::builder`] starts one. It is [`twinspec_mock`] with a protocol of its own, and has all of what that has: this
//! module can be used in its place.
//!
//! Where the API is served and who may call is in its [`Http`](crate::Http): the paths of the operations are below that
//! of the first server, which a client that was pointed at the bare address of the mock may leave out. Which credentials a
//! call has does not matter, only that it has some of each security scheme that its operation asks for.
//!
//! ```
//! use twinspec_core::{Method, Requirement};
//! use twinspec_http::mock::{Mock, Operation, Service, Site};
//! use twinspec_http::{Http, Scheme, Server};
//!
//! static PROTOCOL: Http =
//!     Http::new(&[Server::new("https://petstore.example/v1")]).schemes(&[Scheme::bearer("token")]);
//! static API: twinspec_core::Api = twinspec_core::Api::new("petstore", "1.0.0", &PROTOCOL);
//! static LIST: twinspec_core::Operation = twinspec_core::Operation::new(&API, "listPets", &[Method::Get], "/pets")
//!     .security(&[Requirement::of(&["token"])]);
//! static SERVICE: Service =
//!     Service::new(&API, &[&Operation::new(&LIST).response("[]")]).sites(&[Site::new("default", "Petstore")]);
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let mock: Mock = Mock::builder(&SERVICE).start().await?;
//! println!("GET {}/v1/pets with any bearer token", mock.url());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod api;
mod builder;
mod handle;
mod http_mock;
mod issued_tokens;
mod overlap;
mod problem;
#[cfg(feature = "program")]
pub mod program;
mod refusals;
mod route;
mod security;
mod token_endpoint;

pub use twinspec_mock::*;

pub use builder::Builder;
pub use handle::Mock;
pub(crate) use http_mock::HttpMock;
