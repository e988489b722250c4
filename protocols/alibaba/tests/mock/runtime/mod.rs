//! What the runtime of every mock does, as clients of Alibaba Cloud meet it: over HTTP, through its handle and through its
//! control API.

mod conditions;
mod control;
mod disturbances;
mod events;
mod forcing;
mod handlers;
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
