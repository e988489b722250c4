//! Wrong shapes that real services send: what is read, and what is not. The decisions are in
//! `docs/decisions/0025-wrong-shapes-are-read-if-nothing-is-lost.md`, the reports in `docs/wrong-shapes.md`.
//!
//! A row is a JSON text and what becomes of it. What does not fit costs the call that it answers, and no other; the error
//! names the field.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proptest::prelude::*;
use twinspec_core::{
    Api, Arguments, Decode, DecodeError, Decoder, Encode, ErrorKind, Headers, HttpResponse, Input, LocalErrorKind,
    Method, Operation, Plain, ResponseFormat, Value, decode, from_json, object, or_null,
};

/// A disk, some of whose fields have to be there.
#[derive(Debug, Default, PartialEq, Clone)]
struct Disk {
    id: String,
    size: Option<i32>,
    tags: Vec<Tag>,
}

impl Decode for Disk {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Id", &mut self.id), ("Size", &mut self.size), ("Tags", &mut self.tags)]);
    }
}

/// A tag, all of whose fields may be absent.
#[derive(Debug, Default, PartialEq, Clone)]
struct Tag {
    key: Option<String>,
    values: Vec<String>,
}

impl Decode for Tag {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Key", &mut self.key), ("Values", &mut self.values)]);
    }
}

fn tag(key: &str) -> Tag {
    Tag { key: Some(key.to_owned()), values: Vec::new() }
}

#[track_caller]
fn read<T: Decode + Default + Debug + PartialEq>(rows: &[(&str, T)]) {
    for (text, expected) in rows {
        match from_json::<T>(text) {
            Ok(found) => assert_eq!(found, *expected, "{text}"),
            Err(error) => panic!("{text}: {error}"),
        }
    }
}

/// Each text is refused, and the error says what was expected.
#[track_caller]
fn refused<T: Decode + Default + Debug>(texts: &[&str], expected: &str) {
    for text in texts {
        match from_json::<T>(text) {
            Ok(found) => panic!("{text} became {found:?}"),
            Err(error) => assert!(error.to_string().contains(&format!("expected {expected}")), "{text}: {error}"),
        }
    }
}

#[test]
fn any_value_that_is_not_there_is_null() {
    #[derive(Debug, Default, PartialEq)]
    struct Link {
        url: String,
        accessed: Value,
    }

    impl Decode for Link {
        fn decode(&mut self, from: Decoder<'_, '_>) {
            from.object(&mut [("url", &mut self.url), ("accessed", &mut self.accessed)]);
        }
    }

    let link = |accessed| Link { url: "u".to_owned(), accessed };
    read(&[(r#"{"url":"u"}"#, link(Value::Null)), (r#"{"url":"u","accessed":1}"#, link(Value::from(1)))]);
    refused::<Link>(&["{}"], "a value at `url`");
}

#[test]
fn an_integer_is_a_number_or_the_text_of_one() {
    read::<i32>(&[("12", 12), (r#""12""#, 12), (r#""-12""#, -12), (r#"" 12 ""#, 12), ("12.0", 12), ("1e3", 1000)]);
    refused::<i32>(
        &["1.5", r#""1.5""#, r#""""#, r#"" ""#, r#""12 GB""#, r#""1,000""#, r#""0x1f""#, "true", "null", "[12]", "{}"],
        "an integer of 32 bits",
    );
    read::<u32>(&[("4294967295", u32::MAX), (r#""4294967295""#, u32::MAX)]);
    refused::<u32>(&["-1", r#""-1""#, "4294967296"], "an integer of 32 bits, 0 or more");
}

/// The size of backups outgrew 32 bits. It is not cut off.
#[test]
fn an_integer_that_is_too_large_for_its_type_is_refused_and_not_cut_off() {
    read::<i32>(&[("2147483647", i32::MAX), ("-2147483648", i32::MIN)]);
    refused::<i32>(&["2147483648", "-2147483649", r#""2147483648""#, "3e9"], "an integer of 32 bits");
    read::<i64>(&[
        ("9223372036854775807", i64::MAX),
        (r#""9223372036854775807""#, i64::MAX),
        // One more than numbers with a point can tell apart.
        ("9007199254740993", 9_007_199_254_740_993),
    ]);
    refused::<i64>(&["9223372036854775808", "1e19", r#""9223372036854775808""#], "an integer of 64 bits");
    read::<u64>(&[("18446744073709551615", u64::MAX)]);
    refused::<u64>(&["18446744073709551616", "-1"], "an integer of 64 bits, 0 or more");
    let error = from_json::<Vec<Disk>>(r#"[{"Id":"d-1","Size":40},{"Id":"d-2","Size":3000000000}]"#).unwrap_err();
    assert_eq!(error.to_string(), "does not fit the operation: expected an integer of 32 bits at `[1].Size`");
}

#[test]
fn a_number_is_a_number_or_the_text_of_one() {
    read::<f64>(&[("0.5", 0.5), (r#""0.5""#, 0.5), ("12", 12.0), (r#""12""#, 12.0), (r#""1e-3""#, 0.001)]);
    refused::<f64>(&[r#""""#, r#""NaN""#, r#""inf""#, r#""5%""#, "true", "null", "[]"], "a number");
    read::<f32>(&[("0.5", 0.5), (r#""0.5""#, 0.5)]);
    refused::<f32>(&["1e300", r#""1e300""#], "a number of 32 bits");
}

#[test]
fn a_boolean_is_a_boolean_its_text_or_one_or_zero() {
    read::<bool>(&[
        ("true", true),
        (r#""true""#, true),
        (r#""True""#, true),
        (r#""FALSE""#, false),
        (r#""false""#, false),
        ("1", true),
        ("0", false),
    ]);
    refused::<bool>(&["2", "-1", "1.0", r#""1""#, r#""yes""#, r#""on""#, r#""""#, "null", "[]", "{}"], "a boolean");
}

/// `Data` is a list where a text was described.
#[test]
fn a_text_is_a_text_an_integer_or_a_boolean() {
    let text = str::to_owned;
    read::<String>(&[
        (r#""12""#, text("12")),
        ("12", text("12")),
        ("18446744073709551615", text("18446744073709551615")),
        ("-3", text("-3")),
        ("true", text("true")),
        ("false", text("false")),
        (r#""""#, text("")),
    ]);
    // Of these it is not known how they were written, or there is more in them than a text.
    refused::<String>(
        &["1.10", "1e3", "18446744073709551616", "null", "[]", r#"["a"]"#, "{}", r#"{"a":1}"#],
        "a string",
    );
}

/// `""` for a number.
#[test]
fn an_optional_value_is_absent_if_it_is_null_or_an_empty_text() {
    for nothing in ["null", r#""""#] {
        read::<Option<i32>>(&[(nothing, None)]);
        read::<Option<u64>>(&[(nothing, None)]);
        read::<Option<f64>>(&[(nothing, None)]);
        read::<Option<bool>>(&[(nothing, None)]);
        read::<Option<Disk>>(&[(nothing, None)]);
        read::<Option<Box<Tag>>>(&[(nothing, None)]);
    }
    // An empty text is a text.
    read::<Option<String>>(&[("null", None), (r#""""#, Some(String::new()))]);
    // PHP writes an object without members so.
    read::<Option<Disk>>(&[("[]", None)]);
    read::<Option<Tag>>(&[("[]", None), ("{}", Some(Tag::default()))]);
    refused::<Option<i32>>(&[r#"" ""#, "[]", "{}"], "an integer");
    refused::<Option<Disk>>(&[r#"" ""#, r#""none""#, "[{}]", "0"], "an object");
    let error = from_json::<Disk>(r#"{"Id":"d-1","Size":"forty"}"#).unwrap_err();
    assert!(error.to_string().ends_with("expected an integer of 32 bits at `Size`"), "{error}");
    read::<Disk>(&[(r#"{"Id":"d-1","Size":""}"#, Disk { id: "d-1".to_owned(), ..Disk::default() })]);
}

#[test]
fn null_and_nothing_are_told_apart_where_a_type_does() -> Result<(), DecodeError> {
    #[derive(Debug, Default, PartialEq)]
    struct Change {
        title: Option<String>,
        text: Option<Option<String>>,
        tags: Option<Vec<Option<i32>>>,
        any: Option<Value>,
    }

    impl Decode for Change {
        fn decode(&mut self, from: Decoder<'_, '_>) {
            from.object(&mut [
                ("title", &mut self.title),
                ("text", &mut self.text),
                ("tags", &mut self.tags),
                ("any", &mut self.any),
            ]);
        }
    }

    impl Encode for Change {
        fn encode(&self) -> Value {
            object(&[("title", &or_null(&self.title)), ("text", &self.text), ("tags", &self.tags), ("any", &self.any)])
        }
    }

    for text in [
        r#"{"title":null}"#,
        r#"{"text":null,"title":"a"}"#,
        r#"{"text":"b","title":null}"#,
        r#"{"tags":[],"title":"a"}"#,
        r#"{"any":null,"tags":[1,null],"title":"a"}"#,
    ] {
        assert_eq!(from_json::<Change>(text)?.encode().to_string(), text);
    }
    Ok(())
}

#[test]
fn a_value_that_has_to_be_there_is_not_made_up() {
    for (text, expected) in [
        (r#"{}"#, "expected a value at `Id`"),
        (r#"{"Id":null}"#, "expected a string at `Id`"),
        (r#"{"Id":[]}"#, "expected a string at `Id`"),
    ] {
        let error = from_json::<Disk>(text).unwrap_err();
        assert!(error.to_string().ends_with(expected), "{text}: {error}");
    }
}

/// `{"Items":{"Item":[…]}}` where `Items` was described as a list.
#[test]
fn a_list_may_be_wrapped_in_an_object() {
    let ids = || vec!["a".to_owned(), "b".to_owned()];
    read::<Vec<String>>(&[
        (r#"["a","b"]"#, ids()),
        (r#"{"Item":["a","b"]}"#, ids()),
        (r#"{"anything":["a","b"]}"#, ids()),
        (r#"{"Item":[]}"#, vec![]),
        (r#"{"Item":null}"#, vec![]),
    ]);
    read::<Vec<Tag>>(&[
        (r#"{"Tag":[{"Key":"a"},{"Key":"b"}]}"#, vec![tag("a"), tag("b")]),
        (r#"{"Tag":{"Key":"a"}}"#, vec![tag("a")]),
    ]);
    refused::<Vec<String>>(&[r#"{"Item":["a"],"Total":1}"#, r#"{"Item":"a"}"#, r#"{"a":1,"b":2}"#], "a list");
    // It may be no item, or one without anything in it.
    refused::<Vec<String>>(&["{}"], "a list");
    refused::<Vec<Tag>>(&["{}"], "a list");
    let error = from_json::<Vec<i32>>(r#"{"Item":[1,"x"]}"#).unwrap_err();
    assert!(error.to_string().ends_with("at `[1]`"), "{error}");
}

#[test]
fn a_list_may_be_one_object() {
    read::<Vec<Tag>>(&[
        (r#"{"Key":"a"}"#, vec![tag("a")]),
        (r#"{"Key":"a","New":1}"#, vec![tag("a")]),
        // Its one member is a list, and a field of a tag all the same.
        (r#"{"Values":["v"]}"#, vec![Tag { key: None, values: vec!["v".to_owned()] }]),
    ]);
    // Nothing that a tag has: an error with the status 200, for instance.
    refused::<Vec<Tag>>(&[r#"{"Code":"Forbidden","Message":"No."}"#, r#"{"Code":"Forbidden"}"#], "a list");
    let any = |text: &str| vec![from_json::<Value>(text).unwrap()];
    read::<Vec<Value>>(&[(r#"{"Item":[1]}"#, any(r#"{"Item":[1]}"#))]);
    let error = from_json::<Disk>(r#"{"Id":"d-1","Tags":{"Key":[]}}"#).unwrap_err();
    assert!(error.to_string().ends_with("expected a string at `Tags[0].Key`"), "{error}");
}

#[test]
fn a_list_is_empty_if_it_is_null_or_an_empty_text() {
    read::<Vec<String>>(&[("null", vec![]), (r#""""#, vec![])]);
    read::<Option<Vec<i32>>>(&[("null", None), (r#""""#, Some(vec![]))]);
    // A text may be one item, or several that are joined.
    refused::<Vec<String>>(&[r#""a""#, r#""a,b""#, "1", "true"], "a list");
    refused::<Vec<String>>(&[r#"[null]"#, r#"["a",["b"]]"#], "a string");
}

#[test]
fn a_map_is_empty_if_it_is_null_an_empty_text_or_an_empty_list() {
    type Map = BTreeMap<String, i32>;
    read::<Map>(&[("null", Map::new()), (r#""""#, Map::new()), ("[]", Map::new()), ("{}", Map::new())]);
    read::<Map>(&[(r#"{"a":"1"}"#, Map::from([("a".to_owned(), 1)]))]);
    refused::<Map>(&["[1]", r#"[{"a":1}]"#, r#""a""#, "1"], "an object");
    let error = from_json::<Map>(r#"{"a":"x"}"#).unwrap_err();
    assert!(error.to_string().ends_with("expected an integer of 32 bits at `[*]`"), "{error}");
}

#[test]
fn an_object_is_an_object() {
    refused::<Disk>(&["null", r#""""#, "[]", r#"[{"Id":"d-1"}]"#, r#""{\"Id\":\"d-1\"}""#, "1"], "an object");
}

static API: Api = Api::new("disks", "1", &Plain);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Unlisted,
    Local,
}

impl ErrorKind for Kind {
    const TABLE: &'static [Self] = &[];
    const UNLISTED: Self = Self::Unlisted;
    const LOCAL: Self = Self::Local;
}

macro_rules! input {
    ($name:ident, $format:ident, $output:ty) => {
        struct $name;

        impl Input for $name {
            type Output = $output;
            type ErrorKind = Kind;
            const OPERATION: &'static Operation = {
                static OPERATION: Operation =
                    Operation::new(&API, "ListDisks", &[Method::Get], "/disks").response(ResponseFormat::$format);
                &OPERATION
            };

            fn arguments(&self, _: &mut Arguments) {}
        }
    };
}

#[derive(Debug, Default)]
struct DisksInXml {
    root: Root,
}

impl Decode for DisksInXml {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Disks", &mut self.root)]);
    }
}

#[derive(Debug, Default)]
struct Root {
    tags: Vec<Tag>,
    size: Option<i32>,
    names: Vec<String>,
}

impl Decode for Root {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Tags", &mut self.tags), ("Size", &mut self.size), ("Names", &mut self.names)]);
    }
}

input!(List, Json, Vec<Disk>);
input!(ListAny, Json, Value);
input!(ListInXml, Xml, DisksInXml);

fn answer(status: u16, body: impl Into<Vec<u8>>) -> HttpResponse {
    HttpResponse::new(status, Headers::default(), body.into())
}

#[test]
fn xml_is_read_alike() {
    let read =
        |inner: &str| decode::<ListInXml>(answer(200, format!("<Disks>{inner}</Disks>"))).unwrap().into_body().root;
    let one = "<Tags><Key>a</Key></Tags>";
    assert_eq!(read(one).tags, [tag("a")]);
    assert_eq!(read(&format!("{one}{one}")).tags, [tag("a"), tag("a")]);
    assert_eq!(read("<Tags><Tag><Key>a</Key></Tag></Tags>").tags, [tag("a")]);
    assert_eq!(read("<Tags><Tag><Key>a</Key></Tag><Tag><Key>b</Key></Tag></Tags>").tags, [tag("a"), tag("b")]);
    assert_eq!(read("<Names><Name>a</Name><Name>b</Name></Names>").names, ["a", "b"]);
    assert_eq!((read("<Size/>").size, read("<Size> 3 </Size>").size), (None, Some(3)));
}

#[test]
fn a_wrong_shape_costs_one_call_and_is_named() {
    assert_eq!(decode::<List>(answer(200, r#"[{"Id":1,"Size":"40"}]"#)).unwrap()[0].size, Some(40));
    let error = decode::<List>(answer(200, r#"[{"Id":"secret","Size":{"secret":1}}]"#)).unwrap_err();
    assert_eq!((error.local_kind(), error.status()), (Some(LocalErrorKind::Decode), Some(200)));
    assert!(error.to_string().ends_with("expected an integer of 32 bits at `[0].Size`"), "{error}");
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn an_error_that_is_a_document_is_not_quoted() {
    for body in [r#"{"secret":1}"#, r#" ["secret"]"#, "<secret/>"] {
        let error = decode::<List>(answer(400, body)).unwrap_err();
        assert_eq!((error.message(), error.to_string().as_str()), ("", "ListDisks: 400 (status 400)"), "{body}");
        assert_eq!(error.service().unwrap().body(), body);
    }
    assert_eq!(decode::<List>(answer(400, "no such disk")).unwrap_err().message(), "no such disk");
}

const KILOBYTE: usize = 1024;

/// A document of hundreds of kilobytes, for a client that reads so much.
#[track_caller]
fn too_large<I: Input>(status: u16, body: String)
where
    I::Output: Debug,
{
    let length = body.len();
    assert!(length <= 400 * KILOBYTE);
    let response = answer(status, body).with_max_bytes(400 * KILOBYTE);
    let error = decode::<I>(response).map(drop).unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::TooLarge), "{error}");
    assert_eq!(error.decode_error(), Some(&DecodeError::TooLarge { limit: 3200 * KILOBYTE }));
    assert_eq!((error.status(), error.is_retryable()), (Some(status), false));
    let expected = format!("{length} bytes) takes more than 3276800 bytes of memory, 8 times `max_response_bytes`");
    assert!(error.to_string().contains(&expected), "{error}");
}

#[test]
fn what_an_answer_becomes_in_memory_counts_towards_its_limit() {
    let zeros = |count: usize| format!("[0{}]", ",0".repeat(count));
    too_large::<ListAny>(200, zeros(150_000));
    too_large::<ListAny>(200, format!("[[]{}]", ",[]".repeat(100_000)));
    too_large::<ListAny>(200, format!("{{\"a\":[{{}}{}]}}", ",{}".repeat(100_000)));
    // The type is larger than its value in the document.
    too_large::<List>(200, format!("[null{}]", ",{}".repeat(60_000)));
    too_large::<ListInXml>(200, format!("<Disks>{}</Disks>", "<a/>".repeat(90_000)));
    let names: String = (0..40_000).map(|number| format!("<a{number}/>")).collect();
    too_large::<ListInXml>(200, format!("<Disks>{names}</Disks>"));
}

#[test]
fn a_document_of_the_usual_kind_may_be_as_long_as_the_limit() {
    let disk = r#"{"Id":"d-1234567890","Size":40,"Tags":[{"Key":"environment","Values":["production"]}]}"#;
    let count = 4000;
    let body = format!("[{disk}{}]", format!(",{disk}").repeat(count - 1));
    let length = body.len();
    let response = answer(200, body).with_max_bytes(length);
    assert_eq!(decode::<List>(response).unwrap().len(), count);
}

#[test]
fn a_document_that_nests_too_deeply_is_refused() {
    for body in ["[".repeat(100_000), "{\"a\":".repeat(100_000)] {
        let error = decode::<ListAny>(answer(200, body)).unwrap_err();
        assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode), "{error}");
    }
    let error = decode::<ListInXml>(answer(200, "<a>".repeat(100_000))).unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Decode), "{error}");
}

proptest! {
    #[test]
    fn an_integer_reads_the_same_as_a_number_and_as_a_text(number in any::<i64>()) {
        let (plain, quoted) = (number.to_string(), format!("\"{number}\""));
        prop_assert_eq!(from_json::<i64>(&plain), Ok(number));
        prop_assert_eq!(from_json::<i64>(&quoted), Ok(number));
        prop_assert_eq!(from_json::<String>(&plain), Ok(plain.clone()));
        prop_assert_eq!(from_json::<String>(&quoted), Ok(plain.clone()));
        prop_assert_eq!(from_json::<i32>(&plain).ok(), i32::try_from(number).ok());
        prop_assert_eq!(from_json::<u64>(&quoted).ok(), u64::try_from(number).ok());
    }

    #[test]
    fn a_number_reads_the_same_as_a_number_and_as_a_text(quarters in any::<i32>()) {
        let plain = Value::from(f64::from(quarters) / 4.0).to_string();
        prop_assert_eq!(from_json::<f64>(&plain), from_json::<f64>(&format!("\"{plain}\"")));
    }
}
