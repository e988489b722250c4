//! What becomes of an answer.

use crate::common::{Kind, Send, SendBody};
use twinspec_alibaba::ErrorDetails;
use twinspec_core::{DecodeError, Error, Headers, HttpResponse, LocalErrorKind, Response, decode};

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
    assert_eq!(ErrorDetails::of(service).host_id(), Some("h"));
    assert_eq!(ErrorDetails::of(service).recommend(), Some("https://example.com"));
    assert_eq!(service.body().as_bytes(), body);
    assert_eq!(
        error.to_string(),
        "SendVerificationCodeForEnableRD: EntityAlreadyExists.ResourceDirectory (status 409): \
         Already enabled. (request R); remedy: Use the directory that exists."
    );
}

#[test]
fn a_service_error_keeps_all_that_the_service_said_in_json_and_in_xml() {
    const RECOMMEND: &str = "https://api.aliyun.com/troubleshoot?q=NoPermission&requestId=R";
    let detail = [
        ("AuthAction", "resourcemanager:CreateFolder"),
        ("AuthPrincipalType", "SubUser"),
        ("AuthPrincipalOwnerId", "1"),
        ("AuthPrincipalDisplayName", "2"),
        ("NoPermissionType", "ImplicitDeny"),
        ("PolicyType", "AccountLevelIdentityBasedPolicy"),
        ("EncodedDiagnosticMessage", "AQ=="),
        ("New", "n"),
    ];
    let detail_in_json = detail.map(|(name, value)| format!(r#""{name}":"{value}""#)).join(",");
    let detail_in_xml = detail.map(|(name, value)| format!("<{name}>{value}</{name}>")).concat();
    let json = format!(
        r#"{{"RequestId":"R","HostId":"h.aliyuncs.com","Code":"NoPermission","Message":"m \u4e2d","Recommend":"{RECOMMEND}","AccessDeniedDetail":{{{detail_in_json}}},"New":1}}"#
    );
    let xml = format!(
        "<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>R</RequestId><HostId>h.aliyuncs.com</HostId>\
         <Code>NoPermission</Code><Message>m &#x4e2d;</Message><Recommend><![CDATA[{RECOMMEND}]]></Recommend>\
         <AccessDeniedDetail>{detail_in_xml}</AccessDeniedDetail></Error>"
    );
    for (content_type, body) in [(JSON, json), ("text/xml;charset=utf-8", xml)] {
        let error = answer(403, content_type, body.as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.code(), error.status()), (Kind::Unlisted, Some("NoPermission"), Some(403)));
        assert_eq!((error.message(), error.request_id()), ("m \u{4e2d}", Some("R")));
        assert!(error.decode_error().is_none() && std::error::Error::source(&error).is_none());
        let service = error.service().unwrap();
        assert_eq!((service.status(), service.code(), service.message()), (403, "NoPermission", "m \u{4e2d}"));
        assert_eq!((service.request_id(), ErrorDetails::of(service).host_id()), (Some("R"), Some("h.aliyuncs.com")));
        assert_eq!(ErrorDetails::of(service).recommend(), Some(RECOMMEND));
        assert_eq!(service.headers().get("Content-type"), Some(content_type));
        assert_eq!(service.body(), body);
        let details = ErrorDetails::of(service);
        let denied = details.access_denied_detail().unwrap();
        let read = [
            denied.auth_action(),
            denied.auth_principal_type(),
            denied.auth_principal_owner_id(),
            denied.auth_principal_display_name(),
            denied.no_permission_type(),
            denied.policy_type(),
            denied.encoded_diagnostic_message(),
            denied.raw().get("New").and_then(|value| value.as_str()),
        ];
        assert_eq!(read, detail.map(|(_, value)| Some(value)));
        assert!(!format!("{error:?}").contains("encoding"), "{error:?}");
    }
}

#[test]
fn what_an_error_of_the_service_lacks_is_absent_and_not_invented() {
    let error = answer(400, JSON, br#"{"Code":"OnlyCode","AccessDeniedDetail":"x","HostId":null}"#).unwrap_err();
    let service = error.service().unwrap();
    assert_eq!((service.message(), service.request_id(), ErrorDetails::of(service).host_id()), ("", None, None));
    assert_eq!((ErrorDetails::of(service).recommend(), ErrorDetails::of(service).access_denied_detail()), (None, None));
    let headers = Headers::from_iter([("x-acs-request-id", "H")]);
    let error = decode::<Send>(HttpResponse::new(400, headers, br#"{"Code":"A","RequestId":"R"}"#.to_vec()));
    assert_eq!(error.unwrap_err().request_id(), Some("H"));
}

#[test]
fn field_names_of_errors_may_start_with_a_lower_case_letter() {
    let body = br#"{"requestId":"R","code":"Busy","message":"m","accessDeniedDetail":{"authAction":"b"}}"#;
    let error = answer(503, JSON, body).unwrap_err();
    assert_eq!(error.kind(), Kind::Busy);
    assert_eq!((error.message(), error.request_id()), ("m", Some("R")));
    assert_eq!(ErrorDetails::of(error.service().unwrap()).access_denied_detail().unwrap().auth_action(), Some("b"));
    assert!(error.is_retryable());
}

#[test]
fn an_unknown_code_is_kept_whole() {
    let body = br#"{"Code":"Throttling.User","Message":"m"}"#;
    let error = answer(400, JSON, body).unwrap_err();
    assert_eq!((error.kind(), error.code()), (Kind::Unlisted, Some("Throttling.User")));
    assert!(error.is_retryable());
    let numeric = answer(400, JSON, br#"{"code":403}"#).unwrap_err();
    assert_eq!((numeric.kind(), numeric.code()), (Kind::Unlisted, Some("403")));
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
    assert_eq!(ErrorDetails::of(service).recommend(), Some("https://example.com?a=b&c=d"));
    assert_eq!(ErrorDetails::of(service).access_denied_detail().unwrap().auth_action(), Some("x"));
}

/// What an answer was found to be: the variant of the source, and for some the format.
fn found(error: &DecodeError) -> String {
    match error {
        DecodeError::Truncated { format, .. } => format!("truncated {format}"),
        DecodeError::Malformed { format, .. } => format!("no {format}"),
        other => format!("{other:?}").split(['(', ' ']).next().unwrap_or_default().to_lowercase(),
    }
}

#[test]
fn what_is_neither_response_nor_error_is_reported_as_what_it_is() {
    const HTML: &[u8] = b"<!DOCTYPE html>\n<html><title>502 Bad Gateway</title></html>";
    const XHTML: &[u8] = b"<?xml version='1.0'?><!-- x --><!doctype HTML PUBLIC '-//W3C'><html/>";
    const XML: &str = "text/xml";
    for (status, content_type, body, expected, message) in [
        (200, "text/html", HTML, "html", "(status 200, text/html, 59 bytes) is an HTML page: <!DOCTYPE"),
        (502, "text/html", HTML, "html", "(status 502, text/html, 59 bytes) is an HTML page: <!DOCTYPE"),
        (200, JSON, HTML, "html", "is an HTML page"),
        (200, JSON, b"\n <HTML>", "html", "is an HTML page: <HTML>"),
        (403, JSON, XHTML, "html", "is an HTML page: <?xml"),
        (200, JSON, XHTML, "html", "is an HTML page: <?xml"),
        (200, JSON, b"", "empty", "0 bytes) is empty"),
        (200, JSON, b" \r\n", "empty", "3 bytes) is empty"),
        (500, JSON, b" ", "empty", "is empty"),
        (404, JSON, b"", "empty", "is empty"),
        (200, JSON, br#"{"RequestId":"#, "truncated JSON", "ends early, as JSON"),
        (200, JSON, b"{", "truncated JSON", "ends early, as JSON"),
        (200, JSON, br#"["#, "truncated JSON", "ends early, as JSON"),
        (200, JSON, b"{\"RequestId\":\"\xe4\xb8", "truncated UTF-8", "ends early, as UTF-8"),
        (403, JSON, br#"{"Code":"A""#, "truncated JSON", "ends early, as JSON"),
        (403, XML, b"<Error><Code>A</Code>", "truncated XML", "ends early, as XML"),
        (403, XML, b"<Error><Code>A</Co", "truncated XML", "ends early, as XML"),
        (200, JSON, br#"{"RequestId":"a"} x"#, "no JSON", "is not JSON"),
        (
            200,
            "text/plain",
            b"hello\r\n  world",
            "no JSON",
            "is not JSON: expected value at line 1 column 1: hello world",
        ),
        (403, XML, b"<Error><Code>A</Error>", "no XML", "is not XML"),
        (403, JSON, br#"{"Code":}"#, "no JSON", "is not JSON"),
        (200, JSON, b"{\"RequestId\":\"\xff\"}", "notutf8", "is not UTF-8"),
        (500, JSON, b"\xff oops", "notutf8", "is not UTF-8: \u{fffd} oops"),
        (200, JSON, b"\x1f\x8b\x08 compressed", "notutf8", "is not UTF-8"),
        (200, XML, b"<a/>", "unexpectedxml", "is XML, not JSON"),
        (200, JSON, b"<R><RequestId>R</RequestId></R>", "unexpectedxml", "is XML, not JSON"),
        (200, JSON, b"[]", "mismatch", "does not fit the operation: expected an object"),
        (200, JSON, b"null", "mismatch", "does not fit the operation: expected an object"),
        (200, JSON, br#""text""#, "mismatch", "does not fit the operation"),
        (200, JSON, br#"{"Count":"x"}"#, "mismatch", "expected an integer of 32 bits, 0 or more at `Count`"),
        (200, JSON, br#"{"Count":-1}"#, "mismatch", "expected an integer of 32 bits, 0 or more at `Count`"),
        (403, JSON, b"{}", "noerrorcode", "2 bytes) contains no error code"),
        (403, JSON, b"[]", "noerrorcode", "2 bytes) contains no error code"),
        (403, JSON, br#"{"Code":""}"#, "noerrorcode", "contains no error code"),
        (403, JSON, br#"{"Code":{"a":1}}"#, "noerrorcode", "contains no error code"),
        (403, XML, b"<Error/>", "noerrorcode", "contains no error code"),
        (403, XML, b"<Error><Message>m</Message></Error>", "noerrorcode", "contains no error code"),
        (302, "", b"moved", "notanerror", "is not an error of the service: moved"),
        (100, "", b"1", "notanerror", "is not an error of the service: 1"),
    ] {
        let error = answer(status, content_type, body).unwrap_err();
        let text = String::from_utf8_lossy(body);
        assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode), "{text}");
        assert_eq!((error.status(), error.code()), (Some(status), None), "{text}");
        assert!(error.service().is_none(), "{text}");
        assert!(error.to_string().contains(message), "{text}: {error}");
        assert_eq!(found(error.decode_error().unwrap()), expected, "{text}");
        let source = std::error::Error::source(&error).and_then(|source| source.downcast_ref::<DecodeError>());
        assert_eq!(source, error.decode_error(), "{text}");
    }
}

#[test]
fn where_the_text_stops_being_utf_8_is_the_source_of_the_source() {
    let error = answer(200, JSON, b"{\"a\":\"\xff\"}").unwrap_err();
    let source = std::error::Error::source(&error).unwrap().source().unwrap();
    assert_eq!(source.downcast_ref::<std::str::Utf8Error>().unwrap().valid_up_to(), 6);
}

#[test]
fn an_answer_that_could_not_be_read_keeps_status_and_request_id() {
    for (body, header, expected) in [
        (&br#"{"RequestId":"R","Count":"x"}"#[..], None, Some("R")),
        (br#"{"requestId":"r","Count":"x"}"#, None, Some("r")),
        (br#"{"RequestId":"R","Count":"x"}"#, Some("H"), Some("H")),
        (b"<R><RequestId>R</RequestId></R>", None, Some("R")),
        (b"", Some("H"), Some("H")),
        (b"", Some(""), None),
        (br#"{"RequestId":["R"]}"#, None, None),
        (br#"{"RequestId":5,"Count":"x"}"#, None, Some("5")),
        (br#"{"RequestId":null,"Count":"x"}"#, None, None),
        // The first item of a list is not a request id.
        (br#"["R","Count"]"#, None, None),
        (br#" [["R"]]"#, None, None),
        (br#""R""#, None, None),
    ] {
        let headers = Headers::from_iter(header.map(|value| ("x-acs-request-id", value)));
        let error = decode::<Send>(HttpResponse::new(200, headers, body.to_vec())).unwrap_err();
        assert_eq!((error.status(), error.request_id()), (Some(200), expected), "{}", String::from_utf8_lossy(body));
    }
}

#[test]
fn a_response_that_does_not_fit_says_what_was_expected_and_shows_no_value() {
    let body = br#"{"Count":"my secret","RequestId":"R"}"#;
    let error = answer(200, JSON, body).unwrap_err();
    assert!(error.to_string().contains("expected an integer of 32 bits, 0 or more at `Count`"), "{error}");
    assert!(error.to_string().ends_with("(request R)"), "{error}");
    let nested = answer(200, JSON, br#"{"RequestId":["my secret"]}"#).unwrap_err();
    assert!(nested.to_string().contains("expected a string at `RequestId`"), "{nested}");
    let half = answer(200, JSON, br#"{"RequestId":"my secret"#).unwrap_err();
    for shown in [format!("{error} {error:?}"), format!("{nested} {nested:?}"), format!("{half} {half:?}")] {
        assert!(!shown.contains("my secret"), "{shown}");
    }
}

#[test]
fn an_error_without_a_code_does_not_quote_its_body() {
    for body in [
        &br#"{"Message":"my secret"}"#[..],
        br#"{"Code":{"a":"my secret"}}"#,
        br#"["my secret"]"#,
        br#""my secret""#,
        br#" {"Message":"my secret"#,
        br#"{"Message":"my secret" "x"}"#,
        b"<Error><Message>my secret</Message></Error>",
        b"<Error><Message>my secret</Error>",
    ] {
        for status in [400, 503] {
            let error = answer(status, JSON, body).unwrap_err();
            assert_eq!(error.code(), None, "{error}");
            assert!(!format!("{error} {error:?}").contains("my secret"), "{error:?}");
        }
    }
}

#[test]
fn what_a_service_says_is_printed_on_one_line_and_cut_and_kept_as_it_came() {
    let message = format!("No\r\n\u{1b}[31msuch \u{202e}folder\u{2066}\u{0}. {}", "m".repeat(2000));
    let fields = serde_json::json!({
        "Code": format!("A\nB\u{202e}{}", "c".repeat(2000)),
        "Message": message,
        "RequestId": format!("R\u{7}\u{2028}{}", "r".repeat(2000)),
        "Recommend": "https://example.com/\n?a",
    });
    let error = answer(400, JSON, fields.to_string().as_bytes()).unwrap_err();
    let shown = error.to_string();
    assert!(shown.starts_with("SendVerificationCodeForEnableRD: A Bcccc"), "{shown}");
    assert!(shown.contains("c... (status 400): No [31msuch folder . mmm"), "{shown}");
    assert!(shown.contains("m... (request R rrr") && shown.ends_with("r...)"), "{shown}");
    assert!(!shown.contains(|c: char| c.is_control() || "\u{202e}\u{2066}\u{2028}".contains(c)), "{shown:?}");
    assert!(shown.chars().count() < 1000, "{shown}");
    let service = error.service().unwrap();
    assert_eq!((error.message(), error.code().map(str::len)), (message.as_str(), Some(2006)));
    assert_eq!(error.request_id(), fields["RequestId"].as_str());
    assert_eq!(ErrorDetails::of(service).recommend(), Some("https://example.com/\n?a"));
    // The answer of a proxy too.
    let error = answer(502, "text/\u{202e}plain", "one\u{1b}]0;x\u{7}\u{202e}two".as_bytes()).unwrap_err();
    assert!(
        error.to_string().contains("text/plain, 15 bytes) is not an error of the service: one ]0;x two"),
        "{error}"
    );
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
