//! All that a mock remembers, taken and put back.

use std::time::{Duration, UNIX_EPOCH};

use serde_json::{Value, json};
use twinspec_alibaba::mock::{Force, Mock, Snapshot};

use crate::common::http::plain;
use crate::common::{RpcV1, V3, exchange, folders, parcels};

async fn start(seed: u64) -> Mock {
    let builder = Mock::builder(&folders::SERVICE).serve(&parcels::SERVICE);
    builder.virtual_time(UNIX_EPOCH).seed(seed).start().await.expect("it starts")
}

async fn call(mock: &Mock, action: &str, parameters: &[(&str, &str)]) -> Value {
    let parameters = [parameters, &[("Format", "JSON")]].concat();
    exchange(mock.addr(), RpcV1::new(action, &parameters).get()).await.json()
}

/// A mock that remembers something of every kind.
async fn used(seed: u64) -> Mock {
    let mock = start(seed).await;
    mock.given("tree").expect("the description has it");
    call(&mock, "SendCode", &[("Phone", "1")]).await;
    call(&mock, "CreateFolder", &[("Name", "new")]).await;
    call(&mock, "DeleteFolder", &[("FolderId", "fd-2"), ("Later", "true")]).await;
    call(&mock, "GetJob", &[("FolderId", "fd-2")]).await;
    for _ in 0..2 {
        exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await;
    }
    let slow = Force::throttle(Some(Duration::from_millis(7))).delay(Duration::from_millis(1)).after(1).times(2);
    mock.force_with("RenameFolder", &slow).expect("an operation of the mock");
    mock.force_with("RenameFolder", &Force::status(502).always()).expect("an operation of the mock");
    mock.advance(Duration::from_millis(30_500));
    mock
}

/// What can be seen of all that; it changes what it looks at.
async fn seen(mock: &Mock) -> Vec<Value> {
    let code = mock.codes()[0].code.clone();
    let mut seen = vec![
        json!(mock.resources("Folder").expect("it is declared")),
        json!(mock.codes()),
        call(mock, "UseCode", &[("Phone", "1"), ("Code", &code)]).await,
        call(mock, "CreateFolder", &[("Name", "another"), ("ParentId", "fd-1")]).await,
        call(mock, "GetJob", &[("FolderId", "fd-2")]).await,
        call(mock, "GetJob", &[("FolderId", "fd-2")]).await,
        json!(mock.now()),
    ];
    // The third parcel of the day, and one more.
    for _ in 0..2 {
        seen.push(json!(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.code()));
    }
    for _ in 0..4 {
        let request = RpcV1::new("RenameFolder", &[("FolderId", "fd-1"), ("Name", "x"), ("Format", "JSON")]).get();
        let answer = exchange(mock.addr(), request).await;
        let retry_after = answer.header("x-acs-retry-after").map(str::to_owned);
        seen.push(json!([answer.status, retry_after]));
    }
    seen
}

#[tokio::test]
async fn what_follows_a_restored_snapshot_is_what_followed_it_the_first_time() {
    let mock = used(3).await;
    let snapshot = mock.snapshot();
    let first = seen(&mock).await;
    assert_eq!(first[7..9], [json!(""), json!("QuotaExceeded.Parcel")], "{first:#?}");
    assert_eq!(
        first[9..],
        [json!([200, null]), json!([400, "7"]), json!([400, "7"]), json!([502, null])],
        "{first:#?}"
    );
    mock.advance(Duration::from_secs(1_000_000));
    mock.restore(&snapshot).expect("it fits");
    assert_eq!(mock.snapshot(), snapshot);
    assert_eq!(seen(&mock).await, first);
    // In a mock of another seed and another clock, by way of text.
    let later = UNIX_EPOCH + Duration::from_secs(1_000_000);
    let other: Mock =
        Mock::builder(&parcels::SERVICE).serve(&folders::SERVICE).virtual_time(later).start().await.expect("it starts");
    let text = serde_json::to_string(&snapshot).expect("JSON");
    other.restore(&text.parse().expect("a snapshot")).expect("it fits");
    assert_eq!(seen(&other).await, first);
}

#[tokio::test]
async fn a_reset_after_a_restore_goes_back_to_the_start_of_this_mock() {
    let (mock, fresh) = (start(1).await, start(1).await);
    mock.restore(&used(2).await.snapshot()).expect("it fits");
    mock.reset();
    assert_eq!(mock.snapshot(), fresh.snapshot());
}

#[tokio::test]
async fn a_snapshot_is_taken_and_put_back_over_http() {
    let (mock, other) = (used(5).await, start(0).await);
    let taken = exchange(mock.addr(), plain("GET", "/_mock/snapshot", &[("host", "h")], "")).await;
    assert_eq!((taken.status, &taken.json()["snapshot"]), (200, &json!(1)));
    let put = exchange(other.addr(), plain("PUT", "/_mock/snapshot", &[("host", "h")], &taken.body)).await;
    assert_eq!((put.status, put.json()), (200, json!({ "now": "1970-01-01T00:00:30Z" })), "{}", put.body);
    assert_eq!(other.snapshot(), mock.snapshot());
    assert!(!format!("{:?}", mock.snapshot()).contains("fd-1"));
}

#[tokio::test]
async fn a_wrong_snapshot_is_refused_whole_and_says_why() {
    let mock = used(0).await;
    let before = mock.snapshot();
    let text = serde_json::to_value(&before).expect("JSON");
    type Change = fn(&mut Value);
    let changes: [(Change, &str); 9] = [
        (|it| it["snapshot"] = json!(2), "version 2 of the format, and version 1 is understood"),
        (|it| it["now"] = json!("yesterday"), "this is not a snapshot"),
        (|it| it["apis"][1]["product"] = json!("Letters"), "has Letters 2030-01-01, which is not served, only Folders"),
        (|it| it["apis"][0]["resources"] = json!({ "7": {} }), "Folders: there is no account `7`"),
        (
            |it| it["apis"][0]["resources"] = json!({ "1234567890123456": { "Tree": [{ "fields": {} }] } }),
            "there is no kind of resource `Tree`",
        ),
        (
            |it| it["apis"][0]["resources"] = json!({ "1234567890123456": { "Folder": [{ "fields": {} }] } }),
            "a `Folder` has no field `FolderId`",
        ),
        (|it| it["apis"][0]["codes"][0]["name"] = json!("shut"), "no code is for `shut`"),
        (|it| it["apis"][1]["usage"][0]["limit"] = json!("letters"), "SendParcel has no limit `letters`"),
        (|it| it["apis"][0]["forced"][0]["code"] = json!("Nonsense"), "no error code `Nonsense`"),
    ];
    for (change, reason) in changes {
        let mut wrong = text.clone();
        // What is before the fault is other than what the mock has.
        wrong["requestIds"] = json!(1);
        change(&mut wrong);
        let put = plain("PUT", "/_mock/snapshot", &[("host", "h")], &wrong.to_string());
        let answer = exchange(mock.addr(), put).await;
        assert_eq!(answer.status, 400, "{reason}: {}", answer.body);
        assert!(answer.text("error").contains(reason), "{reason}: {}", answer.body);
        assert_eq!(mock.snapshot(), before, "{reason}");
    }
    assert!("[]".parse::<Snapshot>().is_err());
}
