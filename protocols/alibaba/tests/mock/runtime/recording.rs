//! What a mock writes down of its calls and answers.

use std::path::PathBuf;

use twinspec_alibaba::mock::{Force, Mock, RecordedCall};

use crate::common::{RpcV1, V3, builder, exchange};

/// A recording that is gone when the test is over.
struct Recording(PathBuf);

impl Recording {
    fn of(test: &str) -> Self {
        Recording(std::env::temp_dir().join(format!("twinspec-mock-{}-{test}.jsonl", std::process::id())))
    }

    async fn start(&self) -> Mock {
        builder().record(&self.0).start().await.expect("the mock starts")
    }

    fn text(&self) -> String {
        std::fs::read_to_string(&self.0).expect("it is written")
    }

    fn calls(&self) -> Vec<RecordedCall> {
        RecordedCall::read(&self.0).expect("it can be read")
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn the_answer_stands_beside_the_call() {
    let recording = Recording::of("answers");
    let mock = recording.start().await;
    let good = exchange(mock.addr(), V3::send_parcel(&[("Weight", "5")]).bytes()).await;
    mock.force_with("SendParcel", &Force::throttle(Some(std::time::Duration::from_secs(2)))).expect("a code");
    let bad = exchange(mock.addr(), V3::send_parcel(&[("Format", "XML")]).bytes()).await;
    let calls = recording.calls();
    for (recorded, answer) in calls.iter().zip([&good, &bad]) {
        let response = &recorded.response;
        assert_eq!((response.status, &response.body), (answer.status, &answer.body));
        assert_eq!(recorded.call.status, response.status);
        for (name, value) in &response.headers {
            assert_eq!(answer.header(name), Some(value.as_str()), "{name}");
        }
    }
    let names = |call: &RecordedCall| call.response.headers.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&calls[0]), ["content-type", "x-acs-request-id", "x-acs-trace-id"]);
    assert_eq!(names(&calls[1]), ["content-type", "x-acs-request-id", "x-acs-trace-id", "x-acs-retry-after"]);
    assert_eq!(calls[0].call, mock.calls()[0]);
}

#[tokio::test]
async fn sensitive_fields_are_not_in_it_in_either_format() {
    let recording = Recording::of("sensitive");
    let mock = recording.start().await;
    for (format, shown) in [
        ("JSON", r#""Depots":[{"Name":"A & B","Shelves":"***"},{"Name":"<C>","Open":true,"Owner":null}]}"#),
        (
            "XML",
            "<Depots><Name>A &amp; B</Name><Shelves>***</Shelves></Depots>\
             <Depots><Name>&lt;C&gt;</Name><Open>true</Open><Owner></Owner></Depots></CountParcelsResponse>",
        ),
    ] {
        let answer = exchange(mock.addr(), V3::new("CountParcels", &[("Format", format)]).bytes()).await;
        assert!(answer.body.contains("bottom"), "{}", answer.body);
        let response = recording.calls().pop().expect("a call").response;
        assert!(response.body.ends_with(shown), "{}", response.body);
        let id = answer.header("x-acs-request-id").expect("an id");
        assert!(response.body.contains(id), "{}", response.body);
    }
    assert!(!recording.text().contains("bottom"));
}

#[tokio::test]
async fn what_the_request_hides_does_not_come_back_in_the_answer() {
    let recording = Recording::of("echo");
    let mock = recording.start().await;
    let phone = "65-81234567";
    mock.on("SendParcel", move |_: serde_json::Value, _| {
        twinspec_alibaba::mock::Reply::body(serde_json::json!({ "To": phone, "By": ["van", phone], "Weight": 5 }))
    })
    .expect("the operation is served");
    let parcel = V3::send_parcel(&[("Phone", phone)]);
    assert_eq!(exchange(mock.addr(), parcel.bytes()).await.text("To"), phone);
    let body = recording.calls().remove(0).response.body;
    assert!(body.starts_with(r#"{"By":["van","***"],"#) && body.contains(r#""Weight":5"#), "{body}");
    // The string to sign has all of the request in it.
    let mut wrong = RpcV1::new("SendParcel", &[("Address", "Lane 1"), ("Phone", phone)]);
    wrong.secret = "another".to_owned();
    let refused = exchange(mock.addr(), wrong.get()).await;
    assert!(refused.message().contains("server string to sign is:GET&%2F&"), "{}", refused.body);
    let body = recording.calls().remove(1).response.body;
    assert!(body.contains(r#""Code":"SignatureDoesNotMatch","Message":"***""#), "{body}");
    assert!(!recording.text().contains(phone));
}

#[tokio::test]
async fn an_answer_that_went_wrong_on_its_way_is_whole_and_the_call_tells_what_happened() {
    let recording = Recording::of("faults");
    let mock = recording.start().await;
    for force in [Force::close_connection(), Force::status(502)] {
        mock.force_with("CountParcels", &force).expect("the operation is served");
        let mut connection = crate::common::Connection::open(mock.addr()).await;
        connection.write(V3::new("CountParcels", &[]).bytes().as_bytes()).await;
        connection.receive().await;
    }
    let calls = recording.calls();
    assert_eq!(calls.iter().map(|call| call.call.fault.as_deref()).collect::<Vec<_>>(), [Some("close"), Some("502")]);
    for call in calls {
        assert!(call.response.status == 200 && call.response.body.contains(r#""Total":2"#), "{}", call.response.body);
    }
}
