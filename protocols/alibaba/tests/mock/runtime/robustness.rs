use crate::common::http::plain;
use crate::common::{Connection, V3, exchange, start};

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_in_the_form_of_the_service() {
    let mock = start().await;
    let answer = exchange(mock.addr(), plain("POST", "/", &[("host", "h")], &"a".repeat(1024 * 1024 + 1))).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "RequestEntityTooLarge"));
    let mut call = V3::send_parcel(&[]);
    call.body = "a".repeat(1024 * 1024);
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn chunked_bodies_are_read() {
    let mock = start().await;
    let call = V3::new("SendParcel", &[]).form(&[("Address", "Lane 1")]);
    let length = call.body.len();
    let (first, second) = call.body.split_at(5);
    let chunked = call.bytes().replace(
        &format!("content-length: {length}\r\n\r\n{}", call.body),
        &format!("transfer-encoding: chunked\r\n\r\n5\r\n{first}\r\n{:x}\r\n{second}\r\n0\r\n\r\n", length - 5),
    );
    assert!(chunked.contains("chunked"));
    assert_eq!(exchange(mock.addr(), chunked).await.status, 200);
}

#[tokio::test]
async fn a_connection_takes_one_call_after_the_other() {
    let mock = start().await;
    let mut connection = Connection::open(mock.addr()).await;
    for _ in 0..3 {
        assert_eq!(connection.send(V3::send_parcel(&[]).bytes().as_bytes()).await.status, 200);
    }
    let oversized = plain("POST", "/", &[], &"a".repeat(1024 * 1024 + 1));
    assert_eq!(connection.send(oversized.as_bytes()).await.status, 413);
}

#[tokio::test]
async fn any_host_will_do_and_so_will_none() {
    let mock = start().await;
    let call = V3::send_parcel(&[]).header("host", "no.such.host.example");
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
    let answer = exchange(mock.addr(), "GET / HTTP/1.0\r\n\r\n").await;
    assert_eq!((answer.status, answer.text("HostId").as_str()), (404, ""));
    let answer = exchange(mock.addr(), "GET http://absolute.example/ HTTP/1.0\r\n\r\n").await;
    assert_eq!((answer.status, answer.text("HostId").as_str()), (404, "absolute.example"));
}

#[tokio::test]
async fn what_is_no_text_is_answered_in_the_form_of_the_service() {
    let mock = start().await;
    let mut requests: Vec<Vec<u8>> = vec![
        b"GET /?%ff=%&&=&a=%zz&Action=%00 HTTP/1.1\r\nHost: h\r\n\r\n".to_vec(),
        b"GET /%ff%00/../%2e%2e?Action=SendParcel HTTP/1.1\r\nHost: h\r\n\r\n".to_vec(),
        b"OPTIONS * HTTP/1.1\r\nHost: h\r\n\r\n".to_vec(),
        b"BREW / HTTP/1.1\r\nHost: h\r\nPrefer: \xff\r\nAccept: \xff\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nHost: h\r\nx-acs-action: \xff\r\nAuthorization: ACS3-HMAC-SHA256 \xff\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nHost: h\r\nx-acs-action: SendParcel\r\nx-acs-version: 2030-01-01\r\nAuthorization: ACS3-\r\n\r\n".to_vec(),
        b"POST / HTTP/1.1\r\nHost: h\r\nx-acs-action: SendParcel\r\nx-acs-version: 2030-01-01\r\nAuthorization: ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=;;=,Signature=\xff\r\n\r\n".to_vec(),
    ];
    let signed =
        V3::send_parcel(&[("Tag.99999999999999999999.Key", "a"), ("Tag..", "b"), ("Tag.1", "c"), ("Insured", "true")]);
    requests.push(signed.bytes().into_bytes());
    for request in requests {
        let text = String::from_utf8_lossy(&request).into_owned();
        let answer = exchange(mock.addr(), &request).await;
        assert!((400..500).contains(&answer.status), "{text}: {}", answer.status);
        assert!(!answer.code().is_empty(), "{text}: {}", answer.body);
        assert!(!answer.text("RequestId").is_empty(), "{text}: {}", answer.body);
    }
}

#[tokio::test]
async fn bytes_that_are_no_http_do_not_stop_the_server() {
    let mock = start().await;
    let mut connection = Connection::open(mock.addr()).await;
    assert_eq!(connection.send(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n").await.status, 400);
    assert!(connection.is_closed().await);
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
}

#[tokio::test]
async fn a_form_is_one_whatever_the_parameters_of_its_media_type_are() {
    let mock = start().await;
    for charset in [&b"UTF-8"[..], b"\xff", b""] {
        let call = V3::new("SendParcel", &[]).form(&[("Address", "Lane 1")]).without("content-type");
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        let text = call.bytes_with(&[("content-type", form)]);
        let (before, after) = text.split_once("UTF-8").expect("it is there");
        let answer = exchange(mock.addr(), [before.as_bytes(), charset, after.as_bytes()].concat()).await;
        assert_eq!(answer.status, 200, "{charset:?}: {}", answer.body);
    }
}

#[tokio::test]
async fn text_that_xml_cannot_hold_still_makes_a_document() {
    let mock = start().await;
    // The response says what was signed to whoever signed something else.
    let call =
        V3::send_parcel(&[]).header("x-acs-note", "<>").header("accept", "text/xml").access_key("testid", "wrong");
    let text = call.bytes();
    let (before, after) = text.split_once("<>").expect("it is there");
    let answer = exchange(mock.addr(), [before.as_bytes(), b"a<b>&\"\t\xff]]>", after.as_bytes()].concat()).await;
    assert!(answer.body.contains("x-acs-note:a&lt;b&gt;&amp;\"\t\u{fffd}]]&gt;"), "{}", answer.body);
}
