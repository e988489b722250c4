//! A mock as its users meet it: over HTTP, through its handle and through its control API.

#[path = "../common/mod.rs"]
mod common;

mod authentication;
mod authorization;
mod conditions;
mod connections;
mod control;
mod described_sts;
mod disturbances;
mod events;
mod forcing;
mod handlers;
mod http1;
mod identity;
mod in_memory;
mod journal;
mod limits;
mod recording;
mod recordings;
mod responses;
mod roa;
mod robustness;
mod routing;
mod several_apis;
mod signatures;
mod snapshot;
mod starting;
mod state;
mod sts;
mod transport;
mod validation;
