//! Calls over the default transport.
#![cfg(any(feature = "hyper", feature = "reqwest"))]

use std::error::Error as _;
use std::time::Duration;

use crate::common::{Kind, PHONE, Reaction, Server, builder, send};
use twinspec_client::{Client, RetryPolicy};
use twinspec_core::LocalErrorKind;

const JSON: &str = "application/json;charset=utf-8";

fn ok() -> Reaction {
    Reaction::answer("200 OK", JSON, r#"{"RequestId":"R"}"#)
}

#[tokio::test]
async fn an_answer_that_takes_too_much_memory_is_too_large() {
    let body = format!(r#"{{"RequestId":"R","New":[0{}]}}"#, ",0".repeat(400));
    let server = Server::start(Reaction::answer("200 OK", JSON, &body)).await;
    let call = |limit| builder().endpoint(server.url()).max_response_bytes(limit).build().unwrap().send(&send());
    assert!(call(10_000).await.is_ok());
    let error = call(1000).await.unwrap_err();
    assert_eq!((error.local_kind(), error.status()), (Some(LocalErrorKind::TooLarge), Some(200)));
    assert!(
        error.to_string().contains("takes more than 8000 bytes of memory, 8 times `max_response_bytes`"),
        "{error}"
    );
}

#[tokio::test]
async fn a_call_sends_what_was_signed_and_returns_the_response() {
    let server = Server::start(ok()).await;
    let client = builder().endpoint(server.url()).user_agent("suffix/1").build().unwrap();
    let response = client.send(&send()).await.unwrap();
    assert_eq!(response.request_id.as_deref(), Some("R"));
    assert_eq!(response.request_id(), "R");
    assert_eq!(response.status(), 200);

    let request = server.requests().pop().unwrap();
    assert!(request.starts_with("POST /?SecureMobilePhone=65-81234567 HTTP/1.1\r\n"), "{request}");
    let host = format!("\r\nhost: {}\r\n", client.origin().authority());
    for header in [
        host.as_str(),
        "\r\ncontent-length: 0\r\n",
        "\r\naccept: application/json\r\n",
        "\r\nx-acs-action: SendVerificationCodeForEnableRD\r\n",
        "\r\nx-acs-version: 2022-04-19\r\n",
        "\r\nuser-agent: AlibabaCloud (",
        " TeaDSL/2 suffix/1\r\n",
        "\r\nauthorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host;x-acs-action;",
    ] {
        assert_eq!(request.matches(header).count(), 1, "{header} in {request}");
    }
    assert!(!request.contains("content-type"), "{request}");
}

#[tokio::test]
async fn an_error_of_the_service_is_typed_and_sent_once() {
    let body = r#"{"Code":"EntityAlreadyExists.ResourceDirectory","Message":"m"}"#;
    let server = Server::start(Reaction::answer("409 Conflict", JSON, body)).await;
    let error = server.client().send(&send()).await.unwrap_err();
    assert_eq!(error.kind(), Kind::EntityAlreadyExistsResourceDirectory);
    assert_eq!((error.status(), error.request_id()), (Some(409), Some("R")));
    assert_eq!(error.remedy(), Some("Use the directory that exists."));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_error_that_repeats_the_request_shows_no_sensitive_argument() {
    let body = format!(r#"{{"Code":"SignatureDoesNotMatch","Message":"SecureMobilePhone={PHONE}"}}"#);
    let server = Server::start(Reaction::answer("400 Bad Request", JSON, &body)).await;
    let error = server.client().send(&send()).await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::Unlisted, "SecureMobilePhone=***"));
    let shown = format!("{error} {error:?} {}", error.service().unwrap().body());
    assert!(!shown.contains(PHONE), "{shown}");
}

#[tokio::test]
async fn an_html_page_is_a_decode_error() {
    let page = Reaction::answer("502 Bad Gateway", "text/html", "<html>nginx</html>");
    let server = Server::start(page).await;
    let error = server.client().send(&send()).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode));
    assert_eq!(error.status(), Some(502));
    assert!(error.to_string().contains("HTML page: <html>nginx</html>"), "{error}");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::start(Reaction::Answer(
        "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n".to_owned(),
    ))
    .await;
    let error = server.client().send(&send()).await.unwrap_err();
    assert_eq!((error.local_kind(), error.status()), (Some(LocalErrorKind::Decode), Some(302)));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_closed_connection_is_a_transport_error_with_its_cause_and_without_arguments() {
    let half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"RequestId\":";
    for (bytes, words) in
        [("", "failed before an answer came"), (half, "truncated: the connection failed after 13 bytes")]
    {
        let server = Server::start(Reaction::AnswerAndClose(bytes.to_owned())).await;
        let error = server.client().send(&send()).await.unwrap_err();
        assert_eq!(error.local_kind(), Some(LocalErrorKind::Transport));
        assert!(error.to_string().contains(words), "{error}");
        assert!(error.is_retryable());
        let mut shown = format!("{error} {error:?}");
        let mut cause = error.source();
        assert!(cause.is_some());
        while let Some(error) = cause {
            shown.push_str(&error.to_string());
            cause = error.source();
        }
        assert!(!shown.contains(PHONE), "{shown}");
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_server_that_nobody_runs_cannot_be_reached() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = builder().endpoint(&url).retry(RetryPolicy::none()).build().unwrap();
    let error = client.send(&send()).await.unwrap_err();
    assert_eq!((error.local_kind(), error.attempts()), (Some(LocalErrorKind::Connect), 1));
    assert!(error.to_string().contains(&format!("{url} could not be reached")), "{error}");
}

#[tokio::test]
async fn a_server_that_never_answers_is_a_timeout() {
    let server = Server::start(Reaction::Silence).await;
    let timeout = Duration::from_millis(50);
    let client = builder().endpoint(server.url()).read_timeout(timeout).build().unwrap();
    let error = client.send(&send()).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Timeout));
    assert!(error.to_string().contains("was silent for 50ms"), "{error}");
    assert!(error.is_retryable());
}

#[tokio::test]
async fn every_request_has_a_nonce_of_its_own() {
    let client = builder().endpoint("http://127.0.0.1").build().unwrap();
    let nonce = async || {
        let request = client.dry_run(&send()).await.unwrap();
        request.headers().get("x-acs-signature-nonce").unwrap().to_owned()
    };
    let (one, other) = (nonce().await, nonce().await);
    assert_ne!(one, other);
    assert!(one.len() == 32 && one.bytes().all(|byte| byte.is_ascii_hexdigit()), "{one}");
}

#[tokio::test]
async fn a_call_can_be_spawned_and_outlives_input_and_client() {
    fn call(client: Client) -> impl Future<Output = bool> + Send + 'static {
        let sent = client.send(&send());
        async move { sent.await.is_ok() }
    }
    let server = Server::start(ok()).await;
    assert!(tokio::spawn(call(server.client())).await.unwrap());
}

#[tokio::test]
async fn a_user_agent_with_a_line_break_is_an_error_of_the_request() {
    let client = builder().endpoint("http://127.0.0.1").user_agent("a\nb").build().unwrap();
    let error = client.send(&send()).await.unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Request));
    assert!(error.to_string().contains("`user-agent`"), "{error}");
}
