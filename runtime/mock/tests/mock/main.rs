//! A mock as its users meet it: over HTTP, through its handle and through its control API. Its protocol is that of Alibaba
//! Cloud, whose own tests share the invented APIs and the client.

#[path = "../../../../protocols/alibaba/tests/common/mod.rs"]
// What the tests here do not use, those of the other crate do.
#[allow(dead_code)]
mod common;

mod conditions;
mod connections;
mod control;
mod disturbances;
mod events;
mod forcing;
mod handlers;
mod http1;
mod in_memory;
mod journal;
mod limits;
mod recording;
mod responses;
mod robustness;
mod several_apis;
mod snapshot;
mod starting;
mod state;
mod transport;
mod validation;
