//! What becomes of an answer.

mod common;

use acs_core::{ClientErrorKind, Error, Headers, HttpResponse, Response, decode};
use common::{Kind, Send, SendBody};

fn answer(status: u16, content_type: &str, body: &[u8]) -> Result<Response<SendBody>, Error<Kind>> {
    let headers = Headers::from_iter([("Content-Type", content_type)]);
    decode::<Send>(HttpResponse::new(status, headers, body.to_vec()))
}

const JSON: &str = "application/json;charset=utf-8";

#[test]
fn a_response_derefs_to_its_body_and_tolerates_unknown_fields() {
    let headers = [("Content-Type", JSON), ("X-Acs-Request-Id", "from-header")];
    let body = br#"{"RequestId":"from-body","Count":3,"New":{"a":[1]}}"#.to_vec();
    let response = decode::<Send>(HttpResponse::new(200, Headers::from_iter(headers), body)).unwrap();
    assert_eq!(response.count, Some(3));
    assert_eq!(response.status(), 200);
    assert_eq!(response.request_id(), "from-header");
    assert_eq!(response.headers().get("content-type"), Some(JSON));
    assert_eq!(response.into_body().request_id.as_deref(), Some("from-body"));
}

#[test]
fn the_request_id_comes_from_the_body_if_no_header_has_it() {
    assert_eq!(answer(200, JSON, br#"{"RequestId":"1"}"#).unwrap().request_id(), "1");
    assert_eq!(answer(200, JSON, br#"{"requestId":"2"}"#).unwrap().request_id(), "2");
    assert_eq!(answer(200, JSON, b"{}").unwrap().request_id(), "");
}

#[test]
fn an_error_of_the_table_has_its_kind_and_shows_code_status_message_request_id_and_remedy() {
    let body = br#"{"RequestId":"R","HostId":"h","Code":"EntityAlreadyExists.ResourceDirectory",
        "Message":"Already enabled.","Recommend":"https://example.com"}"#;
    let error = answer(409, JSON, body).unwrap_err();
    assert_eq!(error.kind(), Kind::EntityAlreadyExistsResourceDirectory);
    assert_eq!(error.code(), Some("EntityAlreadyExists.ResourceDirectory"));
    assert_eq!((error.status(), error.request_id()), (Some(409), Some("R")));
    assert_eq!(error.message(), "Already enabled.");
    assert_eq!(error.remedy(), Some("Use the directory that exists."));
    assert!(!error.is_retryable());
    let service = error.service().unwrap();
    assert_eq!(service.host_id(), Some("h"));
    assert_eq!(service.recommend(), Some("https://example.com"));
    assert_eq!(service.body().as_bytes(), body);
    assert_eq!(
        error.to_string(),
        "SendVerificationCodeForEnableRD: EntityAlreadyExists.ResourceDirectory (status 409): \
         Already enabled. (request R); remedy: Use the directory that exists."
    );
}

#[test]
fn field_names_of_errors_may_start_with_a_lower_case_letter() {
    let body = br#"{"requestId":"R","code":"Busy","message":"m","accessDeniedDetail":{"authAction":"b"}}"#;
    let error = answer(503, JSON, body).unwrap_err();
    assert_eq!(error.kind(), Kind::Busy);
    assert_eq!((error.message(), error.request_id()), ("m", Some("R")));
    assert_eq!(error.service().unwrap().access_denied_detail().unwrap().auth_action(), Some("b"));
    assert!(error.is_retryable());
}

#[test]
fn an_unknown_code_is_kept_whole() {
    let body = br#"{"Code":"Throttling.User","Message":"m"}"#;
    let error = answer(400, JSON, body).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Other, Some("Throttling.User")));
    assert!(error.is_retryable());
    let numeric = answer(400, JSON, br#"{"code":403}"#).unwrap_err();
    assert_eq!((numeric.kind(), numeric.code()), (Kind::Other, Some("403")));
    assert!(!numeric.is_retryable());
    assert!(numeric.to_string().ends_with(": 403 (status 400)"), "{numeric}");
}

#[test]
fn an_error_in_xml_is_read() {
    let body = b"<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R</RequestId>\
        <HostId>h</HostId><Code>Busy</Code><Message>a &lt; b &#38; c</Message>\
        <Recommend><![CDATA[https://example.com?a=b&c=d]]></Recommend>\
        <AccessDeniedDetail><AuthAction>x</AuthAction></AccessDeniedDetail></Error>";
    let error = answer(503, "text/xml;charset=utf-8", body).unwrap_err();
    assert_eq!((error.kind(), error.message()), (Kind::Busy, "a < b & c"));
    assert_eq!(error.request_id(), Some("R"));
    let service = error.service().unwrap();
    assert_eq!(service.recommend(), Some("https://example.com?a=b&c=d"));
    assert_eq!(service.access_denied_detail().unwrap().auth_action(), Some("x"));
}

#[test]
fn what_is_neither_response_nor_error_is_reported_as_what_it_is() {
    let html = b"<!DOCTYPE html>\n<html><title>502 Bad Gateway</title></html>";
    for (status, content_type, body, what) in [
        (200, "text/html", &html[..], "(status 200, text/html, 59 bytes) is an HTML page: <!DOCTYPE"),
        (502, "text/html", &html[..], "(status 502, text/html, 59 bytes) is an HTML page: <!DOCTYPE"),
        (200, JSON, b"", "0 bytes) is empty"),
        (500, JSON, b" ", "is empty"),
        (200, JSON, br#"{"RequestId":"#, "ends early, as JSON"),
        (200, JSON, br#"{"RequestId":"a"} x"#, "is not JSON"),
        (200, JSON, b"{\"RequestId\":\"\xff\"}", "is not UTF-8"),
        (500, JSON, b"\xff oops", "is not UTF-8: \u{fffd} oops"),
        (200, "text/xml", b"<a/>", "is XML, not JSON"),
        (200, "text/plain", b"hello\r\n  world", "is not JSON: expected value at line 1 column 1: hello world"),
        (403, JSON, b"{}", "holds no error code that could be read: {}"),
        (403, JSON, br#"{"Code":"A""#, "ends early, as JSON"),
        (403, "text/xml", b"<Error><Code>A</Code>", "ends early, as XML"),
        (302, "", b"moved", "is no error of the service: moved"),
    ] {
        let error = answer(status, content_type, body).unwrap_err();
        assert_eq!(error.kind(), Kind::Client(ClientErrorKind::Decode));
        assert_eq!((error.status(), error.code()), (Some(status), None));
        assert!(error.to_string().contains(what), "{error}");
    }
}

#[test]
fn a_response_that_does_not_fit_says_what_was_expected_and_shows_no_value() {
    let body = br#"{"Count":"my secret","RequestId":"R"}"#;
    let error = answer(200, JSON, body).unwrap_err();
    assert!(error.to_string().contains("does not fit the operation: expected u32"), "{error}");
    assert!(error.to_string().ends_with("(request R)"), "{error}");
    let half = answer(200, JSON, br#"{"RequestId":"my secret"#).unwrap_err();
    for shown in [format!("{error} {error:?}"), format!("{half} {half:?}")] {
        assert!(!shown.contains("my secret"), "{shown}");
    }
}

#[test]
fn an_excerpt_is_short() {
    let error = answer(502, "text/plain", "\u{4e2d} ".repeat(10_000).as_bytes()).unwrap_err();
    assert!(error.to_string().contains("\u{4e2d} \u{4e2d}"));
    assert!(error.to_string().len() < 600, "{error}");
    let error = answer(502, &"x".repeat(10_000), b"").unwrap_err();
    assert!(error.to_string().len() < 300, "{error}");
}

#[test]
fn answers_of_a_proxy_can_be_repeated_by_their_status() {
    assert!(answer(503, "text/html", b"<html>").unwrap_err().is_retryable());
    assert!(!answer(403, "text/html", b"<html>").unwrap_err().is_retryable());
}
