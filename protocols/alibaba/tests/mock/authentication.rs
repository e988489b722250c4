use std::time::{Duration, SystemTime};

use twinspec_alibaba::signature::acs3::QueryKeys;
use twinspec_core::time;

use crate::common::http::plain;
use crate::common::{Response, RpcV1, V3, builder, exchange, start};

fn refused(answer: &Response, status: u16, code: &str) {
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{}", answer.body);
}

/// The request with one character of its signature changed.
fn tampered(request: &str) -> String {
    let start = request.find("Signature=").expect("a signature") + "Signature=".len();
    let mut bytes = request.as_bytes().to_vec();
    bytes[start] = if bytes[start] == b'0' { b'1' } else { b'0' };
    String::from_utf8(bytes).expect("text")
}

#[tokio::test]
async fn a_single_changed_character_of_a_v3_signature_is_refused() {
    let mock = start().await;
    let call = V3::send_parcel(&[("Phone", "65-1")]);
    let answer = exchange(mock.addr(), tampered(&call.bytes())).await;
    refused(&answer, 400, "SignatureDoesNotMatch");
    let message = answer.message();
    let string_to_sign = message
        .strip_prefix("Specified signature does not match our calculation. server StringToSign is [")
        .expect("the wording of the service");
    assert!(string_to_sign.starts_with("ACS3-HMAC-SHA256\n"), "{message}");
    let canonical_request = "server CanonicalRequest is [POST\n/\nAddress=Lane%201&Phone=65-1\nhost:";
    assert!(message.contains(canonical_request), "{message}");
    // The request as it was signed is still good: a refused one uses no nonce.
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn a_single_changed_character_of_a_v1_signature_is_refused() {
    let mock = start().await;
    let call = RpcV1::new("SendParcel", &[("Address", "Lane 1")]);
    let answer = exchange(mock.addr(), tampered(&call.get())).await;
    refused(&answer, 400, "SignatureDoesNotMatch");
    let expected = twinspec_alibaba::signature::rpc_v1::string_to_sign("GET", &call.parameters);
    assert_eq!(
        answer.message(),
        format!(
            "Specified signature is not matched with our calculation. \
             server string to sign is:{expected}"
        )
    );
    assert_eq!(exchange(mock.addr(), call.get()).await.status, 200);
}

#[tokio::test]
async fn the_signature_covers_query_body_and_headers() {
    let mock = start().await;
    let signed = V3::send_parcel(&[("Phone", "65-1")]).form(&[("Note", "abc")]).bytes();
    for (was, becomes) in [
        ("Phone=65-1", "Phone=65-2"),
        ("Note=abc", "Note=abd"),
        ("POST /", "GET /"),
        ("host: parcels.example.com", "host: parcels.example.org"),
        ("x-acs-signature-nonce: ", "x-acs-signature-nonce: f"),
    ] {
        assert!(signed.contains(was), "{was}");
        let answer = exchange(mock.addr(), signed.replace(was, becomes)).await;
        refused(&answer, 400, "SignatureDoesNotMatch");
    }
    assert_eq!(exchange(mock.addr(), signed).await.status, 200);
}

#[tokio::test]
async fn a_changed_body_is_named_as_the_reason() {
    let mock = start().await;
    let signed = V3::send_parcel(&[]).form(&[("Note", "abc")]).bytes();
    let answer = exchange(mock.addr(), signed.replace("Note=abc", "Note=abd")).await;
    assert_eq!(answer.header("x-mock-hint"), Some("x-acs-content-sha256 is not the hash of the received body"));
}

#[tokio::test]
async fn a_query_may_be_signed_with_names_raw_or_encoded_and_sent_in_any_spelling() {
    let mock = start().await;
    for keys in [QueryKeys::Raw, QueryKeys::Encoded] {
        let mut call = V3::send_parcel(&[("Extra.#2#k1", "a b*")]);
        call.keys = keys;
        let sent = call.bytes().replace("a%20b%2A", "a+b*");
        assert_eq!(exchange(mock.addr(), sent).await.status, 200, "{keys:?}");
    }
}

#[tokio::test]
async fn an_unknown_access_key_is_not_found() {
    let mock = start().await;
    let call = V3::send_parcel(&[]).access_key("nobody", "testsecret");
    let answer = exchange(mock.addr(), call.bytes()).await;
    refused(&answer, 404, "InvalidAccessKeyId.NotFound");
    assert_eq!(answer.message(), "Specified access key is not found.");
    let call = RpcV1::new("SendParcel", &[]).set("AccessKeyId", "nobody");
    refused(&exchange(mock.addr(), call.post()).await, 404, "InvalidAccessKeyId.NotFound");
}

#[tokio::test]
async fn what_every_signed_call_needs_is_asked_for() {
    let mock = start().await;
    for (header, code) in [
        ("x-acs-date", "MissingTimestamp"),
        ("x-acs-signature-nonce", "MissingSignatureNonce"),
        ("x-acs-version", "MissingVersion"),
    ] {
        let call = V3::send_parcel(&[]).without(header);
        refused(&exchange(mock.addr(), call.bytes()).await, 400, code);
    }
    for (parameter, code) in [
        ("AccessKeyId", "MissingAccessKeyId"),
        ("SignatureMethod", "MissingSignatureMethod"),
        ("SignatureVersion", "MissingSignatureVersion"),
        ("SignatureNonce", "MissingSignatureNonce"),
        ("Timestamp", "MissingTimestamp"),
    ] {
        let call = RpcV1::new("SendParcel", &[]).without(parameter);
        refused(&exchange(mock.addr(), call.get()).await, 400, code);
    }
}

#[tokio::test]
async fn an_unsigned_call_is_told_what_is_missing() {
    let mock = start().await;
    let headers = [("x-acs-action", "SendParcel"), ("x-acs-version", "2030-01-01")];
    let answer = exchange(mock.addr(), plain("POST", "/", &headers, "")).await;
    refused(&answer, 400, "MissingAccessKeyId");
    let target = "/?Action=SendParcel&Version=2030-01-01&AccessKeyId=testid";
    let answer = exchange(mock.addr(), plain("GET", target, &[], "")).await;
    refused(&answer, 400, "MissingSignature");
}

#[tokio::test]
async fn headers_that_make_a_v3_signature_worth_something_have_to_be_signed() {
    let mock = start().await;
    for unsigned in ["host", "x-acs-date", "x-acs-signature-nonce", "x-acs-version", "x-acs-action"] {
        let call = V3::send_parcel(&[]);
        let value = call.headers.iter().find(|(name, _)| name == unsigned).expect("set").1.clone();
        let answer = exchange(mock.addr(), call.without(unsigned).bytes_with(&[(unsigned, &value)])).await;
        refused(&answer, 400, "IncompleteSignature");
        assert_eq!(answer.header("x-mock-hint"), Some(&*format!("{unsigned} is not signed")));
    }
}

#[tokio::test]
async fn other_signatures_are_refused_by_name() {
    let mock = start().await;
    let signed = V3::send_parcel(&[]).bytes();
    for other in ["ACS3-RSA-SHA256", "ACS3-HMAC-SM3", "ACS4-HMAC-SM3"] {
        let answer = exchange(mock.addr(), signed.replace("ACS3-HMAC-SHA256", other)).await;
        refused(&answer, 400, "InvalidSignatureMethod");
    }
    let call = RpcV1::new("SendParcel", &[]).set("SignatureMethod", "SHA256withRSA");
    refused(&exchange(mock.addr(), call.get()).await, 400, "InvalidSignatureMethod");
    let call = RpcV1::new("SendParcel", &[]).set("SignatureVersion", "2.0");
    refused(&exchange(mock.addr(), call.get()).await, 400, "InvalidSignatureVersion");
}

#[tokio::test]
async fn a_credential_of_signature_v4_without_a_scope_is_incomplete() {
    let mock = start().await;
    let signed = V3::send_parcel(&[]).bytes().replace("ACS3-HMAC-SHA256", "ACS4-HMAC-SHA256");
    refused(&exchange(mock.addr(), signed).await, 400, "IncompleteSignature");
}

#[tokio::test]
async fn a_mangled_authorization_is_incomplete() {
    let mock = start().await;
    let signed = V3::send_parcel(&[]).bytes();
    let answer = exchange(mock.addr(), signed.replace("Credential=", "Credentials=")).await;
    refused(&answer, 400, "IncompleteSignature");
}

#[tokio::test]
async fn a_timestamp_has_one_form() {
    let mock = start().await;
    let call = V3::send_parcel(&[]).header("x-acs-date", "2026-11-24 03:47:29");
    let answer = exchange(mock.addr(), call.bytes()).await;
    refused(&answer, 400, "InvalidTimeStamp.Format");
    let call = RpcV1::new("SendParcel", &[]).set("Timestamp", "yesterday");
    refused(&exchange(mock.addr(), call.get()).await, 400, "InvalidTimeStamp.Format");
}

#[tokio::test]
async fn a_timestamp_is_good_for_fifteen_minutes_either_way() {
    let now = time::parse("2030-01-01T12:00:00Z").expect("a time");
    let mock = builder().real_time(now).start().await.expect("it starts");
    let call = |date: SystemTime| V3::new("CountParcels", &[]).header("x-acs-date", &time::format(date));
    let quarter = Duration::from_secs(15 * 60);
    let second = Duration::from_secs(1);
    for date in [now, now - quarter, now + quarter] {
        assert_eq!(exchange(mock.addr(), call(date).bytes()).await.status, 200);
    }
    for date in [now - quarter - second, now + quarter + second] {
        let answer = exchange(mock.addr(), call(date).bytes()).await;
        refused(&answer, 400, "InvalidTimeStamp.Expired");
        assert_eq!(answer.message(), "Specified time stamp or date value is expired.");
    }
}

#[tokio::test]
async fn the_virtual_clock_does_not_expire_timestamps() {
    let mock = start().await;
    mock.advance(Duration::from_secs(86_400));
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
}

#[tokio::test]
async fn both_spellings_of_timestamp_are_read() {
    let mock = start().await;
    let call = RpcV1::new("SendParcel", &[("Address", "Lane 1")]).without("Timestamp");
    let call = call.set("TimeStamp", &time::format(SystemTime::now()));
    assert_eq!(exchange(mock.addr(), call.get()).await.status, 200);
}

#[tokio::test]
async fn a_request_is_good_once() {
    let mock = start().await;
    for request in [V3::send_parcel(&[]).bytes(), RpcV1::new("SendParcel", &[("Address", "Lane 1")]).get()] {
        assert_eq!(exchange(mock.addr(), &request).await.status, 200);
        let answer = exchange(mock.addr(), &request).await;
        refused(&answer, 400, "SignatureNonceUsed");
        assert_eq!(answer.message(), "Specified signature nonce was used already.");
    }
}

#[tokio::test]
async fn every_access_key_given_is_good_and_the_default_one_is_not() {
    let mock = builder()
        .access_key("a", "secret-a")
        .account_access_key("42", "b", "secret-b")
        .start()
        .await
        .expect("it starts");
    for (id, secret, status) in
        [("a", "secret-a", 200), ("b", "secret-b", 200), ("a", "secret-b", 400), ("testid", "testsecret", 404)]
    {
        let call = V3::send_parcel(&[]).access_key(id, secret);
        assert_eq!(exchange(mock.addr(), call.bytes()).await.status, status, "{id}");
    }
    let accounts: Vec<_> = mock.calls().into_iter().filter_map(|call| call.account).collect();
    assert_eq!(accounts, [twinspec_alibaba::mock::DEFAULT_ACCOUNT, "42"]);
}
