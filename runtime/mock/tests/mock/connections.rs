//! Clients that are slow, many, large or in the way of a stop.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;
use twinspec_http::mock::Force;

use crate::http::plain;
use crate::http::{Connection, exchange};
use crate::parcels::{Call, builder, start};

/// Long enough for whoever is served at all.
const PATIENCE: Duration = Duration::from_secs(20);

/// Too short for whoever is served only after that.
const MOMENT: Duration = Duration::from_millis(200);

async fn status(address: SocketAddr) -> u16 {
    let answer = timeout(PATIENCE, exchange(address, Call::count_parcels().bytes())).await;
    answer.expect("others do not have to wait").status
}

#[tokio::test]
async fn slow_clients_do_not_block_others() {
    let mock = start().await;
    mock.force_with("SendParcel", &Force::success().delay(Duration::from_secs(600))).expect("the operation is served");
    let call = Call::send_parcel(&[("Note", "ab")]).form(&[("Weight", "5")]).bytes();
    let (head, body) = call.split_once("\r\n\r\n").expect("a head and a body");
    let mut slow = Vec::new();
    for sent in [
        // Nothing, half a head, a head, half a body.
        String::new(),
        call[..20].to_owned(),
        format!("{head}\r\n"),
        format!("{head}\r\n\r\n{}", &body[..1]),
        // All of it, but the answer takes ten minutes.
        call.clone(),
    ] {
        for _ in 0..20 {
            let mut connection = Connection::open(mock.addr()).await;
            connection.write(sent.as_bytes()).await;
            slow.push(connection);
        }
        assert_eq!(status(mock.addr()).await, 200, "{sent}");
    }
}

#[tokio::test]
async fn whoever_does_not_read_does_not_block_others() {
    let mock = start().await;
    let mut deaf = Connection::open(mock.addr()).await;
    let request = plain("GET", "/_mock", &[("host", "h")], "").repeat(1_000);
    // Far more than fits between the two: at some point the mock can write no more, and stops to read.
    let write = async { deaf.write(request.as_bytes()).await };
    assert!(timeout(MOMENT, async { (write.await, std::future::pending::<()>().await) }).await.is_err());
    assert_eq!(status(mock.addr()).await, 200);
}

#[tokio::test]
async fn beyond_the_limit_a_connection_waits_until_another_one_ends() {
    let mock = builder().max_connections(2).start().await.expect("it starts");
    let call = || Call::count_parcels().bytes();
    let mut served = [Connection::open(mock.addr()).await, Connection::open(mock.addr()).await];
    for connection in &mut served {
        assert_eq!(connection.send(call().as_bytes()).await.status, 200);
    }
    let mut third = Connection::open(mock.addr()).await;
    third.write(call().as_bytes()).await;
    assert!(timeout(MOMENT, third.receive()).await.is_err(), "there is no place for it");
    let [first, mut second] = served;
    assert_eq!(second.send(call().as_bytes()).await.status, 200);
    drop(first);
    let answer = timeout(PATIENCE, third.receive()).await.expect("there is a place now");
    assert_eq!(answer.expect("an answer").status, 200);
}

/// The time of this test jumps ahead whenever nobody does anything.
#[tokio::test(start_paused = true)]
async fn a_client_that_sends_no_more_loses_its_place() {
    let mock = builder().max_connections(1).start().await.expect("it starts");
    let call = Call::send_parcel(&[]).form(&[("Weight", "5")]).bytes();
    let (head, body) = call.split_once("\r\n\r\n").expect("a head and a body");
    // The first letter could still become HTTP/2.
    for sent in [String::new(), "P".to_owned(), call[..20].to_owned(), format!("{head}\r\n\r\n{}", &body[..1])] {
        let mut stuck = Connection::open(mock.addr()).await;
        stuck.write(sent.as_bytes()).await;
        let begun = tokio::time::Instant::now();
        let answer = exchange(mock.addr(), Call::count_parcels().bytes()).await;
        assert_eq!(answer.status, 200, "{sent}");
        let waited = begun.elapsed();
        assert!((Duration::from_secs(29)..Duration::from_secs(70)).contains(&waited), "{waited:?} after {sent}");
    }
}

/// So does this one.
#[tokio::test(start_paused = true)]
async fn a_client_that_is_answered_and_sends_no_more_loses_its_place() {
    let mock = builder().max_connections(1).start().await.expect("it starts");
    for sent in ["", "POST / HTTP/1.1\r\n"] {
        let mut stuck = Connection::open(mock.addr()).await;
        for _ in 0..3 {
            assert_eq!(stuck.send(Call::count_parcels().bytes().as_bytes()).await.status, 200);
            tokio::time::sleep(Duration::from_secs(20)).await;
        }
        stuck.write(sent.as_bytes()).await;
        let begun = tokio::time::Instant::now();
        assert_eq!(exchange(mock.addr(), Call::count_parcels().bytes()).await.status, 200, "{sent}");
        let waited = begun.elapsed();
        assert!((Duration::from_secs(9)..Duration::from_secs(50)).contains(&waited), "{waited:?} after {sent}");
    }
}

/// And this one: it asks on and on, and reads nothing, until neither side can write.
#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_loses_its_place() {
    let mock = builder().max_connections(1).start().await.expect("it starts");
    let call = Call::count_parcels().bytes().repeat(100);
    let mut stuck = Connection::open(mock.addr()).await;
    while timeout(Duration::from_secs(1), stuck.write(call.as_bytes())).await.is_ok() {}
    assert_eq!(exchange(mock.addr(), Call::count_parcels().bytes()).await.status, 200);
}

/// One that has to wait keeps it.
#[tokio::test(start_paused = true)]
async fn a_client_that_has_to_wait_keeps_its_place() {
    let mock = start().await;
    mock.force_with("CountParcels", &Force::success().delay(Duration::from_secs(600)))
        .expect("the operation is served");
    assert_eq!(exchange(mock.addr(), Call::count_parcels().bytes()).await.status, 200);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_however_it_comes() {
    let mock = builder().max_body_bytes(100).start().await.expect("it starts");
    let sized = |length: usize| {
        let mut call = Call::send_parcel(&[]);
        call.body = "a".repeat(length);
        call.bytes()
    };
    assert_eq!(exchange(mock.addr(), sized(100)).await.status, 200);
    let chunk = format!("32\r\n{}\r\n", "a".repeat(50));
    let chunked =
        format!("POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n{}0\r\n\r\n", chunk.repeat(3));
    for request in [sized(101), chunked] {
        let answer = exchange(mock.addr(), request).await;
        assert_eq!((answer.status, answer.code().as_str()), (413, "RequestEntityTooLarge"));
        assert_eq!(answer.message(), "The request body is larger than 100 bytes.");
    }
    let control = plain("POST", "/_mock/force", &[("host", "h")], &" ".repeat(101));
    assert_eq!(exchange(mock.addr(), control).await.status, 413);
}

/// Many clients read nothing before they have sent everything; what is closed in their faces takes the answer along.
#[tokio::test]
async fn whoever_sends_too_much_can_still_read_the_answer() {
    let mock = start().await;
    let large = "a".repeat(32 * 1024 * 1024);
    let many: Vec<(String, String)> = (0..120).map(|number| (format!("a{number}"), "b".to_owned())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (headers, status) in [(&[][..], 413), (&many[..], 431), (&[("transfer-encoding", "gzip, chunked")], 501)] {
        let request = plain("POST", "/", headers, &large);
        let mut connection = Connection::open(mock.addr()).await;
        connection.write(request.as_bytes()).await;
        assert_eq!(connection.receive().await.expect("an answer").status, status);
        assert!(connection.is_closed().await, "{status}");
    }
}

/// A body has as much time as a head, however lively its sender is.
#[tokio::test(start_paused = true)]
async fn a_client_that_sends_its_body_bit_by_bit_loses_its_place() {
    let mock = builder().max_connections(1).start().await.expect("it starts");
    let call = Call::send_parcel(&[]).form(&[("Weight", "5")]).bytes();
    let (head, body) = call.split_once("\r\n\r\n").expect("a head and a body");
    let mut slow = Connection::open(mock.addr()).await;
    slow.write(format!("{head}\r\n\r\n").as_bytes()).await;
    let dribble = async {
        for byte in body.as_bytes().chunks(1) {
            slow.write(byte).await;
            tokio::time::sleep(Duration::from_secs(20)).await;
        }
    };
    let begun = tokio::time::Instant::now();
    let others = async {
        assert_eq!(exchange(mock.addr(), Call::count_parcels().bytes()).await.status, 200);
        assert!(begun.elapsed() < Duration::from_secs(70), "{:?}", begun.elapsed());
    };
    tokio::select! {
        () = dribble => panic!("the body is taken"),
        () = others => {}
    }
}

#[tokio::test]
async fn a_trailer_without_end_is_refused() {
    let mock = start().await;
    let head = "POST / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: chunked\r\n\r\n0\r\n";
    let mut endless = Connection::open(mock.addr()).await;
    endless.write(format!("{head}{}", "x: y\r\n".repeat(10_000)).as_bytes()).await;
    let answer = timeout(PATIENCE, endless.receive()).await.expect("it is not read for ever").expect("an answer");
    assert_eq!((answer.status, answer.code().as_str()), (400, "ContentLengthDoesNotMatch"));
    assert!(endless.is_closed().await);
}

/// What came is looked at once, not once for each piece that follows.
#[tokio::test]
async fn a_large_head_may_end_in_ten_thousand_pieces() {
    let mock = start().await;
    let (mut client, server) = tokio::io::duplex(256 * 1024);
    let ask = async move {
        let large = format!("GET /_mock/no HTTP/1.1\r\nhost: h\r\na: {}", "b".repeat(200_000));
        client.write_all(large.as_bytes()).await.expect("the mock reads");
        let rest = "b".repeat(10_000) + "\r\nconnection: close\r\n\r\n";
        for piece in rest.as_bytes().chunks(1) {
            client.write_all(piece).await.expect("the mock reads");
            tokio::task::yield_now().await;
        }
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.expect("the mock answers");
        answer
    };
    let both = async { tokio::join!(ask, mock.serve_connection(server)) };
    let (answer, ()) = timeout(PATIENCE, both).await.expect("it does not take long");
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
}

#[tokio::test]
async fn a_stop_lets_calls_end_that_have_begun() {
    let mock = start().await;
    mock.force_with("CountParcels", &Force::success().delay(MOMENT)).expect("the operation is served");
    let mut idle = Connection::open(mock.addr()).await;
    assert_eq!(idle.send(Call::send_parcel(&[]).bytes().as_bytes()).await.status, 200);
    let mut under_way = Connection::open(mock.addr()).await;
    under_way.write(Call::count_parcels().bytes().as_bytes()).await;
    while mock.calls().len() < 2 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let begun = Instant::now();
    let ((), answer) = tokio::join!(mock.stop(), under_way.receive());
    assert_eq!(answer.expect("it is answered").status, 200);
    assert!((MOMENT / 2..Duration::from_secs(4)).contains(&begun.elapsed()), "{:?}", begun.elapsed());
    assert!(idle.is_closed().await && under_way.is_closed().await);
    assert!(tokio::net::TcpStream::connect(mock.addr()).await.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn a_stop_waits_five_seconds_at_most() {
    let mock = start().await;
    mock.force_with("CountParcels", &Force::success().delay(Duration::from_secs(600)))
        .expect("the operation is served");
    let mut endless = Connection::open(mock.addr()).await;
    endless.write(Call::count_parcels().bytes().as_bytes()).await;
    while mock.calls().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let begun = Instant::now();
    mock.stop().await;
    let waited = begun.elapsed();
    assert!((Duration::from_millis(4_900)..Duration::from_secs(15)).contains(&waited), "{waited:?}");
}
