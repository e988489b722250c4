//! A mock as its users meet it over the wire, whatever its protocol: here it is that of plain HTTP. What the tests of a
//! protocol hold besides is in its own crate.

#[path = "../common/http.rs"]
#[allow(dead_code)]
mod http;
mod parcels;

mod connections;
mod http1;
mod in_memory;
