//! Operations whose bodies are bytes, XML or nothing.

use std::collections::BTreeMap;
use std::time::UNIX_EPOCH;

use crate::common::{Kind, answered_with, parameter};
use twinspec_alibaba::{Credentials, SignedRequest, Signer};
use twinspec_core::{
    Arguments, Binary, Decode, DecodeError, Decoder, Error, Headers, HttpRequest, HttpResponse, Input, LocalErrorKind,
    Location, Operation, RequestError, Response, ResponseFormat, Style, decode,
};

#[derive(Debug, Default, PartialEq)]
struct Nothing {
    request_id: Option<String>,
}

impl Decode for Nothing {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("RequestId", &mut self.request_id)]);
    }
}

#[derive(Debug, PartialEq, Default)]
struct Buckets {
    result: BucketList,
}

impl Decode for Buckets {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("ListAllMyBucketsResult", &mut self.result)]);
    }
}

#[derive(Debug, Default, PartialEq)]
struct BucketList {
    owner: BTreeMap<String, String>,
    buckets: Vec<Bucket>,
    is_truncated: Option<bool>,
}

impl Decode for BucketList {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [
            ("Owner", &mut self.owner),
            ("Bucket", &mut self.buckets),
            ("IsTruncated", &mut self.is_truncated),
        ]);
    }
}

#[derive(Debug, PartialEq, Default)]
struct Bucket {
    name: String,
    size: Option<i64>,
}

impl Decode for Bucket {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Name", &mut self.name), ("Size", &mut self.size)]);
    }
}

input!(Download, Binary, Binary);
input!(List, Xml, Buckets);
input!(Touch, Empty, Nothing);
input!(Text, Json, String);
input!(Items, Json, Vec<u32>);

fn read<I: Input>(status: u16, body: &[u8]) -> Result<Response<I::Output>, Error<I::ErrorKind>> {
    decode::<I>(HttpResponse::new(status, Headers::from_iter([("ETag", "\"1\"")]), body.to_vec()))
}

#[test]
fn bytes_arrive_as_they_are_whatever_they_look_like() {
    for body in [&b""[..], b"\xff\0\xfe", b"<html>", b"{", b" \n", &[7; 70_000]] {
        let response = read::<Download>(200, body).unwrap();
        assert_eq!(response[..], *body);
        assert_eq!(response.headers().get("etag"), Some("\"1\""));
        assert_eq!(response.into_body().into_vec(), body);
    }
}

#[test]
fn an_error_of_an_operation_that_answers_with_bytes_or_xml_is_read_as_any_error() {
    for body in [&br#"{"Code":"Busy"}"#[..], b"<Error><Code>Busy</Code></Error>"] {
        assert_eq!(read::<Download>(503, body).unwrap_err().kind(), Kind::Busy);
        assert_eq!(read::<List>(503, body).unwrap_err().kind(), Kind::Busy);
        assert_eq!(read::<Touch>(503, body).unwrap_err().kind(), Kind::Busy);
    }
    let page = read::<Download>(502, b"<html>").unwrap_err();
    assert_eq!(page.decode_error(), Some(&DecodeError::Html));
}

#[test]
fn an_answer_in_xml_is_read_by_its_elements_in_any_order() {
    let body = br#"<?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <ListAllMyBucketsResult xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
          <Bucket><Name>a &amp; b</Name><Size>12</Size><New><Deep>1</Deep></New></Bucket>
          <Owner><ID>1</ID><DisplayName>&#x4e2d;</DisplayName></Owner>
          <Bucket><Name><![CDATA[c<d]]></Name></Bucket>
          <IsTruncated>false</IsTruncated>
        </ListAllMyBucketsResult>
    "#;
    let list = read::<List>(200, body).unwrap().into_body().result;
    assert_eq!(list.owner["DisplayName"], "\u{4e2d}");
    assert_eq!(list.is_truncated, Some(false));
    let buckets: Vec<_> = list.buckets.iter().map(|bucket| (bucket.name.as_str(), bucket.size)).collect();
    assert_eq!(buckets, [("a & b", Some(12)), ("c<d", None)]);
    let empty = read::<List>(200, b"<ListAllMyBucketsResult/>").unwrap().into_body();
    assert_eq!(empty.result, BucketList::default());
}

#[test]
fn what_is_no_answer_in_xml_is_reported_as_what_it_is() {
    for (body, expected) in [
        (&b""[..], "Empty"),
        (b"  ", "Empty"),
        (b"<html>", "Html"),
        (b"{\"RequestId\":\"R\"}", "Malformed"),
        (b"oops", "Malformed"),
        (b"\xff", "NotUtf8"),
        (b"<ListAllMyBucketsResult><Bucket>", "Truncated"),
        (b"<ListAllMyBucketsResult", "Truncated"),
        (b"<ListAllMyBucketsResult><!-- ", "Truncated"),
        (b"<ListAllMyBucketsResult></Other>", "Malformed"),
        (b"</ListAllMyBucketsResult>", "Malformed"),
        (b"<Other/>", "Mismatch"),
        (b"<ListAllMyBucketsResult><Bucket><Name>my secret</Name><Size>my secret</Size></Bucket></ListAllMyBucketsResult>", "Mismatch"),
    ] {
        let error = read::<List>(200, body).unwrap_err();
        let text = String::from_utf8_lossy(body);
        assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode), "{text}");
        let found = format!("{:?}", error.decode_error().unwrap());
        assert!(found.starts_with(expected), "{text}: {found}");
        assert!(!format!("{error} {error:?}").contains("my secret"), "{error}");
    }
}

#[test]
fn the_request_id_of_an_answer_in_xml_comes_from_its_body_if_no_header_has_it() {
    let body = b"<ListAllMyBucketsResult><RequestId>R</RequestId></ListAllMyBucketsResult>";
    assert_eq!(read::<List>(200, body).unwrap().request_id(), "R");
}

#[test]
fn an_operation_without_a_body_takes_none_and_takes_json() {
    assert_eq!(*read::<Touch>(200, b"").unwrap(), Nothing::default());
    assert_eq!(*read::<Touch>(204, b" ").unwrap(), Nothing::default());
    assert_eq!(read::<Touch>(200, br#"{"RequestId":"R"}"#).unwrap().request_id.as_deref(), Some("R"));
    let error = read::<Touch>(200, b"oops").unwrap_err();
    assert!(matches!(error.decode_error(), Some(DecodeError::Malformed { .. })));
}

#[test]
fn a_status_that_promises_no_content_needs_none() {
    assert_eq!(read::<crate::common::Send>(204, b"").unwrap().request_id(), "");
    assert!(read::<Text>(204, b"").is_err());
}

#[test]
fn an_answer_may_be_a_text_or_a_list() {
    assert_eq!(*read::<Text>(200, br#""a""#).unwrap(), "a");
    assert_eq!(*read::<Items>(200, b"[1,2]").unwrap(), [1, 2]);
    assert!(matches!(read::<Items>(200, b"{}").unwrap_err().decode_error(), Some(DecodeError::Mismatch { .. })));
}

static UPLOAD: Operation = answered_with(ResponseFormat::Json).parameters(&[
    parameter("body", Location::Body, Style::Binary),
    parameter("name", Location::Query, Style::Flat),
    parameter("secret", Location::Header, Style::Simple).sensitive(),
]);

fn sign(set: impl FnOnce(&mut Arguments)) -> Result<HttpRequest, RequestError> {
    let mut arguments = Arguments::new(&UPLOAD);
    set(&mut arguments);
    let signer = Signer {
        origin: &"localhost".parse().unwrap(),
        credentials: &Credentials::new("testid", "testsecret"),
        time: UNIX_EPOCH,
        nonce: "n",
        user_agent: "test",
    };
    signer.sign(&arguments)
}

#[test]
fn bytes_are_sent_and_signed_as_they_are() {
    let request = sign(|arguments| arguments.set_bytes("body", vec![0xff, 0, b'\n'])).unwrap();
    assert_eq!(request.body(), [0xff, 0, b'\n']);
    assert_eq!(request.headers().get("content-type"), Some("application/octet-stream"));
    let hash = twinspec_alibaba::signature::acs3::hash(&[0xff, 0, b'\n']);
    assert_eq!(request.headers().get("x-acs-content-sha256"), Some(hash.as_str()));
    assert!(request.canonical_request().ends_with(&hash));
    let text = sign(|arguments| arguments.set("body", "text")).unwrap();
    assert_eq!((text.body(), text.headers().get("content-type")), (&b"text"[..], Some("application/octet-stream")));
    let shared = Binary::from(vec![1; 1 << 20]);
    let request = sign(|arguments| arguments.set_bytes("body", shared.clone())).unwrap();
    assert_eq!(request.body_bytes().as_ptr(), shared.into_bytes().as_ptr());
}

#[test]
fn bytes_have_no_place_outside_the_body_and_beside_another_body() {
    let outside = sign(|arguments| arguments.set_bytes("name", vec![1]));
    assert!(matches!(outside, Err(RequestError::BytesOutsideBody { parameter }) if parameter == "name"));
    let unknown = sign(|arguments| arguments.set_bytes("other", vec![1]));
    assert!(matches!(unknown, Err(RequestError::UnknownParameter { parameter }) if parameter == "other"));
    let twice = sign(|arguments| {
        arguments.set_bytes("body", vec![1]);
        arguments.set_bytes("body", vec![2]);
    });
    assert!(matches!(twice, Err(RequestError::TwoBodies)));
}

#[test]
fn the_text_of_a_sensitive_header_is_neither_shown_nor_left_in_an_error_that_repeats_it() {
    let request = sign(|arguments| arguments.set("secret", "my secret")).unwrap();
    assert_eq!(request.headers().get("secret"), Some("my secret"));
    assert!(!format!("{request:?}").contains("my secret"));
    let echo = HttpResponse::new(400, Headers::default(), b"my secret".to_vec());
    assert_eq!(request.redact(echo).body(), b"***");
}
