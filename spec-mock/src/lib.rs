//! A mock of any API that is described, without generated code.
//!
//! The generator reads and lints the description; what it makes of it becomes the descriptors that a generated mock has
//! as constants. The engine is the same, so both answer the same.
//!
//! ```
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let service = twinspec_spec_mock::load("tests/specs/petstore".as_ref())?;
//! let mock: twinspec_http::mock::Mock = twinspec_http::mock::Mock::builder(service).start().await?;
//! println!("point a client at {}", mock.url());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(doctest)]
#[doc = include_str!("../../docs/testing-with-the-mock.md")]
struct TestingWithTheMock;

mod description;
mod family;
mod load;
mod program;
mod watch;

pub use load::{LoadError, load, load_with};
pub use twinspec_generator::generate::State;

pub use program::{Arguments, RunError, run};
