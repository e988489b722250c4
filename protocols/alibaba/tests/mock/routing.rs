use crate::common::http::plain;
use crate::common::{RpcV1, V3, exchange, start};

#[tokio::test]
async fn a_v3_call_is_routed_by_its_header() {
    let mock = start().await;
    let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

#[tokio::test]
async fn get_is_answered_like_post() {
    let mock = start().await;
    let mut call = V3::send_parcel(&[]);
    call.method = "GET";
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn a_v1_call_is_routed_by_its_parameter_even_if_a_header_says_otherwise() {
    let mock = start().await;
    let call = RpcV1::new("SendParcel", &[("Address", "Lane 1")]);
    let with_header = call.get().replace("\r\nhost", "\r\nx-acs-action: Nonsense\r\nhost");
    assert_eq!(exchange(mock.addr(), with_header).await.status, 200);
    let call = RpcV1::new("SendParcel", &[("Address", "Lane 1")]);
    assert_eq!(exchange(mock.addr(), call.post()).await.status, 200);
}

#[tokio::test]
async fn the_path_names_the_operation_too() {
    let mock = start().await;
    let mut call = V3::send_parcel(&[]);
    call.path = "/SendParcel".to_owned();
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
    let mut call = V3::send_parcel(&[]).without("x-acs-action");
    call.path = "/SendParcel".to_owned();
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
}

#[tokio::test]
async fn an_unknown_operation_is_not_found_and_the_nearest_one_is_named() {
    let mock = start().await;
    let answer = exchange(mock.addr(), V3::new("SendPracel", &[]).bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (404, "InvalidAction.NotFound"));
    assert_eq!(
        answer.message(),
        "Specified api is not found, please check your url and method. Did you mean SendParcel?"
    );
    assert_eq!(answer.header("x-mock-hint"), Some("no operation has this name"));
    let answer = exchange(mock.addr(), V3::new("Zzz", &[]).bytes()).await;
    assert_eq!(answer.message(), "Specified api is not found, please check your url and method.");
    assert_eq!(answer.header("x-mock-hint"), Some("no operation has this name"));
}

#[tokio::test]
async fn a_request_that_names_no_operation_is_refused() {
    let mock = start().await;
    let answer = exchange(mock.addr(), plain("GET", "/", &[("host", "h")], "")).await;
    assert_eq!((answer.status, answer.code().as_str()), (404, "InvalidAction.NotFound"));
    assert!(
        answer.header("x-mock-hint").is_some_and(|hint| hint.starts_with("the request does not name an operation: "))
    );
    let answer = exchange(mock.addr(), RpcV1::new("SendParcel", &[]).without("Action").get()).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "MissingAction"));
    assert_eq!(answer.message(), "Action is mandatory for this action.");
}

#[tokio::test]
async fn another_path_or_method_is_not_found() {
    let mock = start().await;
    let mut call = V3::send_parcel(&[]);
    call.path = "/CountParcels".to_owned();
    let elsewhere = exchange(mock.addr(), call.bytes()).await;
    let mut call = V3::send_parcel(&[]);
    call.method = "DELETE";
    for answer in [elsewhere, exchange(mock.addr(), call.bytes()).await] {
        assert_eq!(answer.code(), "InvalidAction.NotFound");
        assert_eq!(answer.header("x-mock-hint"), Some("SendParcel is called by POST or GET, at / or /SendParcel"));
    }
}

#[tokio::test]
async fn a_signature_that_is_not_understood_is_what_is_refused() {
    let mock = start().await;
    let call = V3::send_parcel(&[]).bytes().replace("ACS3-HMAC-SHA256", "ACS4-HMAC-SM3");
    let answer = exchange(mock.addr(), call).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidSignatureMethod"));
    assert_eq!(answer.message(), "Specified signature method is not valid.");
}

#[tokio::test]
async fn the_version_is_checked() {
    let mock = start().await;
    let call = V3::send_parcel(&[]).header("x-acs-version", "2031-01-01");
    let answer = exchange(mock.addr(), call.bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidVersion"));
    assert_eq!(answer.message(), "Specified parameter Version is not valid.");
    let answer = exchange(mock.addr(), RpcV1::new("SendParcel", &[]).without("Version").get()).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "MissingVersion"));
}
