//! Clients, on a server of this machine or a transport of their own.
#![cfg(feature = "client")]

mod common;

mod blocking;
mod calls;
mod event_stream;
mod interceptors;
mod pagination;
mod poller;
mod retries;
mod settings;
mod spans;
mod time_limit;
