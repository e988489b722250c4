//! The mock of an HTTP API, as its users meet it.

mod petstore;

#[path = "../../../../runtime/mock/tests/common/http.rs"]
#[allow(dead_code)]
mod http;

mod errors;
mod routing;
mod security;
mod token_endpoint;
