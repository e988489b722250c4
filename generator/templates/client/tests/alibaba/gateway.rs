//! What every operation refuses: a wrong signature, an unknown access key, a wrong time, no signature at all.

use std::time::{Duration, SystemTime};
use {{ library }}::Client;
use {{ library }}::{{ module }}::{Error, Kind, Response};
use {{ mock_library }}::Mock;
use crate::Outcome;

async fn call(client: &Client) -> Result<Response, Error> {
    {{ send }}
}

#[tokio::test]
async fn a_wrong_secret_is_refused() -> Outcome {
    let mock = Mock::builder().access_key("id", "secret").start().await?;
    let client = Client::builder().endpoint(mock.url()).access_key("id", "another-secret").build()?;
    let error = call(&client).await.expect_err("the signature is wrong");
    assert_eq!(error.kind(), Kind::Unlisted);
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
    for path in [{{ unsigned }}, {{ path }}] {
        let answer = reqwest::get(format!("{}{path}", mock.url())).await?;
        assert_eq!(answer.status(), 400);
        let text = answer.text().await?;
        assert!(text.contains("\"Code\":\"MissingAccessKeyId\""), "{text}");
    }
    Ok(())
}
