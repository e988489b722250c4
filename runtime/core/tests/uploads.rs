//! Bodies of bytes and files: from memory and from streams, under the media types that their description allows.

use std::error::Error;

use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, stream};
use twinspec_core::{
    Anonymous, Api, Arguments, Authorize, CallFacts, HttpRequest, Location, Method, Operation, Parameter, Plain,
    RequestDraft, RequestError, Style, Upload,
};

static API: Api = Api::new("files", "1", &Plain);

fn operation(parameters: Vec<Parameter>) -> &'static Operation {
    Box::leak(Box::new(Operation::new(&API, "put", &[Method::Put], "/file").parameters(parameters.leak())))
}

fn body(media_type: &'static str, style: Style) -> Arguments {
    let parameter = Parameter::new("body", Location::Body, style).media_type(media_type);
    Arguments::new(operation(vec![parameter]))
}

fn part(name: &'static str, media_type: &'static str) -> Parameter {
    Parameter::new(name, Location::Part, Style::Binary).explode().media_type(media_type)
}

fn request(arguments: &Arguments) -> Result<HttpRequest, RequestError> {
    let endpoint = "https://files.example".parse().expect("an endpoint");
    CallFacts { nonce: "n-1", ..CallFacts::of(&endpoint) }.request(arguments, &Anonymous)
}

fn content_type(arguments: &Arguments) -> Result<String, String> {
    match request(arguments) {
        Ok(request) => Ok(request.headers().get("content-type").expect("there is one").to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

fn pieces(pieces: &[&'static str]) -> impl futures_util::Stream<Item = Result<Bytes, std::io::Error>> + use<> {
    stream::iter(pieces.iter().map(|piece| Ok(Bytes::from_static(piece.as_bytes()))).collect::<Vec<_>>())
}

/// All that is sent of a body that is a stream, or why it broke off.
fn sent(request: &HttpRequest) -> Result<String, String> {
    let mut pieces = request.streamed_body().expect("it is a stream").pieces();
    let mut text = String::new();
    while let Some(piece) = pieces.next().now_or_never().expect("it is there") {
        match piece {
            Ok(piece) => text.push_str(std::str::from_utf8(&piece).expect("a text")),
            Err(error) => {
                assert!(pieces.next().now_or_never().expect("it is over").is_none());
                let source = error.source().map(|source| format!(": {source}")).unwrap_or_default();
                return Err(format!("{error}{source}"));
            }
        }
    }
    Ok(text)
}

fn upload(content: Upload) -> Result<HttpRequest, RequestError> {
    let mut arguments = body("", Style::Binary);
    arguments.set_bytes("body", content);
    request(&arguments)
}

#[test]
fn a_stream_is_the_body_and_is_not_read_before_it_is_sent() {
    let request = upload(Upload::stream(pieces(&["one ", "", "two"]))).expect("a request");
    assert_eq!(request.body(), b"");
    let body = request.streamed_body().expect("it is a stream");
    assert_eq!(body.length(), None);
    let curl = request.to_curl();
    assert!(curl.contains("-H 'transfer-encoding: chunked'") && curl.contains("--data-binary '@<file with"), "{curl}");
    assert_eq!(sent(&request), Ok("one two".to_owned()));
}

#[test]
fn a_stream_has_exactly_its_length() {
    let of = |length, texts: &[&'static str]| {
        let request = upload(Upload::stream(pieces(texts)).length(length)).expect("a request");
        assert_eq!(request.streamed_body().expect("it is a stream").length(), Some(length));
        sent(&request)
    };
    assert_eq!(of(7, &["one ", "two"]), Ok("one two".to_owned()));
    assert_eq!(of(0, &[]), Ok(String::new()));
    assert_eq!(of(8, &["one ", "two"]), Err("the stream of the body ended after 7 of its 8 bytes".to_owned()));
    for length in [0, 4, 6] {
        let longer = format!("the stream of the body is longer than its {length} bytes");
        assert_eq!(of(length, &["one ", "two"]), Err(longer));
    }
}

#[test]
fn an_error_of_the_stream_ends_the_body() {
    let broken = stream::iter([Ok("one"), Err("the disk is gone")]);
    let request = upload(Upload::stream(broken)).expect("a request");
    assert_eq!(sent(&request), Err("the stream of the body failed after 3 bytes: the disk is gone".to_owned()));
}

#[test]
fn a_stream_is_sent_once_and_what_can_be_made_again_as_often_as_it_is_needed() {
    let mut once = body("", Style::Binary);
    once.set_bytes("body", Upload::stream(pieces(&["one"])));
    let (first, second) = (request(&once).expect("a request"), request(&once).expect("nothing was read so far"));
    assert!(!once.is_spent());
    assert_eq!(sent(&first), Ok("one".to_owned()));
    assert!(once.is_spent() && once.clone().is_spent());
    assert!(sent(&second).expect_err("it is gone").contains("was sent already"));
    assert!(matches!(request(&once), Err(RequestError::Spent { parameter }) if parameter == "body"));

    let mut again = body("", Style::Binary);
    again.set_bytes("body", Upload::repeatable(|| pieces(&["one"])));
    for _ in 0..2 {
        assert_eq!(sent(&request(&again).expect("a request")), Ok("one".to_owned()));
    }
    assert!(!again.is_spent());
}

#[test]
fn files_of_several_parts_can_be_streams_behind_a_boundary_that_no_other_request_has() {
    let mut arguments = Arguments::new(operation(vec![
        part("files", "image/png, image/jpeg"),
        Parameter::new("note", Location::Part, Style::Text),
    ]));
    arguments.set("note", "n");
    arguments.set_bytes(
        "files",
        Upload::stream(pieces(&["o", "ne"])).length(3).content_type("image/jpeg").file_name("1.jpg"),
    );
    arguments.set_bytes("files", vec![b'2']);
    let request = request(&arguments).expect("a request");
    assert_eq!(request.headers().get("content-type"), Some("multipart/form-data; boundary=twinspec-boundary-n1"));
    let text = sent(&request).expect("all is sent");
    assert_eq!(request.streamed_body().expect("it is a stream").length(), Some(text.len() as u64));
    let expected = "--B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n\
        --B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\none\r\n\
        --B\r\nContent-Disposition: form-data; name=\"files\"; filename=\"files\"\r\nContent-Type: image/png\r\n\r\n2\r\n--B--\r\n";
    assert_eq!(text, expected.replace("--B", "--twinspec-boundary-n1"));
}

#[test]
fn of_a_stream_of_unknown_length_among_parts_the_length_is_not_known() {
    let mut arguments = Arguments::new(operation(vec![part("file", "")]));
    arguments.set_bytes("file", Upload::stream(pieces(&["one"])));
    assert_eq!(request(&arguments).expect("a request").streamed_body().expect("it is a stream").length(), None);
}

#[test]
fn the_media_type_is_one_that_the_description_allows() {
    // What is described, what is chosen, and what is sent.
    let rows = [
        ("image/*", Some("image/png"), Ok("image/png")),
        ("image/*", Some("IMAGE/PNG; q=1"), Ok("IMAGE/PNG; q=1")),
        ("image/*", None, Err("`body` is described as `image/*`; say which media type it has with `content_type`")),
        ("image/*", Some("text/plain"), Err("the body cannot be sent as `text/plain`")),
        ("image/*", Some("image/*"), Err("the body cannot be sent as `image/*`")),
        ("image/*", Some("image"), Err("the body cannot be sent as `image`")),
        ("image/*", Some("image/png\r\nx: y"), Err("the body cannot be sent as `image/png\r\nx: y`")),
        ("*/*", None, Ok("application/octet-stream")),
        ("*/*", Some("image/png"), Ok("image/png")),
        ("application/*", None, Ok("application/octet-stream")),
        ("application/pdf", None, Ok("application/pdf")),
        ("application/pdf", Some("application/zip"), Err("the body cannot be sent as `application/zip`")),
        ("image/png, image/jpeg", None, Ok("image/png")),
        ("image/png, image/jpeg", Some("image/jpeg"), Ok("image/jpeg")),
        ("image/png, image/jpeg", Some("image/gif"), Err("the body cannot be sent as `image/gif`")),
        ("", Some("image/gif"), Ok("image/gif")),
        ("", None, Ok("application/octet-stream")),
    ];
    for (described, choice, expected) in rows {
        let expected = expected.map(str::to_owned).map_err(str::to_owned);
        let content = || match choice {
            Some(choice) => Upload::from("x").content_type(choice),
            None => Upload::from("x"),
        };
        let mut by_content = body(described, Style::Binary);
        by_content.set_bytes("body", content());
        assert_eq!(content_type(&by_content), expected, "{described} {choice:?}");

        let mut by_call = body(described, Style::Binary);
        by_call.set_bytes("body", "x");
        by_call.set_content_type(choice);
        assert_eq!(content_type(&by_call), expected, "{described} {choice:?}");

        let mut of_part = Arguments::new(operation(vec![part("body", described)]));
        of_part.set_bytes("body", content());
        match expected {
            Ok(expected) => {
                let request = request(&of_part).expect("a request");
                let text = std::str::from_utf8(request.body()).expect("a text");
                assert!(text.contains(&format!("\r\nContent-Type: {expected}\r\n")), "{text}");
            }
            Err(expected) => assert_eq!(content_type(&of_part), Err(expected), "{described} {choice:?}"),
        }
    }
}

#[test]
fn a_text_has_a_media_type_of_its_range_too() {
    let mut arguments = body("text/*", Style::Text);
    arguments.set("body", "a,b");
    assert_eq!(content_type(&arguments).as_deref(), Ok("text/plain"));
    arguments.set_content_type(Some("text/csv"));
    assert_eq!(content_type(&arguments).as_deref(), Ok("text/csv"));
}

#[test]
fn what_signs_the_body_refuses_a_stream() {
    #[derive(Debug)]
    struct Hashed;
    impl Authorize for Hashed {
        fn authorize(&self, draft: &mut RequestDraft<'_>, _: &CallFacts<'_>) -> Result<(), RequestError> {
            let length = draft.body()?.len().to_string();
            draft.add_header("x-length", &length)
        }
    }
    let endpoint = "https://files.example".parse().expect("an endpoint");
    let signed = |content: Upload| {
        let mut arguments = body("", Style::Binary);
        arguments.set_bytes("body", content);
        CallFacts::of(&endpoint).request(&arguments, &Hashed)
    };
    assert_eq!(signed("one".into()).expect("a request").headers().get("x-length"), Some("3"));
    let error = signed(Upload::stream(pieces(&["one"]))).expect_err("it cannot be signed");
    assert_eq!(error.to_string(), "the signature covers the whole body, so it cannot be a stream; pass it as bytes");
}

#[test]
fn what_is_shown_of_a_call_is_the_size_of_its_body() {
    struct Shown(Arguments);
    impl std::fmt::Debug for Shown {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.show(f)
        }
    }
    let shown = |content: Upload| {
        let mut arguments = body("", Style::Binary);
        arguments.set_bytes("body", content);
        format!("{:?}", Shown(arguments))
    };
    assert_eq!(shown("one".into()), "put { body: 3 bytes }");
    assert_eq!(shown(Upload::stream(pieces(&[])).length(3)), "put { body: a stream of 3 bytes }");
    assert_eq!(shown(Upload::stream(pieces(&[]))), "put { body: a stream }");
}

#[test]
fn parts_without_names_follow_each_other() {
    let parameter = Parameter::new("body", Location::Part, Style::Json).explode().nameless();
    let mixed = Operation::new(&API, "put", &[Method::Put], "/file").parameters(vec![parameter].leak());
    let mut arguments = Arguments::new(Box::leak(Box::new(mixed.multipart("multipart/mixed"))));
    arguments.set("body", &serde_json::json!([{ "a": 1 }, "text"]));
    let sent = request(&arguments).expect("a request");
    assert_eq!(sent.headers().get("content-type"), Some("multipart/mixed; boundary=twinspec-boundary"));
    let expected = "--B\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n--B\r\n\r\ntext\r\n--B--\r\n";
    assert_eq!(std::str::from_utf8(sent.body()), Ok(&*expected.replace("--B", "--twinspec-boundary")));

    let parameter = Parameter::new("body", Location::Part, Style::Binary).explode().nameless();
    let mut arguments = Arguments::new(operation(vec![parameter]));
    arguments.set_bytes("body", Upload::from("1").content_type("image/png").file_name("1.png"));
    let sent = request(&arguments).expect("a request");
    let expected =
        "--B\r\nContent-Disposition: attachment; filename=\"1.png\"\r\nContent-Type: image/png\r\n\r\n1\r\n--B--\r\n";
    assert_eq!(std::str::from_utf8(sent.body()), Ok(&*expected.replace("--B", "--twinspec-boundary")));
}
