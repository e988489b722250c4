//! A transport for tests of where calls go.

use twinspec_client::{Transport, TransportFuture};
use twinspec_core::{Headers, HttpRequest, HttpResponse};

/// Answers with nothing.
pub(crate) struct Silent;

impl Transport for Silent {
    fn send<'a>(&'a self, _: &'a HttpRequest) -> TransportFuture<'a> {
        Box::pin(async { Ok(HttpResponse::new(200, Headers::default(), Vec::new())) })
    }
}
