//! The mock of an HTTP API as OpenAPI describes it: an operation has a path and a method, security schemes say who may
//! call, and an error is a problem detail.
//!
//! [`Mock::builder`] starts one. It is [`twinspec_mock`] with a protocol of its own, and has all of what that has: this
//! module can be used in its place.
//!
//! ```
//! use twinspec_http::mock::{Behaviour, Mock, Operation, Service, Site};
//!
//! static API: twinspec_core::Api = twinspec_core::Api {
//!     product: "Petstore",
//!     version: "1.0.0",
//!     style: twinspec_core::ApiStyle::Roa,
//!     endpoints: &[],
//! };
//! static LIST: twinspec_core::Operation = twinspec_core::Operation {
//!     api: &API,
//!     action: "listPets",
//!     read_only: true,
//!     idempotency_token: None,
//!     methods: &[twinspec_core::Method::Get],
//!     path: "/pets",
//!     parameters: &[],
//!     response: twinspec_core::ResponseFormat::Json,
//!     errors: &[],
//! };
//! static SERVICE: Service = Service {
//!     api: &API,
//!     sites: &[Site { id: "default", name: "Petstore" }],
//!     resources: &[],
//!     given: &[],
//!     operations: &[&Operation {
//!         operation: &LIST,
//!         id: "listPets",
//!         anonymous: false,
//!         authorization: &[],
//!         schemas: &[],
//!         limits: &[],
//!         conditions: &[],
//!         status: 200,
//!         response: "[]",
//!         behaviour: Behaviour::NONE,
//!     }],
//! };
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let mock: Mock = Mock::builder(&SERVICE).base_path("/v1").start().await?;
//! println!("GET {}/v1/pets", mock.url());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod builder;
mod handle;
mod http_mock;
mod problem;
#[cfg(feature = "program")]
pub mod program;
mod refusals;
mod route;
mod security;

pub use twinspec_mock::*;

pub use builder::Builder;
pub use handle::Mock;
pub(crate) use http_mock::HttpMock;
pub use security::Scheme;
