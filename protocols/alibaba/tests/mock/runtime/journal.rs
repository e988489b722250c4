use twinspec_alibaba::mock::Mock;

use crate::common::http::plain;
use crate::common::{Connection, RpcV1, V3, clusters, exchange, start};

#[tokio::test]
async fn calls_are_kept_with_what_became_of_them() {
    let mock = start().await;
    let good = exchange(mock.addr(), V3::send_parcel(&[("Weight", "5")]).bytes()).await;
    let bad = exchange(mock.addr(), V3::new("SendParcle", &[]).bytes()).await;
    let calls = mock.calls();
    assert_eq!(calls.len(), 2);
    assert_eq!(calls[0].operation.as_deref(), Some("SendParcel"));
    assert_eq!(calls[0].parameters["Weight"], "5");
    assert_eq!(calls[0].account.as_deref(), Some(twinspec_alibaba::mock::DEFAULT_ACCOUNT));
    assert_eq!((calls[0].status, &calls[0].code), (200, &None));
    assert_eq!(calls[0].request_id, good.text("RequestId"));
    assert_eq!(calls[1].operation.as_deref(), Some("SendParcle"));
    assert_eq!((calls[1].status, calls[1].code.as_deref()), (404, Some("InvalidAction.NotFound")));
    assert_eq!(calls[1].account, None);
    assert_eq!(calls[1].request_id, bad.text("RequestId"));
}

#[tokio::test]
async fn neither_sensitive_values_nor_secrets_are_in_the_journal() {
    let mock = start().await;
    let phone = "65-81234567";
    for action in ["SendParcel", "SendParcle"] {
        let call = RpcV1::new(action, &[("Address", "Lane 1"), ("Phone", phone), ("Phnoe", phone)]);
        exchange(mock.addr(), call.set("SecurityToken", phone).get()).await;
    }
    let journal = format!("{:?} {:?}", mock.calls(), mock);
    assert!(!journal.contains(phone), "{journal}");
    assert!(!journal.contains("testsecret"), "{journal}");
    let call = mock.calls().remove(0);
    assert_eq!(call.code.as_deref(), Some("InvalidSecurityToken.Malformed"));
    let parameters: Vec<_> = call.parameters.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(parameters, [("Address", "Lane 1"), ("Phnoe", "***"), ("Phone", "***")]);
}

#[tokio::test]
async fn who_signed_is_in_the_journal_and_the_signature_is_not() {
    let mock = start().await;
    let signed = V3::send_parcel(&[]).bytes();
    for algorithm in ["ACS3-HMAC-SHA256", "ACS4-HMAC-SHA256"] {
        exchange(mock.addr(), signed.replace("ACS3-HMAC-SHA256", algorithm)).await;
        let call = mock.calls().pop().expect("a call");
        let (_, shown) = call.headers.iter().find(|(name, _)| name == "authorization").expect("it was sent");
        assert!(shown.starts_with(&format!("{algorithm} Credential=testid,SignedHeaders=host;")), "{shown}");
        assert!(shown.ends_with(",Signature=***"), "{shown}");
    }
}

#[tokio::test]
async fn a_path_with_a_sensitive_variable_is_shown_as_it_is_described() {
    let mock: Mock = Mock::builder(&clusters::SERVICE).start().await.expect("it starts");
    for path in ["/files/hidden?acl", "/clusters/c1"] {
        exchange(mock.addr(), plain("GET", path, &[("x-acs-version", "2030-01-01")], "")).await;
    }
    let calls = mock.calls();
    assert_eq!((calls[0].path.as_str(), calls[0].parameters["Key"].as_str()), ("/files/{Key}", "***"));
    assert_eq!(calls[1].path, "/clusters/c1");
    assert!(!format!("{calls:?}").contains("hidden"), "{calls:?}");
}

#[tokio::test]
async fn the_journal_keeps_the_last_thousand_calls() {
    let mock = start().await;
    let mut connection = Connection::open(mock.addr()).await;
    for number in 0..1001 {
        let request = format!("GET /?Action=A{number} HTTP/1.1\r\nhost: h\r\n\r\n");
        assert_eq!(connection.send(request.as_bytes()).await.status, 404);
    }
    let calls = mock.calls();
    assert_eq!(calls.len(), 1000);
    assert_eq!(calls[0].operation.as_deref(), Some("A1"));
}
