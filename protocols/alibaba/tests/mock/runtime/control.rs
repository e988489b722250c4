use serde_json::{Value, json};

use crate::common::http::plain;
use crate::common::{Response, V3, builder, exchange, start};

async fn control(mock: &twinspec_alibaba::mock::Mock, method: &str, path: &str, body: &Value) -> Response {
    let body = match body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    exchange(mock.addr(), plain(method, path, &[("host", "h")], &body)).await
}

#[tokio::test]
async fn errors_are_forced_over_http() {
    let mock = start().await;
    let order = json!({ "operation": "SendParcel", "code": "ParcelLost", "times": 2 });
    let answer = control(&mock, "POST", "/_mock/force", &order).await;
    let forced = json!({ "number": 1, "operation": "SendParcel", "code": "ParcelLost", "times": 2 });
    assert_eq!((answer.status, answer.json()), (200, forced));
    for status in [410, 410, 200] {
        assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, status);
    }
}

#[tokio::test]
async fn what_is_forced_is_listed_and_withdrawn() {
    let mock = start().await;
    let force = async |body: serde_json::Value| control(&mock, "POST", "/_mock/force", &body).await.json();
    force(json!({ "operation": "SendParcel", "code": "ParcelLost", "times": 2 })).await;
    force(json!({ "operation": "SendParcel", "fault": "close", "delayMilliseconds": [1, 2], "always": true })).await;
    let forced = mock.forced();
    let numbers: Vec<_> = forced.iter().map(|one| one.number).collect();
    assert_eq!(forced[0].code.as_deref(), Some("ParcelLost"));
    assert_eq!(
        (forced[1].fault.as_deref(), forced[1].delay_milliseconds, forced[1].times),
        (Some("close"), Some([1, 2]), None)
    );
    let listed = control(&mock, "GET", "/_mock/force", &json!({})).await.json();
    assert_eq!(listed["forced"][1]["delayMilliseconds"], json!([1, 2]), "{listed}");

    let path = format!("/_mock/force/{}", numbers[1]);
    assert_eq!(control(&mock, "DELETE", &path, &json!({})).await.json(), json!({ "withdrawn": 1 }));
    assert_eq!(control(&mock, "DELETE", &path, &json!({})).await.status, 404);
    assert!(!mock.withdraw(numbers[1]));
    assert_eq!(mock.withdraw_of("SendParcel"), Ok(1));
    assert!(mock.withdraw_of("SendParcels").is_err());
    assert_eq!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.status, 200);
}

#[tokio::test]
async fn the_clock_is_set_forward_and_back() {
    let mock = start().await;
    for now in ["2030-01-01T00:00:00Z", "2001-09-09T01:46:40Z"] {
        let set = control(&mock, "PUT", "/_mock/clock", &json!({ "now": now })).await;
        assert_eq!(set.json()["now"].as_str().map(|now| now[..16].to_owned()), Some(now[..16].to_owned()));
    }
    let wrong = control(&mock, "PUT", "/_mock/clock", &json!({ "now": "tomorrow" })).await;
    assert_eq!(wrong.status, 400, "{wrong:?}");
}

#[tokio::test]
async fn resources_are_put_and_removed_over_http() {
    let mock = builder().access_key("a", "s").account_access_key("42", "b", "s").start().await.expect("it starts");
    let status = async |id: &str| exchange(mock.addr(), V3::send_parcel(&[]).access_key(id, "s").bytes()).await.status;
    let answer = control(&mock, "PUT", "/_mock/resources/Depot?account=42", &json!({ "Size": 1 })).await;
    assert_eq!(answer.json(), json!({ "name": "Depot", "account": "42" }));
    assert_eq!((status("a").await, status("b").await), (200, 409));
    let answer = control(&mock, "PUT", "/_mock/resources/Depot", &Value::Null).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(status("a").await, 409);
    for removed in [1, 0] {
        let answer = control(&mock, "DELETE", "/_mock/resources/Depot?account=42", &Value::Null).await;
        assert_eq!(answer.json()["removed"], removed);
    }
    assert_eq!((status("a").await, status("b").await), (409, 200));
}

#[tokio::test]
async fn clock_reset_and_calls_are_reached_over_http() {
    let mock = builder().virtual_time(std::time::UNIX_EPOCH).start().await.expect("it starts");
    let answer = control(&mock, "POST", "/_mock/clock/advance", &json!({ "seconds": 86_400.5 })).await;
    assert_eq!(answer.json(), json!({ "now": "1970-01-02T00:00:00Z" }));
    exchange(mock.addr(), V3::send_parcel(&[("Phone", "65-1")]).bytes()).await;
    let answer = control(&mock, "GET", "/_mock/calls", &Value::Null).await;
    let call = &answer.json()["calls"][0];
    assert_eq!(call["operation"], "SendParcel");
    assert_eq!(call["parameters"], json!({ "Address": "Lane 1", "Phone": "***" }));
    assert_eq!((&call["status"], &call["code"]), (&json!(200), &Value::Null));
    assert!(call["requestId"].is_string());
    let answer = control(&mock, "POST", "/_mock/reset", &Value::Null).await;
    assert_eq!(answer.json(), json!({ "now": "1970-01-01T00:00:00Z" }));
    assert_eq!(mock.calls(), []);
}

#[tokio::test]
async fn a_reset_may_bring_another_seed() {
    let mock = start().await;
    let other: twinspec_alibaba::mock::Mock = builder().seed(7).start().await.expect("it starts");
    let id = async |mock: &twinspec_alibaba::mock::Mock| {
        exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.text("RequestId")
    };
    let (first, seventh) = (id(&mock).await, id(&other).await);
    assert_ne!(first, seventh);
    assert_eq!(control(&mock, "POST", "/_mock/reset", &json!({ "seed": 7 })).await.status, 200);
    assert_eq!(id(&mock).await, seventh);
    assert_eq!(control(&mock, "POST", "/_mock/reset", &json!({})).await.status, 200);
    assert_eq!(id(&mock).await, first);
    mock.reset_with_seed(7);
    assert_eq!(id(&mock).await, seventh);
    assert_eq!(control(&mock, "POST", "/_mock/reset", &json!({ "sead": 7 })).await.status, 400);
}

#[tokio::test]
async fn the_control_api_describes_itself_and_what_is_served() {
    let mock = start().await;
    let answer = control(&mock, "GET", "/_mock", &Value::Null).await;
    assert_eq!(answer.header("content-type"), Some("application/json"));
    let description = answer.json();
    assert_eq!(description["product"], "Parcels");
    assert_eq!(description["site"], "intl");
    assert_eq!(description["accessKeyIds"], json!(["testid"]));
    assert_eq!(description["operations"][0]["action"], "SendParcel");
    assert_eq!(description["operations"][0]["errors"][0], "ParcelLost");
    assert!(!answer.body.contains("testsecret"));
    let with_slash = control(&mock, "GET", "/_mock/", &Value::Null).await;
    assert_eq!(with_slash.json()["product"], "Parcels");
    for control in description["controls"].as_array().expect("a list") {
        assert!(control["does"].is_string(), "{control}");
    }
}

#[tokio::test]
async fn a_control_that_makes_no_sense_is_refused_with_a_reason() {
    let mock = start().await;
    for (method, path, body, status, reason) in [
        ("POST", "/_mock/force", json!({ "operation": "SendParcel", "code": "X" }), 400, "no error code `X`"),
        ("POST", "/_mock/force", json!({ "operation": "X", "code": "X" }), 400, "there is no operation `X`"),
        ("POST", "/_mock/force", json!({ "operation": "SendParcel" }), 400, "missing field `code`"),
        (
            "POST",
            "/_mock/force",
            json!({ "operation": "SendParcel", "code": "ParcelLost", "time": 2 }),
            400,
            "unknown field `time`",
        ),
        ("POST", "/_mock/force", Value::Null, 400, "the body: "),
        ("PUT", "/_mock/resources/X", json!({}), 400, "there is no resource `X`, only Depot"),
        ("PUT", "/_mock/resources/Depot?account=7", json!({}), 400, "there is no account `7`"),
        ("PUT", "/_mock/resources/Depot?acount=7", json!({}), 400, "unknown parameter `acount`"),
        ("POST", "/_mock/clock/advance", json!({ "seconds": -1 }), 400, "seconds: "),
        ("POST", "/_mock/clock/advance", json!({ "seconds": 1e300 }), 400, "seconds: "),
        ("GET", "/_mock/reset", Value::Null, 405, "takes another method"),
        ("GET", "/_mock/nothing", Value::Null, 404, "no such control"),
        ("PUT", "/_mock/resources/%ff", json!({}), 400, "Invalid UTF-8"),
        ("POST", "/_mock/force", json!("a".repeat(1024 * 1024)), 413, "larger than"),
    ] {
        let answer = control(&mock, method, path, &body).await;
        assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
        let error = answer.text("error");
        assert!(error.contains(reason), "{method} {path}: {error}");
    }
    assert_eq!(mock.calls(), []);
}
