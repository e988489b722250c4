//! The mock of an HTTP API, as its users meet it.

mod petstore;

#[path = "../../../alibaba/tests/common/http.rs"]
#[allow(dead_code)]
mod http;

mod errors;
mod routing;
mod security;
