use crate::common::{Response, RpcV1, V3, exchange, start};

async fn send(parameters: &[(&str, &str)]) -> Response {
    let mock = start().await;
    exchange(mock.addr(), V3::send_parcel(parameters).bytes()).await
}

async fn accepts(parameters: &[(&str, &str)]) {
    let answer = send(parameters).await;
    assert_eq!(answer.status, 200, "{parameters:?}: {}", answer.body);
}

async fn refuses(parameters: &[(&str, &str)], code: &str) {
    let answer = send(parameters).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, code), "{parameters:?}");
}

#[tokio::test]
async fn a_required_parameter_has_to_be_there() {
    let mock = start().await;
    let answer = exchange(mock.addr(), V3::new("SendParcel", &[]).bytes()).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "MissingAddress"));
    assert_eq!(answer.message(), "Address is mandatory for this action.");
}

#[tokio::test]
async fn query_and_form_are_one() {
    let mock = start().await;
    let call = V3::new("SendParcel", &[("Weight", "5")]).form(&[("Address", "Lane 1")]);
    assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 200);
    let call = V3::send_parcel(&[]).form(&[("Weight", "0")]);
    assert_eq!(exchange(mock.addr(), call.bytes()).await.code(), "InvalidWeight");
    let call = RpcV1::new("SendParcel", &[("Address", "Lane 1"), ("Weight", "0")]);
    assert_eq!(exchange(mock.addr(), call.post()).await.code(), "InvalidWeight");
}

#[tokio::test]
async fn a_parameter_that_is_not_described_is_ignored() {
    accepts(&[("RegionId", "cn-hangzhou"), ("SignatureType", "")]).await;
}

#[tokio::test]
async fn a_refusal_keeps_the_words_of_the_service_and_gives_the_reason_in_a_header() {
    let answer = send(&[("Phone", "12345")]).await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "InvalidPhone"));
    assert_eq!(answer.message(), "Specified parameter Phone is not valid.");
    assert_eq!(answer.header("x-mock-hint"), Some("Phone does not match ^[^-]+-.+$"));
}

#[tokio::test]
async fn integers_have_bounds() {
    for good in ["1", "30000"] {
        accepts(&[("Weight", good)]).await;
    }
    for bad in ["0", "30001", "1.5", "", "x", "99999999999999999999"] {
        refuses(&[("Weight", bad)], "InvalidWeight").await;
    }
}

#[tokio::test]
async fn numbers_have_bounds() {
    for good in ["0.5", "2.5", "1", "1e0"] {
        accepts(&[("Volume", good)]).await;
    }
    for bad in ["0.4", "2.6", "NaN", "inf", "x"] {
        refuses(&[("Volume", bad)], "InvalidVolume").await;
    }
}

#[tokio::test]
async fn booleans_are_read_in_any_case() {
    for good in ["true", "false", "True", "FALSE"] {
        accepts(&[("Insured", good)]).await;
    }
    refuses(&[("Insured", "yes")], "InvalidInsured").await;
}

#[tokio::test]
async fn text_has_a_length_in_characters_and_a_set_of_values() {
    accepts(&[("Note", "\u{4e2d}\u{6587}"), ("Speed", "fast")]).await;
    refuses(&[("Note", "a")], "InvalidNote").await;
    refuses(&[("Note", "abcd")], "InvalidNote").await;
    refuses(&[("Speed", "Fast")], "InvalidSpeed").await;
}

#[tokio::test]
async fn flat_lists_of_objects_are_read() {
    let insured = ("Insured", "true");
    accepts(&[insured, ("Tag.1.Key", "a"), ("Tag.1.Value", "1"), ("Tag.2.Key", "b")]).await;
    refuses(&[insured, ("Tag.1.Key", "A")], "InvalidTag").await;
    refuses(&[insured, ("Tag.1.Value", "no key")], "InvalidTag").await;
    refuses(&[insured, ("Tag.1.Key", "a"), ("Tag.2.Key", "b"), ("Tag.3.Key", "c")], "InvalidTag").await;
    let answer = send(&[insured, ("Tag.1.Key", "a"), ("Tag.7.Key", "B")]).await;
    assert_eq!(answer.header("x-mock-hint"), Some("Tag.2.Key does not match ^[a-z]+$"));
}

#[tokio::test]
async fn lists_as_json_and_joined_lists_are_read() {
    accepts(&[("Doors", "[1,2]"), ("Via", "a,b")]).await;
    for bad in ["[1,\"x\"]", "[]", "{}", "[1", "7"] {
        refuses(&[("Doors", bad)], "InvalidDoors").await;
    }
    refuses(&[("Via", "a,b,c")], "InvalidVia").await;
    refuses(&[("Via", "a,")], "InvalidVia").await;
}

#[tokio::test]
async fn anything_goes_where_anything_may() {
    accepts(&[("Extra", "text")]).await;
    accepts(&[("Extra.a.b", "1"), ("Extra.#2#k1", "2")]).await;
}
