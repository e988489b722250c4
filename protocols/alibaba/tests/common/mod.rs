//! What the tests share: an invented API, a client that sends exactly the bytes it is told, and signers.

pub(crate) mod clusters;
pub(crate) mod folders;
#[path = "../../../../runtime/mock/tests/common/http.rs"]
pub(crate) mod http;
pub(crate) mod parcels;
pub(crate) mod signed;

pub(crate) use http::{Connection, Response, exchange};
pub(crate) use signed::{RpcV1, V3};

use twinspec_alibaba::mock::{Builder, Mock};

/// A mock of the invented API.
pub(crate) async fn start() -> Mock {
    builder().start().await.expect("the mock starts")
}

pub(crate) fn builder() -> Builder<Mock> {
    Mock::builder(&parcels::SERVICE)
}
