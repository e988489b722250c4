//! What of a mock is Alibaba Cloud's, as its users meet it.

#[path = "../common/mod.rs"]
// What the tests here do not use, those of the other crate do.
#[allow(dead_code)]
mod common;

mod authentication;
mod authorization;
mod described_sts;
mod identity;
mod recordings;
mod roa;
mod routing;
mod signatures;
mod sts;
