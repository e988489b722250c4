//! A body in one of several media types.

use twinspec_core::xml::Xml;
use twinspec_core::{
    Anonymous, Api, Arguments, BodyContent, CallFacts, Encode, HttpRequest, Location, Method, Operation, Parameter,
    Plain, RequestError, Style, Value, object,
};

static API: Api = Api::new("petstore", "1.0.0", &Plain);
static ADD: Operation = Operation::new(&API, "addPet", &[Method::Post], "/pets")
    .parameters(&[
        Parameter::new("dry", Location::Query, Style::Form),
        Parameter::new("body", Location::Body, Style::Json).media_type("application/json").required(),
    ])
    .contents(&[
        BodyContent::new(
            "application/xml",
            &[Parameter::new("body", Location::Body, Style::Xml)
                .media_type("application/xml")
                .xml(Xml::new().name("pet"))],
        ),
        BodyContent::new(
            "application/x-www-form-urlencoded",
            &[
                Parameter::new("name", Location::Form, Style::Form),
                Parameter::new("tags", Location::Form, Style::Form).explode(),
            ],
        ),
        BodyContent::new(
            "multipart/form-data",
            &[
                Parameter::new("name", Location::Part, Style::Simple),
                Parameter::new("tags", Location::Part, Style::Json),
            ],
        ),
    ]);

struct Pet {
    name: &'static str,
    tags: Vec<String>,
}

impl Encode for Pet {
    fn encode(&self) -> Value {
        object(&[("name", &self.name), ("tags", &self.tags)])
    }
}

fn sent(media_type: Option<&str>) -> Result<HttpRequest, RequestError> {
    let mut arguments = Arguments::new(&ADD);
    arguments.choose_content(media_type);
    arguments.set("dry", &true);
    arguments.set("body", &Pet { name: "Mia", tags: vec!["a".to_owned(), "b".to_owned()] });
    CallFacts::of(&"petstore.example".parse().expect("an endpoint")).request(&arguments, &Anonymous)
}

/// The content type and the body.
fn body(media_type: Option<&str>) -> (String, String) {
    let request = sent(media_type).expect("it can be built");
    assert_eq!(request.target(), "/pets?dry=true");
    let content_type = request.headers().get("content-type").unwrap_or_default().to_owned();
    (content_type, String::from_utf8_lossy(request.body()).into_owned())
}

#[test]
fn the_same_value_is_sent_in_the_chosen_media_type() {
    let json = ("application/json".to_owned(), r#"{"name":"Mia","tags":["a","b"]}"#.to_owned());
    assert_eq!(body(None), json);
    let (content_type, document) = body(Some("application/xml"));
    assert_eq!(content_type, "application/xml");
    assert!(document.ends_with("<pet><name>Mia</name><tags>a</tags><tags>b</tags></pet>"), "{document}");
    let form = ("application/x-www-form-urlencoded".to_owned(), "name=Mia&tags=a&tags=b".to_owned());
    assert_eq!(body(Some("application/x-www-form-urlencoded")), form);
    let (content_type, parts) = body(Some("multipart/form-data"));
    assert!(content_type.starts_with("multipart/form-data; boundary="), "{content_type}");
    assert!(parts.contains("name=\"name\"\r\n\r\nMia\r\n"), "{parts}");
    assert!(parts.contains("name=\"tags\"\r\nContent-Type: application/json\r\n\r\n[\"a\",\"b\"]\r\n"), "{parts}");
}

#[test]
fn a_media_type_that_the_body_cannot_have_is_refused() {
    let error = sent(Some("text/csv")).expect_err("it is not one of them");
    assert_eq!(error.to_string(), "the body cannot be sent as `text/csv`");
}

static SIGN_IN: Operation = Operation::new(&API, "signIn", &[Method::Post], "/sign-in")
    .parameters(&[Parameter::new("body", Location::Body, Style::Json)
        .media_type("application/x-www-form-urlencoded")
        .required()])
    .contents(&[
        BodyContent::new(
            "application/x-www-form-urlencoded",
            &[Parameter::new("scopes", Location::Form, Style::Form).explode()],
        )
        .rest(&Parameter::new("", Location::Form, Style::Form).explode()),
        BodyContent::new("multipart/form-data", &[]).rest(&Parameter::new("", Location::Part, Style::Text)),
    ])
    .body_required();

/// The body of a call whose value is one of several objects.
fn signed_in(media_type: Option<&str>, value: &Value) -> Result<String, RequestError> {
    let mut arguments = Arguments::new(&SIGN_IN);
    arguments.choose_content(media_type);
    arguments.set("body", value);
    let request = CallFacts::of(&"petstore.example".parse().expect("an endpoint")).request(&arguments, &Anonymous)?;
    Ok(String::from_utf8_lossy(request.body()).into_owned())
}

#[test]
fn the_members_of_a_whole_value_are_the_fields_of_a_form() {
    let value = serde_json::json!({ "scopes": ["a", "b"], "user name": "Ann & Co", "ages": [1, 2], "none": null });
    let sent = signed_in(None, &value).expect("it can be built");
    assert_eq!(sent, "ages=1&ages=2&scopes=a&scopes=b&user%20name=Ann%20%26%20Co");
    let parts = signed_in(Some("multipart/form-data"), &value).expect("it can be built");
    assert!(parts.contains("name=\"user name\"\r\n\r\nAnn & Co\r\n"), "{parts}");
    assert_eq!(signed_in(None, &serde_json::json!({})).expect("an empty form"), "");
    assert_eq!(signed_in(None, &Value::Null).expect("an empty form"), "");
}

#[test]
fn a_value_without_members_is_not_a_form() {
    let error = signed_in(None, &Value::from("a text")).expect_err("it has no members");
    assert_eq!(error.to_string(), "the body cannot be sent as `application/x-www-form-urlencoded`");
}
