//! Parameters in the styles of OpenAPI (3.0.3, 4.7.12.2): what is in the URL, the headers and the body.

use serde_json::{Value, json};
use twinspec_core::{
    Anonymous, Api, Arguments, CallFacts, Encode, Endpoint, HttpRequest, Location, Method, Operation, Parameter, Plain,
    Style, or_null,
};

static API: Api = Api::new("items", "1", &Plain);

fn request(parameters: Vec<Parameter>, path: &'static str, values: &[(&str, Value)]) -> HttpRequest {
    let operation = Operation::new(&API, "find", &[Method::Post], path).parameters(Vec::leak(parameters));
    let operation: &'static Operation = Box::leak(Box::new(operation));
    let mut arguments = Arguments::new(operation);
    values.iter().for_each(|(name, value)| arguments.set(name, value));
    let endpoint: Endpoint = "https://example.com/v1".parse().expect("an endpoint");
    let facts = CallFacts::of(&endpoint);
    facts.request(&arguments, &Anonymous).expect("a request")
}

fn target(parameter: Parameter, path: &'static str, value: Value) -> String {
    let name = parameter.name;
    request(vec![parameter], path, &[(name, value)]).target().trim_start_matches("/v1").to_owned()
}

#[test]
fn a_query_is_written_in_the_style_of_its_parameter() {
    let query = |style| Parameter::new("p", Location::Query, style);
    let list = || json!(["a b", "c,d", "e&f"]);
    let object = || json!({ "k": "x/y", "n": 2 });
    let rows = [
        (query(Style::Form), json!("a b"), "/?p=a%20b"),
        (query(Style::Form), list(), "/?p=a%20b,c%2Cd,e%26f"),
        (query(Style::Form).explode(), list(), "/?p=a%20b&p=c%2Cd&p=e%26f"),
        (query(Style::Form), object(), "/?p=k,x%2Fy,n,2"),
        (query(Style::Form).explode(), object(), "/?k=x%2Fy&n=2"),
        (query(Style::SpaceDelimited), list(), "/?p=a%20b%20c%2Cd%20e%26f"),
        (query(Style::PipeDelimited), list(), "/?p=a%20b%7Cc%2Cd%7Ce%26f"),
        (query(Style::PipeDelimited).explode(), list(), "/?p=a%20b&p=c%2Cd&p=e%26f"),
        (query(Style::DeepObject).explode(), object(), "/?p%5Bk%5D=x%2Fy&p%5Bn%5D=2"),
        (
            query(Style::DeepObject).explode(),
            json!({ "a": { "b": [1, 2] } }),
            "/?p%5Ba%5D%5Bb%5D%5B0%5D=1&p%5Ba%5D%5Bb%5D%5B1%5D=2",
        ),
        (query(Style::Form).allow_reserved(), json!("a/b?c&d"), "/?p=a/b?c%26d"),
        (query(Style::Json), object(), "/?p=%7B%22k%22%3A%22x%2Fy%22%2C%22n%22%3A2%7D"),
        (query(Style::Form).explode(), json!([]), "/"),
    ];
    for (parameter, value, expected) in rows {
        let shown = format!("{parameter:?} {value}");
        assert_eq!(target(parameter, "/", value), expected, "{shown}");
    }
}

#[test]
fn a_header_parameter_comes_before_what_the_runtime_says_of_the_program() {
    let parameter = Parameter::new("User-Agent", Location::Header, Style::Simple);
    let operation: &'static Operation =
        Box::leak(Box::new(Operation::new(&API, "find", &[Method::Post], "/").parameters(vec![parameter].leak())));
    let mut arguments = Arguments::new(operation);
    arguments.set("User-Agent", "mine/1");
    let endpoint: Endpoint = "https://example.com".parse().expect("an endpoint");
    let mut facts = CallFacts::of(&endpoint);
    facts.user_agent = "ours/1";
    let request = facts.request(&arguments, &Anonymous).expect("a request");
    assert_eq!(request.headers().get("user-agent"), Some("mine/1"));
}

#[test]
fn a_path_is_written_in_the_style_of_its_parameter() {
    let path = |style| Parameter::new("p", Location::Path, style).required();
    let (list, object) = (|| json!([1, "a/b"]), || json!({ "k": "v", "n": 2 }));
    let rows = [
        (path(Style::Simple), json!("a,b"), "/items/a%2Cb"),
        (path(Style::Simple), list(), "/items/1,a%2Fb"),
        (path(Style::Simple), object(), "/items/k,v,n,2"),
        (path(Style::Simple).explode(), object(), "/items/k=v,n=2"),
        (path(Style::Label), json!(5), "/items/.5"),
        (path(Style::Label), list(), "/items/.1,a%2Fb"),
        (path(Style::Label).explode(), list(), "/items/.1.a%2Fb"),
        (path(Style::Label).explode(), object(), "/items/.k=v.n=2"),
        (path(Style::Matrix), json!(5), "/items/;p=5"),
        (path(Style::Matrix), list(), "/items/;p=1,a%2Fb"),
        (path(Style::Matrix).explode(), list(), "/items/;p=1;p=a%2Fb"),
        (path(Style::Matrix), object(), "/items/;p=k,v,n,2"),
        (path(Style::Matrix).explode(), object(), "/items/;k=v;n=2"),
    ];
    for (parameter, value, expected) in rows {
        let shown = format!("{parameter:?} {value}");
        assert_eq!(target(parameter, "/items/{p}", value), expected, "{shown}");
    }
}

#[test]
fn headers_and_cookies_are_written_in_the_style_of_their_parameter() {
    let parameters = vec![
        Parameter::new("X-Ids", Location::Header, Style::Simple),
        Parameter::new("X-Filter", Location::Header, Style::Simple).explode(),
        Parameter::new("session", Location::Cookie, Style::Form),
        Parameter::new("flags", Location::Cookie, Style::Form),
    ];
    let values = [
        ("X-Ids", json!(["x", "y"])),
        ("X-Filter", json!({ "k": "v", "n": 1 })),
        ("session", json!("a;b")),
        ("flags", json!([1, 2])),
    ];
    let request = request(parameters, "/", &values);
    assert_eq!(request.headers().get("x-ids"), Some("x,y"));
    assert_eq!(request.headers().get("x-filter"), Some("k=v,n=1"));
    assert_eq!(request.headers().get("cookie"), Some("session=a%3Bb; flags=1,2"));
    assert!(!format!("{request:?}").contains("a%3Bb"));
}

/// After public reports: OpenAPITools/openapi-generator#10689, gpu-cli/openapi-to-rust#27, fern-api/fern#17686.
#[test]
fn every_style_of_one_operation_is_sent() {
    let parameters = vec![
        Parameter::new("ids", Location::Path, Style::Simple).required(),
        Parameter::new("tags", Location::Query, Style::Form).explode(),
        Parameter::new("joined", Location::Query, Style::Form),
        Parameter::new("piped", Location::Query, Style::PipeDelimited),
        Parameter::new("filter", Location::Query, Style::DeepObject).explode(),
        Parameter::new("flat", Location::Query, Style::Form).explode(),
    ];
    let values = [
        ("ids", json!([1, 2])),
        ("tags", json!(["a", "b"])),
        ("joined", json!(["a", "b"])),
        ("piped", json!(["a", "b"])),
        ("filter", json!({ "color": "red" })),
        ("flat", json!({ "shade": "dark" })),
    ];
    let sent = request(parameters, "/items/{ids}", &values);
    let expected = "/v1/items/1,2?tags=a&tags=b&joined=a,b&piped=a%7Cb&filter%5Bcolor%5D=red&shade=dark";
    assert_eq!(sent.target(), expected);
}

#[test]
fn a_form_has_its_fields_in_their_styles() {
    let parameters = vec![
        Parameter::new("expand", Location::Form, Style::Form).explode(),
        Parameter::new("created", Location::Form, Style::DeepObject).explode(),
        Parameter::new("address", Location::Form, Style::Json),
    ];
    let values =
        [("expand", json!(["a", "b"])), ("created", json!({ "gte": 1 })), ("address", json!({ "city": "Ulm" }))];
    let request = request(parameters, "/", &values);
    let body = std::str::from_utf8(request.body()).expect("a text");
    assert_eq!(body, "expand=a&expand=b&created%5Bgte%5D=1&address=%7B%22city%22%3A%22Ulm%22%7D");
    assert_eq!(request.headers().get("content-type"), Some("application/x-www-form-urlencoded"));
}

#[test]
fn a_body_of_parts_has_each_with_its_media_type() {
    let parameters = vec![
        Parameter::new("title", Location::Part, Style::Text),
        Parameter::new("tags", Location::Part, Style::Text).explode(),
        Parameter::new("meta", Location::Part, Style::Json),
        Parameter::new("filter", Location::Part, Style::DeepObject).explode(),
        Parameter::new("file", Location::Part, Style::Binary).media_type("image/png"),
    ];
    let operation = Operation::new(&API, "upload", &[Method::Post], "/").parameters(Vec::leak(parameters));
    let mut arguments = Arguments::new(Box::leak(Box::new(operation)));
    arguments.set("title", "twinspec-boundary");
    arguments.set("tags", &json!(["a", "b"]));
    arguments.set("meta", &json!({ "k": 1, "none": null }));
    arguments.set("filter", &json!({ "sizes": [1, 2], "none": null }));
    arguments.set_bytes("file", vec![0xff, 0xd8]);
    let endpoint: Endpoint = "https://example.com".parse().expect("an endpoint");
    let request = CallFacts::of(&endpoint).request(&arguments, &Anonymous).expect("a request");
    // A boundary that one of the parts contains would end it.
    let content_type = "multipart/form-data; boundary=twinspec-boundary-1";
    assert_eq!(request.headers().get("content-type"), Some(content_type));
    let body = String::from_utf8_lossy(request.body());
    let part = |head: &str, text: &str| {
        format!("--twinspec-boundary-1\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n")
    };
    let expected = [
        part("name=\"title\"", "twinspec-boundary"),
        part("name=\"tags\"", "a"),
        part("name=\"tags\"", "b"),
        part("name=\"meta\"\r\nContent-Type: application/json", "{\"k\":1,\"none\":null}"),
        part("name=\"filter[sizes][0]\"", "1"),
        part("name=\"filter[sizes][1]\"", "2"),
        part("name=\"file\"; filename=\"file\"\r\nContent-Type: image/png", "\u{fffd}\u{fffd}"),
        "--twinspec-boundary-1--\r\n".to_owned(),
    ];
    assert_eq!(body, expected.concat());
}

#[test]
fn a_required_body_is_there_even_if_nothing_is_in_it() {
    let sent = |parameter: Parameter, is_required: bool| {
        let operation = Operation::new(&API, "add", &[Method::Post], "/").parameters(vec![parameter].leak());
        let operation = if is_required { operation.body_required() } else { operation };
        let arguments = Arguments::new(Box::leak(Box::new(operation)));
        let endpoint: Endpoint = "https://example.com".parse().expect("an endpoint");
        let request = CallFacts::of(&endpoint).request(&arguments, &Anonymous).expect("a request");
        let content_type = request.headers().get("content-type").map(str::to_owned);
        (content_type, String::from_utf8_lossy(request.body()).into_owned())
    };
    let field = || Parameter::new("p", Location::Form, Style::Form);
    let part = || Parameter::new("p", Location::Part, Style::Text);
    let nothing = (None, String::new());
    assert_eq!(sent(field(), true), (Some("application/x-www-form-urlencoded".to_owned()), String::new()));
    assert_eq!(sent(field(), false), nothing);
    let empty = ("multipart/form-data; boundary=twinspec-boundary", "--twinspec-boundary--\r\n");
    assert_eq!(sent(part(), true), (Some(empty.0.to_owned()), empty.1.to_owned()));
    assert_eq!(sent(part(), false), nothing);
    assert_eq!(sent(Parameter::new("p", Location::Query, Style::Form), true), nothing);
}

#[test]
fn a_body_of_parts_has_the_media_type_of_its_operation() {
    let content_type = |media_type| {
        let parameters = vec![
            Parameter::new("meta", Location::Part, Style::Json),
            Parameter::new("name", Location::Part, Style::Text),
        ];
        let operation = Operation::new(&API, "add", &[Method::Post], "/").parameters(parameters.leak());
        let mut arguments = Arguments::new(Box::leak(Box::new(operation.multipart(media_type))));
        arguments.set("meta", &json!({ "k": 1 }));
        arguments.set("name", "n");
        let endpoint: Endpoint = "https://example.com".parse().expect("an endpoint");
        let request = CallFacts::of(&endpoint).request(&arguments, &Anonymous).expect("a request");
        request.headers().get("content-type").unwrap_or_default().to_owned()
    };
    assert_eq!(content_type("multipart/mixed"), "multipart/mixed; boundary=twinspec-boundary");
    assert_eq!(content_type("multipart/form-data; boundary=x"), "multipart/form-data; boundary=twinspec-boundary");
    let related = "multipart/related; boundary=twinspec-boundary; type=\"application/json\"";
    assert_eq!(content_type("multipart/related"), related);
}

#[test]
fn a_part_of_any_value_is_a_text_unless_it_has_structure() {
    let any = |name| Parameter::new(name, Location::Part, Style::Json);
    let parameters = vec![any("text"), any("number"), any("list"), any("typed").media_type("application/json")];
    let values = [("text", json!("a \"b\"")), ("number", json!(1.5)), ("list", json!(["a"])), ("typed", json!("a"))];
    let request = request(parameters, "/", &values);
    let part = |head: &str, text: &str| {
        format!("--twinspec-boundary\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n")
    };
    let expected = [
        part("name=\"text\"", "a \"b\""),
        part("name=\"number\"", "1.5"),
        part("name=\"list\"\r\nContent-Type: application/json", "[\"a\"]"),
        part("name=\"typed\"\r\nContent-Type: application/json", "\"a\""),
        "--twinspec-boundary--\r\n".to_owned(),
    ];
    assert_eq!(String::from_utf8_lossy(request.body()), expected.concat());
}

#[test]
fn a_body_that_is_null_is_sent_and_one_that_is_not_there_is_not() {
    let sent = |parameter: Parameter, value: &dyn Encode| {
        let operation = Operation::new(&API, "set", &[Method::Put], "/").parameters(vec![parameter].leak());
        let mut arguments = Arguments::new(Box::leak(Box::new(operation)));
        arguments.set("body", value);
        let endpoint: Endpoint = "https://example.com".parse().expect("an endpoint");
        let request = CallFacts::of(&endpoint).request(&arguments, &Anonymous).expect("a request");
        String::from_utf8_lossy(request.body()).into_owned()
    };
    let body = |style| Parameter::new("body", Location::Body, style);
    let json = || body(Style::Json).media_type("application/json");
    let (nothing, null): (Option<Option<String>>, Option<Option<String>>) = (None, Some(None));
    assert_eq!(sent(json(), &null), "null");
    assert_eq!(sent(json(), &Value::Null), "null");
    assert_eq!(sent(json(), &or_null(&None::<String>)), "null");
    assert_eq!(sent(json(), &nothing), "");
    // Null is not a text, and without a media type it is nothing.
    assert_eq!(sent(body(Style::Text).media_type("text/plain"), &null), "");
    assert_eq!(sent(body(Style::Json), &null), "");
    assert_eq!(sent(Parameter::new("body", Location::Query, Style::Form), &null), "");
}

#[test]
fn a_body_has_the_media_type_of_its_parameter() {
    let sent = |style, media_type, value| {
        let parameter = Parameter::new("body", Location::Body, style).media_type(media_type);
        let request = request(vec![parameter], "/", &[("body", value)]);
        let content_type = request.headers().get("content-type").unwrap_or_default().to_owned();
        (content_type, String::from_utf8_lossy(request.body()).into_owned())
    };
    let rows = [
        (Style::Json, "application/merge-patch+json", json!({ "a": null }), "{\"a\":null}"),
        (Style::Text, "text/csv", json!("a,b"), "a,b"),
        (
            Style::Xml,
            "text/xml",
            json!({ "r": { "a": "1" } }),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><r><a>1</a></r>",
        ),
    ];
    for (style, media_type, value, body) in rows {
        assert_eq!(sent(style, media_type, value), (media_type.to_owned(), body.to_owned()));
    }
    assert_eq!(sent(Style::Text, "", json!("a")).0, "text/plain");
}
