//! Server-sent events: the rules of the HTML standard, whatever the pieces that a body comes in.

use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;
use twinspec_core::{Decode, Decoder, Event, EventFormat, EventReader, LocalErrorKind, Sequence};

/// Name, data and id of an event.
type Told = (String, String, Option<String>);

/// What pieces of a body tell, and how long to wait.
fn read<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> (Vec<Told>, Option<Duration>) {
    let mut reader = EventReader::new(1 << 20);
    let mut events = Vec::new();
    for piece in pieces {
        let mut piece = Bytes::copy_from_slice(piece);
        while let Some(event) = reader.next(&mut piece) {
            let event = event.expect("it is not too long");
            events.push((event.name().to_owned(), event.to_string(), event.id().map(str::to_owned)));
        }
        assert!(piece.is_empty(), "a piece is read to its end");
    }
    (events, reader.retry())
}

fn event(name: &str, data: &str, id: Option<&str>) -> Told {
    (name.to_owned(), data.to_owned(), id.map(str::to_owned))
}

#[test]
fn events_are_read_by_the_rules_of_the_standard() {
    let message = |data: &str| event("message", data, None);
    for (body, expected) in [
        ("data: one\n\n", vec![message("one")]),
        ("data: one\ndata: two\n\n", vec![message("one\ntwo")]),
        ("data:one\r\ndata:  two\r\n\r\n", vec![message("one\n two")]),
        ("data: one\r\rdata: two\r\r", vec![message("one"), message("two")]),
        ("\u{feff}data: one\n\n", vec![message("one")]),
        (": nothing to see\n\ndata: one\n:\n\n", vec![message("one")]),
        ("data\n\n", vec![message("")]),
        ("data: one\nother: two\n\n", vec![message("one")]),
        ("event: result\ndata: one\n\ndata: two\n\n", vec![event("result", "one", None), message("two")]),
        (
            "id: 7\ndata: one\n\ndata: two\n\n",
            vec![event("message", "one", Some("7")), event("message", "two", Some("7"))],
        ),
        ("id: 7\ndata: a\n\nid\ndata: b\n\n", vec![event("message", "a", Some("7")), event("message", "b", None)]),
        // An event without data is none, and neither is one that the body ends within.
        ("event: result\n\ndata: one\n\ndata: two\n", vec![message("one")]),
    ] {
        let (mut events, _) = read([body.as_bytes()]);
        // No id and an empty one are the same to the standard.
        events.iter_mut().for_each(|(_, _, id)| *id = id.take().filter(|id| !id.is_empty()));
        assert_eq!(events, expected, "{body:?}");
    }
}

#[test]
fn the_time_to_wait_is_told_aside() {
    assert_eq!(read([b"retry: 1500\n\nretry: soon\n\n".as_slice()]), (vec![], Some(Duration::from_millis(1500))));
}

#[test]
fn an_event_that_is_too_long_is_an_error_and_the_next_one_is_read() {
    let mut reader = EventReader::new(8);
    let mut piece = Bytes::from("data: 123456789\n\ndata: 12345678\n\n");
    let error = reader.next(&mut piece).unwrap().unwrap_err();
    assert_eq!(error.kind(), LocalErrorKind::TooLarge);
    assert_eq!(reader.next(&mut piece).unwrap().unwrap().into_data(), "12345678");
}

#[test]
fn what_the_data_of_an_event_becomes_counts_towards_its_limit() {
    let mut reader = EventReader::new(1000);
    let mut piece = Bytes::from(format!("data: [0{}]\n\n", ",0".repeat(400)));
    let event = reader.next(&mut piece).unwrap().unwrap();
    assert_eq!(event.clone().decode::<Vec<i32>>(EventFormat::Json).unwrap().len(), 401);
    let error = reader.decode::<Vec<i32>>(event, EventFormat::Json).unwrap_err();
    assert_eq!(error.kind(), LocalErrorKind::TooLarge);
    assert!(error.to_string().starts_with("the data of an event takes more than 8000 bytes of memory"), "{error}");
}

fn first(body: &'static str) -> Event<String> {
    EventReader::new(1024).next(&mut Bytes::from(body)).unwrap().unwrap()
}

#[test]
fn data_is_json_or_text() {
    #[derive(Debug, PartialEq, Default)]
    struct Part {
        text: String,
    }

    impl Decode for Part {
        fn decode(&mut self, from: Decoder<'_, '_>) {
            from.object(&mut [("text", &mut self.text)]);
        }
    }
    let part =
        first("event: part\ndata: {\"text\":\ndata: \"a\",\"more\":1}\n\n").decode::<Part>(EventFormat::Json).unwrap();
    assert_eq!((part.name(), &*part), ("part", &Part { text: "a".to_owned() }));
    let text = first("data: [DONE]\n\n").decode::<String>(EventFormat::Text).unwrap();
    assert_eq!(text.into_data(), "[DONE]");
    let error = first("data: secret\n\n").decode::<Part>(EventFormat::Json).unwrap_err();
    assert_eq!(error.kind(), LocalErrorKind::Decode);
    assert!(!error.to_string().contains("secret"), "{error}");
    assert!(error.to_string().starts_with("the data of an event is not JSON"), "{error}");
}

/// Bodies that look like events, with all kinds of line ends.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let line = prop_oneof![
        4 => "data: ?[a-zé漢 ]{0,6}",
        1 => "event: [a-z]{1,4}",
        1 => "id: [0-9]{1,3}",
        1 => "retry: [0-9]{1,3}",
        1 => ":[a-z漢]{0,3}",
        1 => "[a-z]{0,4}",
        3 => Just(String::new()),
    ];
    let end = prop_oneof![Just("\n"), Just("\r"), Just("\r\n")];
    let lines = proptest::collection::vec((line, end), 0..24);
    (any::<bool>(), lines).prop_map(|(mark, lines)| {
        let text: String = lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect();
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").into_bytes()
    })
}

/// A body cut at these places.
fn cut(body: &[u8], mut at: Vec<usize>) -> Vec<&[u8]> {
    at.iter_mut().for_each(|place| *place %= body.len() + 1);
    at.extend([0, body.len()]);
    at.sort_unstable();
    at.windows(2).map(|pair| &body[pair[0]..pair[1]]).collect()
}

proptest! {
    #[test]
    fn however_a_body_is_cut_it_tells_the_same(body in body(), at in proptest::collection::vec(any::<usize>(), 0..16)) {
        let whole = read([body.as_slice()]);
        prop_assert_eq!(&read(cut(&body, at)), &whole);
        prop_assert_eq!(&read(body.chunks(1)), &whole);
    }

    #[test]
    fn bytes_of_any_kind_are_read_the_same_however_they_are_cut(
        body in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'\n'), Just(b'\r'), Just(b':'), Just(b'd')], 0..200),
        at in proptest::collection::vec(any::<usize>(), 0..16),
    ) {
        prop_assert_eq!(read(cut(&body, at)), read([body.as_slice()]));
    }

    #[test]
    fn data_comes_out_as_it_went_in(data in "[^\r\n]{0,40}(\n[^\r\n]{0,40}){0,3}") {
        let lines: String = data.split('\n').map(|line| format!("data: {line}\n")).collect();
        let (events, _) = read([format!("{lines}\n").as_bytes()]);
        prop_assert_eq!(events, [event("message", &data, None)]);
    }
}

#[test]
fn the_items_of_other_sequences_are_lines_and_records() {
    let read = |sequence, pieces: &[&'static str]| {
        let mut reader = EventReader::of(sequence, 1 << 10);
        let mut found = Vec::new();
        for piece in pieces {
            let mut piece = piece.as_bytes().into();
            while let Some(item) = reader.next(&mut piece) {
                found.push(item.expect("it is text").into_data());
            }
        }
        found.extend(reader.end().map(|item| item.expect("it is text").into_data()));
        found
    };
    assert_eq!(read(Sequence::Lines, &["{\"a\"", ":1}\r\n\n[", "2]\n3"]), ["{\"a\":1}", "[2]", "3"]);
    assert_eq!(read(Sequence::Records, &["\u{1e}{\n\"a\":1}\n\u{1e}", "2\n", "\u{1e}3"]), ["{\n\"a\":1}", "2", "3"]);
    // A text in a record can have what ends objects, and a record that breaks off ends where the next one begins.
    let odd = ["\u{1e}[\n\"]\\\"\",\n\n1]\n", "\u{1e}{\"a\":\n", "\u{1e}2\n"];
    assert_eq!(read(Sequence::Records, &odd), ["[\n\"]\\\"\",\n\n1]", "{\"a\":", "2"]);
    assert_eq!(read(Sequence::Lines, &["\n"]), Vec::<String>::new());
    let mut reader = EventReader::of(Sequence::Lines, 4);
    let error = reader.next(&mut "12345".into()).expect("a fault").expect_err("it is too long");
    assert_eq!(error.kind(), LocalErrorKind::TooLarge);
}
