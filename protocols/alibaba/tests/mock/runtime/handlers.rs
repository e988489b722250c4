//! Operations that a mock's user answers.

use serde::Deserialize;
use serde_json::{Value, json};
use twinspec_alibaba::mock::{Mock, Reply};

use crate::common::parcels::SEND_PARCEL;
use crate::common::{RpcV1, V3, exchange, folders, start};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct SendParcel {
    address: String,
    weight: Option<i64>,
    insured: Option<bool>,
    #[serde(default)]
    via: Vec<String>,
}

#[tokio::test]
async fn a_handler_sees_the_typed_call_and_answers_it() {
    let mock = start().await;
    mock.on(&SEND_PARCEL, |call: SendParcel, state| {
        Reply::body(json!({
            "To": call.address, "Double": call.weight.map(|weight| 2 * weight), "Insured": call.insured,
            "Stops": call.via.len(), "Account": state.account(),
        }))
    })
    .expect("an operation of the mock");
    let call = V3::send_parcel(&[("Weight", "7"), ("Insured", "True"), ("Via", "a,b")]);
    let answer = exchange(mock.addr(), call.bytes()).await.json();
    let id = answer["RequestId"].clone();
    assert!(id.is_string());
    let expected = json!({
        "To": "Lane 1", "Double": 14, "Insured": true, "Stops": 2, "Account": twinspec_alibaba::mock::DEFAULT_ACCOUNT, "RequestId": id,
    });
    assert_eq!(answer, expected);
    // What comes before it is as always.
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[("Weight", "0")]).bytes()).await.code(), "InvalidWeight");
    mock.force(&SEND_PARCEL, "ParcelLost").expect("a row of its table");
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.code(), "ParcelLost");
}

#[tokio::test]
async fn a_handler_can_refuse_by_code_or_leave_a_call_to_the_description() {
    let mock = start().await;
    mock.on("SendParcel", |call: SendParcel, _| match call.weight {
        Some(1) => Reply::error("Uninsured"),
        Some(2) => Reply::error("Nonsense"),
        Some(3) => Reply::body("no object"),
        _ => Reply::described(),
    })
    .expect("an operation of the mock");
    let send = async |weight: &str| exchange(mock.addr(), V3::send_parcel(&[("Weight", weight)]).bytes()).await;
    let refused = send("1").await;
    assert_eq!((refused.status, refused.code().as_str()), (403, "Uninsured"));
    for (weight, hint) in [("2", "no error code `Nonsense`"), ("3", "the body of the handler is not an object")] {
        let broken = send(weight).await;
        assert_eq!(broken.code(), "InternalError");
        assert!(broken.header("x-mock-hint").is_some_and(|told| told.contains(hint)), "{:?}", broken.headers);
    }
    assert_eq!(send("4").await.status, 200);
    let error = mock.on("SendPracel", |_: Value, _| Reply::described()).expect_err("there is none").to_string();
    assert_eq!(error, "there is no operation `SendPracel`, did you mean `SendParcel`?");
}

#[tokio::test]
async fn a_handler_changes_what_the_mock_remembers() {
    let mock: Mock = Mock::builder(&folders::SERVICE).start().await.expect("it starts");
    mock.given("tree").expect("the description has it");
    mock.on("CreateFolder", |call: Value, state| {
        let id = state.random("fd-?");
        let folder = json!({ "FolderId": id, "Name": call["Name"], "Path": "r-1/x" });
        state.put("Folder", folder).expect("it has a key");
        assert!(state.put("Folder", json!({})).is_err() && state.put("Tree", json!({})).is_err());
        assert_eq!((state.remove("Folder", "fd-2"), state.remove("Folder", "fd-9")), (Ok(true), Ok(false)));
        Reply::body(json!({ "Count": state.resources("Folder").expect("it is declared").len() }))
    })
    .expect("an operation of the mock");
    let request = RpcV1::new("CreateFolder", &[("Name", "new"), ("Format", "JSON")]).get();
    assert_eq!(exchange(mock.addr(), request).await.json()["Count"], 2);
    let names: Vec<_> = mock.resources("Folder").expect("it is declared").iter().map(|it| it["Name"].clone()).collect();
    assert_eq!(names, ["one", "new"]);
}

#[tokio::test]
async fn what_a_handler_cannot_read_is_told_without_the_value() {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Wrong {
        #[expect(dead_code)]
        phone: i64,
    }
    let mock = start().await;
    mock.on("SendParcel", |_: Wrong, _| Reply::described()).expect("an operation of the mock");
    for (parameters, hint) in [
        (&[("Phone", "65-hidden")][..], "a parameter is not of the type that the handler has for it"),
        (&[], "missing field `Phone`"),
    ] {
        let answer = exchange(mock.addr(), V3::send_parcel(parameters).bytes()).await;
        assert_eq!((answer.code().as_str(), answer.header("x-mock-hint")), ("InternalError", Some(hint)));
    }
}
