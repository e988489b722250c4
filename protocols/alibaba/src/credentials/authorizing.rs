//! A provider of credentials, as a client of any protocol asks it.

use std::sync::Arc;

use twinspec_client::credentials::CredentialsCall;
use twinspec_core::Authorize;

use super::CredentialsProvider;

/// A provider of [`Credentials`](crate::Credentials), as a client of any protocol asks it.
#[derive(Debug)]
pub(crate) struct Authorizing(pub(crate) Arc<dyn CredentialsProvider>);

impl twinspec_client::CredentialsProvider for Authorizing {
    fn credentials<'a>(&'a self, _: CredentialsCall<'a>) -> twinspec_client::credentials::CredentialsFuture<'a> {
        Box::pin(async {
            let credentials = self.0.credentials().await?;
            Ok(Arc::new(credentials) as Arc<dyn Authorize>)
        })
    }
}
