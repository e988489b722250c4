use twinspec_alibaba::mock::Mock;

use crate::common::parcels::SEND_PARCEL;
use crate::common::{V3, exchange, start};

async fn code(mock: &Mock) -> String {
    exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.code()
}

#[tokio::test]
async fn a_forced_error_is_the_answer_of_the_next_call_only() {
    let mock = start().await;
    mock.force(&SEND_PARCEL, "ParcelLost").expect("a row of the table");
    let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    assert_eq!(answer.status, 410);
    assert_eq!(answer.code(), "ParcelLost");
    assert_eq!(answer.message(), "The parcel is lost.");
    assert_eq!(code(&mock).await, "");
}

#[tokio::test]
async fn forced_errors_queue_up() {
    let mock = start().await;
    mock.force_times("SendParcel", "ParcelLost", 2).expect("a row of the table");
    mock.force("SendParcel", "Throttling.User").expect("a code of the gateway");
    mock.force_times("SendParcel", "Uninsured", 0).expect("a row of the table");
    let codes = [code(&mock).await, code(&mock).await, code(&mock).await, code(&mock).await];
    assert_eq!(codes, ["ParcelLost", "ParcelLost", "Throttling.User", ""]);
}

#[tokio::test]
async fn the_codes_of_the_gateway_can_be_forced_with_their_status_and_message() {
    let mock = start().await;
    for (status, code, message) in [
        (400, "Throttling.User", "Request was denied due to user flow control."),
        (500, "InternalError", "The request processing has failed due to some unknown error."),
        (503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server."),
        (403, "NoPermission", "You are not authorized to do this action. You should be authorized by RAM."),
        (400, "InvalidWeight", "Specified parameter Weight is not valid."),
    ] {
        mock.force(&SEND_PARCEL, code).expect("a code of the gateway");
        let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert_eq!(answer.message(), message);
    }
}

#[tokio::test]
async fn a_call_that_is_not_signed_or_not_valid_does_not_use_up_a_forced_error() {
    let mock = start().await;
    mock.force(&SEND_PARCEL, "ParcelLost").expect("a row of the table");
    let unsigned = V3::send_parcel(&[]).access_key("testid", "wrong");
    assert_eq!(exchange(mock.addr(), unsigned.bytes()).await.code(), "SignatureDoesNotMatch");
    let invalid = V3::new("SendParcel", &[]);
    assert_eq!(exchange(mock.addr(), invalid.bytes()).await.code(), "MissingAddress");
    assert_eq!(code(&mock).await, "ParcelLost");
}

#[tokio::test]
async fn what_cannot_be_forced_is_refused_with_a_suggestion() {
    let mock = start().await;
    let error = mock.force(&SEND_PARCEL, "ParcelLots").expect_err("no such code");
    assert!(error.to_string().contains("did you mean `ParcelLost`?"), "{error}");
    let error = mock.force("SendParcle", "ParcelLost").expect_err("no such operation");
    assert_eq!(error.to_string(), "there is no operation `SendParcle`, did you mean `SendParcel`?");
}

#[tokio::test]
async fn a_request_can_ask_for_its_own_answer() {
    let mock = start().await;
    for (prefer, status, code) in [
        ("code=409, example=QuotaExceeded.Parcel", 409, "QuotaExceeded.Parcel"),
        ("example=ParcelLost", 410, "ParcelLost"),
        ("code=409", 409, "EntityAlreadyExists.Depot"),
        ("code=500", 500, "InternalError"),
        ("code=\"410\"; example=\"ParcelLost\"", 410, "ParcelLost"),
        ("return=minimal", 200, ""),
        ("code=409, example=ParcelLost", 404, "Mock.NoSuchOutcome"),
    ] {
        let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes_with(&[("Prefer", prefer)])).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code), "{prefer}");
    }
    mock.put_resource("Depot", serde_json::json!({})).expect("it is declared");
    let answer = exchange(mock.addr(), V3::send_parcel(&[]).bytes_with(&[("prefer", "code=200")])).await;
    assert_eq!(answer.status, 200);
}
