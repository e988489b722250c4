//! HTTP/1.1 to the letter, and 1.0.

use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};
use tokio::net::TcpStream;
use twinspec_http::mock::{Force, Mock};

use crate::http::plain;
use crate::http::{Connection, exchange};
use crate::parcels::{Call, start};

/// All that the mock answers to these bytes, after which the client says that it has no more to send.
async fn answers(mock: &Mock, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(mock.addr()).await.expect("a server listens");
    stream.write_all(bytes).await.expect("the server reads");
    stream.shutdown().await.expect("it can be closed in one direction");
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.expect("the server answers");
    answers
}

fn statuses(answers: &str) -> Vec<&str> {
    answers.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.get(..3)).collect()
}

/// A request for something that is not there, to tell its answer from others.
fn nothing() -> String {
    plain("GET", "/_mock/no", &[], "")
}

/// A call whose body comes in these chunks.
fn chunked(chunks: &str) -> String {
    let call = Call::send_parcel(&[]).form(&[("Address", "Lane 1")]);
    let bytes = call.bytes();
    let (head, _) = bytes.split_once("\r\n\r\n").expect("a head");
    let head = head.replace(&format!("content-length: {}", call.body.len()), "transfer-encoding: Chunked");
    format!("{head}\r\n\r\n{chunks}")
}

#[tokio::test]
async fn a_request_may_come_byte_by_byte() {
    let mock = start().await;
    let (mut client, server) = duplex(1);
    let ask = async {
        let call = Call::send_parcel(&[]).form(&[("Weight", "5")]).bytes();
        client.write_all(call.as_bytes()).await.expect("the mock reads");
        let last = Call::count_parcels().bytes_with(&[("connection", "close")]);
        let (mut reader, mut writer) = tokio::io::split(client);
        let mut answers = String::new();
        let (read, written) = tokio::join!(reader.read_to_string(&mut answers), writer.write_all(last.as_bytes()));
        written.and(read.map(|_| ())).expect("the mock answers");
        answers
    };
    let (answers, ()) = tokio::join!(ask, mock.serve_connection(server));
    assert_eq!(statuses(&answers), ["200", "200"], "{answers}");
}

#[tokio::test]
async fn requests_that_are_sent_ahead_are_answered_in_their_order() {
    let mock = start().await;
    let mut connection = Connection::open(mock.addr()).await;
    let first = Call::send_parcel(&[]).form(&[("Weight", "5")]).bytes_with(&[("x-mock-delay", "30")]);
    // A line too much between two requests is what some clients send.
    let all = [first, chunked("9\r\nAddress=L\r\n7\r\nane%201\r\n0\r\n\r\n\r\n"), nothing()];
    connection.write(all.concat().as_bytes()).await;
    for expected in [200, 200, 404] {
        assert_eq!(connection.receive().await.expect("an answer").status, expected);
    }
}

#[tokio::test]
async fn chunks_may_have_extensions_and_a_trailer_after_them() {
    let mock = start().await;
    let chunks = "A;name=\"a b\"\r\nAddress=La\r\n006\r\nne%201\r\n0\r\nChecksum: abc\r\nmore:\r\n\r\n";
    let answers = answers(&mock, (chunked(chunks) + &nothing()).as_bytes()).await;
    assert_eq!(statuses(&answers), ["200", "404"], "{answers}");
}

#[tokio::test]
async fn a_body_that_does_not_come_as_announced_is_refused() {
    let mock = start().await;
    let long = "a".repeat(20_000);
    for chunks in [
        "g\r\n".to_owned(),
        "-1\r\n".to_owned(),
        "fffffffffffffffff\r\n".to_owned(),
        "2\r\nabc\r\n0\r\n\r\n".to_owned(),
        "2\r\nab".to_owned(),
        "5;".to_owned() + &long,
        "0\r\n".to_owned() + &long,
        String::new(),
    ] {
        let answers = answers(&mock, chunked(&chunks).as_bytes()).await;
        assert_eq!(statuses(&answers), ["400"], "{chunks:.9}: {answers}");
        assert!(answers.contains(r#""code":"ContentLengthDoesNotMatch""#), "{chunks:.9}: {answers}");
        assert!(answers.contains("\r\nconnection: close\r\n"), "{chunks:.9}: {answers}");
    }
    let half = plain("POST", "/", &[("host", "h")], "abc");
    let answers = answers(&mock, half.trim_end_matches('c').as_bytes()).await;
    assert!(answers.contains(r#""code":"ContentLengthDoesNotMatch""#), "{answers}");
}

/// Whoever reads chunks another way than a proxy before it takes a part of one request for another request.
#[tokio::test]
async fn chunks_are_read_to_the_letter() {
    let mock = start().await;
    for chunks in [
        // No size.
        "\r\n",
        ";\r\n\r\n",
        // Lines that end with a line feed alone.
        "2;\nab\r\n{}\r\n0\r\n\r\n",
        "2\r\n{}\n0\r\n\r\n",
        // Trailers that are not headers.
        "0\r\n\x00\x01garbage\r\n\r\n",
    ] {
        let answers = answers(&mock, (chunked(chunks) + &nothing()).as_bytes()).await;
        assert_eq!(statuses(&answers), ["400"], "{chunks:?}: {answers}");
    }
}

#[tokio::test]
async fn what_is_no_http_is_refused_and_the_connection_ends() {
    let mock = start().await;
    let many = "a: b\r\n".repeat(101);
    let long = format!("a: {}\r\n", "b".repeat(256 * 1024));
    for (head, status) in [
        ("GET /\r\n", 400),
        ("GET / HTTP/3.0\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\na b: c\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\na: b\x00\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\na: b\r\n c\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ncontent-length: 1, 1\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ncontent-length: +1\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ncontent-length:\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ncontent-length: 99999999999999999999\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ncontent-length: 0\r\ncontent-length: 1\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: gzip\r\n", 400),
        ("GET / HTTP/1.1\r\nhost: h\r\ntransfer-encoding: gzip, chunked\r\n", 501),
        ("GET / HTTP/1.0\r\nhost: h\r\ntransfer-encoding: chunked\r\n", 400),
        (&format!("GET / HTTP/1.1\r\nhost: h\r\n{many}"), 431),
        (&format!("GET / HTTP/1.1\r\nhost: h\r\n{long}"), 431),
        (&format!("GET /{} HTTP/1.1\r\nhost: h\r\n", "a".repeat(65 * 1024)), 414),
    ] {
        let mut connection = Connection::open(mock.addr()).await;
        let answer = connection.send(format!("{head}\r\n").as_bytes()).await;
        assert_eq!(answer.status, status, "{head:.80}");
        assert_eq!(answer.header("connection"), Some("close"));
        assert!(connection.is_closed().await, "{head:.80}");
    }
    assert!(mock.calls().is_empty());
}

#[tokio::test]
async fn a_request_of_http_1_1_names_one_host() {
    let mock = start().await;
    for (version, hosts, status) in [
        ("1.1", "", 400),
        ("1.1", "host: h\r\nhost: h\r\n", 400),
        ("1.1", "host: a b/c@d\r\n", 400),
        ("1.1", "host: h:p\r\n", 400),
        ("1.0", "host: h\r\nhost: h\r\n", 400),
        ("1.0", "", 404),
        ("1.1", "host:\r\n", 404),
        ("1.1", "host: [::1]:80\r\n", 404),
    ] {
        let mut connection = Connection::open(mock.addr()).await;
        let answer = connection.send(format!("GET /_mock/no HTTP/{version}\r\n{hosts}\r\n").as_bytes()).await;
        assert_eq!(answer.status, status, "HTTP/{version} {hosts:?}");
        if status == 400 {
            assert!(answer.body.contains("Host header"), "{}", answer.body);
            assert_eq!(answer.header("connection"), Some("close"));
            assert!(connection.is_closed().await, "HTTP/{version} {hosts:?}");
        }
    }
}

/// A client may close its direction of the connection as soon as it has asked.
#[tokio::test]
async fn whoever_has_no_more_to_send_is_still_answered() {
    let mock = start().await;
    let calls: [fn() -> Call; 2] = [|| Call::count_parcels(), || Call::send_parcel(&[]).form(&[("Weight", "5")])];
    for (call, delay) in calls.into_iter().flat_map(|call| [(call, "0"), (call, "50")]) {
        let answers = answers(&mock, call().bytes_with(&[("x-mock-delay", delay)]).as_bytes()).await;
        assert_eq!(statuses(&answers), ["200"], "{delay}: {answers}");
    }
}

#[tokio::test]
async fn a_length_that_is_said_twice_is_still_one() {
    let mock = start().await;
    let request = "POST /_mock/no HTTP/1.1\r\nhost: h\r\ncontent-length: 1\r\nContent-Length: 1\r\n\r\n_";
    let answers = answers(&mock, request.repeat(2).as_bytes()).await;
    assert_eq!(statuses(&answers), ["404", "404"], "{answers}");
}

#[tokio::test]
async fn of_chunks_and_a_length_the_chunks_count_and_nothing_after_them() {
    let mock = start().await;
    let call = chunked("10\r\nAddress=Lane%201\r\n0\r\n\r\n").replacen("\r\n\r\n", "\r\ncontent-length: 3\r\n\r\n", 1);
    let answers = answers(&mock, (call + &nothing()).as_bytes()).await;
    assert_eq!(statuses(&answers), ["200"], "{answers}");
    assert!(answers.contains("\r\nconnection: close\r\n"), "{answers}");
}

#[tokio::test]
async fn a_client_that_waits_for_a_go_ahead_gets_it() {
    let mock = start().await;
    let call = Call::send_parcel(&[]).form(&[("Address", "Lane 1")]).bytes_with(&[("Expect", "100-Continue")]);
    let (head, body) = call.split_once("\r\n\r\n").expect("a head and a body");
    let mut connection = Connection::open(mock.addr()).await;
    assert_eq!(connection.send(format!("{head}\r\n\r\n").as_bytes()).await.status, 100);
    assert_eq!(connection.send(body.as_bytes()).await.status, 200);
    // Not who would send too much.
    let head = "POST / HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 9999999\r\n\r\n";
    assert_eq!(connection.send(head.as_bytes()).await.status, 413);
    assert!(connection.is_closed().await);
}

#[tokio::test]
async fn a_client_says_whether_it_wants_to_go_on() {
    let mock = start().await;
    for (version, option, goes_on) in [
        ("1.1", "", None),
        ("1.1", "close", Some("close")),
        ("1.1", "te, Close", Some("close")),
        ("1.0", "", None),
        ("1.0", "Keep-Alive", Some("keep-alive")),
    ] {
        let request = format!("GET /_mock/no HTTP/{version}\r\nhost: h\r\nconnection: {option}\r\n\r\n");
        let mut connection = Connection::open(mock.addr()).await;
        let answer = connection.send(request.as_bytes()).await;
        assert_eq!((answer.status, answer.header("connection")), (404, goes_on), "{version} {option}");
        match (version, goes_on) {
            (_, Some("close")) | ("1.0", None) => assert!(connection.is_closed().await, "{version} {option}"),
            _ => assert_eq!(connection.send(request.as_bytes()).await.status, 404, "{version} {option}"),
        }
    }
}

#[tokio::test]
async fn an_answer_to_head_has_the_length_of_what_it_does_not_have() {
    let mock = start().await;
    let requests = ["HEAD", "GET"].map(|method| plain(method, "/_mock/no", &[], ""));
    let answers = answers(&mock, requests.concat().as_bytes()).await;
    let heads: Vec<_> = answers.split("HTTP/1.1 ").skip(1).filter_map(|answer| answer.split_once("\r\n\r\n")).collect();
    let [(head, nothing), (same_head, body)] = heads[..] else { panic!("{answers}") };
    assert_eq!((head, nothing), (same_head, ""));
    assert!(head.contains(&format!("\r\ncontent-length: {}\r\n", body.len())), "{answers}");
}

#[tokio::test]
async fn an_answer_has_a_date() {
    let answer = exchange(start().await.addr(), nothing()).await;
    let date = answer.header("date").expect("a date");
    let date = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).expect("as HTTP writes it");
    assert!(date.duration_until(jiff::Timestamp::now()).as_secs().abs() < 60, "{date}");
}

#[tokio::test]
async fn a_status_without_a_name_is_sent_all_the_same() {
    let mock = start().await;
    for (status, line) in [(599, "HTTP/1.1 599 <none>\r\n"), (503, "HTTP/1.1 503 Service Unavailable\r\n")] {
        mock.force_with("CountParcels", &Force::status(status)).expect("the operation is served");
        let answers = answers(&mock, Call::count_parcels().bytes().as_bytes()).await;
        assert!(answers.starts_with(line), "{answers}");
        assert!(answers.contains("\r\ncontent-length: 0\r\n"), "{answers}");
    }
    mock.force_with("CountParcels", &Force::status(204)).expect("the operation is served");
    let answers = answers(&mock, Call::count_parcels().bytes().as_bytes()).await;
    assert!(answers.starts_with("HTTP/1.1 204 No Content\r\n") && !answers.contains("content-length"), "{answers}");
}
