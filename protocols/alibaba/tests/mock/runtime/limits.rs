use std::time::Duration;

use twinspec_alibaba::mock::Mock;
use twinspec_core::time;

use crate::common::{Connection, V3, builder, exchange};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// A mock whose virtual clock is at noon.
async fn at_noon() -> Mock {
    let noon = time::parse("2030-01-01T04:00:00Z").expect("a time");
    builder().virtual_time(noon).start().await.expect("it starts")
}

async fn codes(mock: &Mock, calls: usize) -> Vec<String> {
    let mut codes = Vec::new();
    for _ in 0..calls {
        codes.push(exchange(mock.addr(), V3::send_parcel(&[]).bytes()).await.code());
    }
    codes
}

#[tokio::test]
async fn the_call_after_the_last_that_is_allowed_is_refused() {
    let mock = at_noon().await;
    assert_eq!(codes(&mock, 4).await, ["", "", "", "QuotaExceeded.Parcel"]);
}

#[tokio::test]
async fn every_region_counts_its_own_and_a_limit_of_one_holds_there_only() {
    let mock = at_noon().await;
    let allowed = async |action: &str, host: &str, query: &[(&str, &str)], calls| {
        let mut allowed = 0;
        for _ in 0..calls {
            let call = V3::new(action, query).header("host", host);
            allowed += usize::from(exchange(mock.addr(), call.bytes()).await.status == 200);
        }
        allowed
    };
    assert_eq!(allowed("CountParcels", "town.parcels.example.com", &[], 3).await, 2);
    assert_eq!(allowed("CountParcels", "coast.parcels.example.com:8080", &[], 3).await, 3);
    // A parameter says it as well, and comes first.
    assert_eq!(allowed("CountParcels", "coast.parcels.example.com", &[("RegionId", "town")], 1).await, 0);
    // Where nobody knows the region, the limit of one does not hold.
    assert_eq!(allowed("CountParcels", "127.0.0.1", &[], 3).await, 3);
    for host in ["town.parcels.example.com", "coast.parcels.example.com", "127.0.0.1"] {
        assert_eq!(allowed("SendParcel", host, &[("Address", "Lane 1")], 4).await, 3, "{host}");
    }
}

#[tokio::test]
async fn only_successes_count() {
    let mock = at_noon().await;
    for _ in 0..5 {
        let call = V3::send_parcel(&[("Phone", "86-1")]);
        assert_eq!(exchange(mock.addr(), call.bytes()).await.status, 409);
        assert_eq!(exchange(mock.addr(), V3::new("SendParcel", &[]).bytes()).await.status, 400);
    }
    assert_eq!(codes(&mock, 4).await, ["", "", "", "QuotaExceeded.Parcel"]);
}

#[tokio::test]
async fn a_day_ends_at_midnight_of_utc_plus_eight() {
    let mock = at_noon().await;
    codes(&mock, 3).await;
    mock.advance(DAY / 2 - Duration::from_secs(1));
    assert_eq!(codes(&mock, 1).await, ["QuotaExceeded.Parcel"]);
    mock.advance(Duration::from_secs(1));
    assert_eq!(time::format(mock.now()), "2030-01-01T16:00:00Z");
    assert_eq!(codes(&mock, 4).await, ["", "", "", "QuotaExceeded.Parcel"]);
}

#[tokio::test]
async fn accounts_are_counted_apart_and_access_keys_of_one_together() {
    let mock = builder()
        .access_key("a", "s")
        .access_key("a2", "s")
        .account_access_key("42", "b", "s")
        .virtual_time(std::time::UNIX_EPOCH)
        .start()
        .await
        .expect("it starts");
    let mut statuses = Vec::new();
    for id in ["a", "a2", "a", "a2", "b"] {
        let call = V3::send_parcel(&[]).access_key(id, "s");
        statuses.push(exchange(mock.addr(), call.bytes()).await.status);
    }
    assert_eq!(statuses, [200, 200, 200, 409, 200]);
}

#[tokio::test]
async fn a_limit_without_a_row_of_its_own_is_flow_control() {
    let mock = at_noon().await;
    let mut connection = Connection::open(mock.addr()).await;
    for _ in 0..100 {
        let answer = connection.send(V3::new("CountParcels", &[]).bytes().as_bytes()).await;
        assert_eq!(answer.status, 200);
    }
    let answer = connection.send(V3::new("CountParcels", &[]).bytes().as_bytes()).await;
    assert_eq!(answer.code(), "Throttling.User");
    assert_eq!(answer.header("x-mock-hint"), Some("the limit counts-per-day is used up"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_ten_thousand_calls_at_once_a_limit_of_a_hundred_lets_a_hundred_through() {
    let noon = time::parse("2030-01-01T04:00:00Z").expect("a time");
    let mock = builder().virtual_time(noon).start().await.expect("it starts");
    let address = mock.addr();
    let clients = (0..100).map(|_| {
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await;
            let (mut successes, mut refusals) = (0, 0);
            for _ in 0..100 {
                let call = V3::new("CountParcels", &[]).bytes();
                let answer = connection.send(call.as_bytes()).await;
                match answer.status {
                    200 => successes += 1,
                    _ => refusals += u32::from(answer.code() == "Throttling.User"),
                }
            }
            (successes, refusals)
        })
    });
    let mut all = (0_u32, 0);
    for client in clients.collect::<Vec<_>>() {
        let (successes, refusals) = client.await.expect("the client ends");
        all = (all.0 + successes, all.1 + refusals);
    }
    assert_eq!(all, (100, 9_900));
}
