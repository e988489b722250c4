use proc_macro2::TokenStream;
use quote::quote;

use super::call::send;
use crate::emit::tokens::{file_docs, ident};
use crate::plan::{Call, OperationPlan, Plan};

/// The operation by which the refusals that all operations share are tested: the first that can be called as it is.
pub(super) fn operation<'a>(plan: &'a Plan<'a>) -> Option<(&'a OperationPlan<'a>, Call)> {
    let mut signed =
        plan.operations.iter().filter(|operation| !operation.operation.anonymous && operation.events.is_none());
    signed.find_map(|operation| Some((operation, operation.sample().filter(|call| !call.reads_json)?)))
}

/// `tests/operations/gateway.rs`.
pub(super) fn tokens(plan: &Plan<'_>, operation: &OperationPlan<'_>, sample: &Call) -> TokenStream {
    let docs = file_docs(
        "What every operation refuses: a wrong signature, an unknown access key, a wrong time, no signature at all.",
    );
    let send: TokenStream = send(operation, sample).parse().unwrap_or_default();
    let (library, module) = (ident(&plan.library), ident(&operation.module));
    let mock = ident(&format!("{}_mock", plan.library));
    let (id, action, version) = (&operation.operation.id, &operation.operation.action, &plan.api.version);
    let unsigned = format!("/?Action={action}&Version={version}");
    let path = format!("/{id}?Version={version}");
    quote! {
        #docs
        use std::time::{Duration, SystemTime};
        use #library::Client;
        use #library::#module::{Error, Kind, Response};
        use #mock::Mock;
        use crate::Outcome;

        async fn call(client: &Client) -> Result<Response, Error> {
            #send
        }

        #[tokio::test]
        async fn a_wrong_secret_is_refused() -> Outcome {
            let mock = Mock::builder().access_key("id", "secret").start().await?;
            let client = Client::builder().endpoint(mock.url()).access_key("id", "another-secret").build()?;
            let error = call(&client).await.expect_err("the signature is wrong");
            assert_eq!(error.kind(), Kind::Other);
            assert_eq!(error.code(), Some("SignatureDoesNotMatch"));
            Ok(())
        }

        #[tokio::test]
        async fn an_unknown_access_key_is_refused() -> Outcome {
            let mock = Mock::builder().access_key("id", "secret").start().await?;
            let client = Client::builder().endpoint(mock.url()).access_key("another-id", "secret").build()?;
            let error = call(&client).await.expect_err("the access key is unknown");
            assert_eq!(error.code(), Some("InvalidAccessKeyId.NotFound"));
            Ok(())
        }

        #[tokio::test]
        async fn a_request_from_an_hour_ago_is_refused() -> Outcome {
            let an_hour_later = SystemTime::now() + Duration::from_secs(60 * 60);
            let mock = Mock::builder().real_time(an_hour_later).start().await?;
            let error = call(&mock.client()).await.expect_err("the request is old");
            assert_eq!(error.code(), Some("InvalidTimeStamp.Expired"));
            Ok(())
        }

        #[tokio::test]
        async fn a_request_without_a_signature_is_refused() -> Outcome {
            let mock = Mock::start().await;
            for path in [#unsigned, #path] {
                let answer = reqwest::get(format!("{}{path}", mock.url())).await?;
                assert_eq!(answer.status(), 400);
                let text = answer.text().await?;
                assert!(text.contains("\"Code\":\"MissingAccessKeyId\""), "{text}");
            }
            Ok(())
        }
    }
}
