//! A mock of an API of Alibaba Cloud, as its users meet it.

#[path = "../common/mod.rs"]
mod common;

mod authentication;
mod authorization;
mod described_sts;
mod identity;
mod recordings;
mod roa;
mod routing;
mod runtime;
mod signatures;
mod sts;
