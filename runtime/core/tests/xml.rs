//! Values in XML, by what OpenAPI says of names, attributes, lists and namespaces.

use serde_json::{Value, json};
use twinspec_core::xml::{self, Xml, XmlComponents};

const CATEGORY: Xml = Xml::new().name("category").members(&[("id", Xml::new().attribute())]);
const NAMED: Xml = Xml::new().name("tag");
const PLAIN: Xml = Xml::new();
const BOOK: Xml = Xml::new().prefix("b").namespace("urn:books").members(MEMBERS);
const PLAIN_BOOK: Xml = Xml::new().members(MEMBERS);
const MEMBERS: &[(&str, Xml)] = &[
    ("id", Xml::new().name("number").attribute().prefix("b").namespace("urn:books")),
    ("category", Xml::new().component("Category")),
    ("photos", Xml::new().items(&Xml::new().name("photo"))),
    ("tags", Xml::new().items(&NAMED).wrapped()),
    ("words", Xml::new().items(&PLAIN).wrapped().name("lexicon")),
    ("lines", Xml::new().items(&PLAIN)),
    ("prices", Xml::new().values(&Xml::new().component("Category"))),
    ("parts", Xml::new().items(&Xml::new().component("Book"))),
];
const NOTE: Xml = Xml::new().members(&[("lang", Xml::new().attribute()), ("text", Xml::new().text())]);
const COMPONENTS: XmlComponents = &[("Book", BOOK), ("Category", CATEGORY), ("Note", NOTE)];

#[track_caller]
fn both_ways(component: &'static str, value: Value, document: &str) {
    let written = xml::write(&value, Xml::new().component(component), COMPONENTS, "root").expect("it can be written");
    assert_eq!(written.strip_prefix(r#"<?xml version="1.0" encoding="UTF-8"?>"#), Some(document));
    let read = xml::read(&written, Xml::new().component(component), COMPONENTS, 1 << 16).expect("it can be read");
    assert_eq!(read, value);
}

#[test]
fn names_attributes_and_namespaces_are_kept() {
    both_ways(
        "Book",
        json!({ "id": "7", "title": "A & B" }),
        r#"<b:Book xmlns:b="urn:books" b:number="7"><title>A &amp; B</title></b:Book>"#,
    );
}

#[test]
fn lists_are_wrapped_or_not_and_their_items_named() {
    let list = |value: Value| xml::write(&value, PLAIN_BOOK, COMPONENTS, "book").unwrap();
    let body = |value: Value| list(value).split_once("?>").unwrap().1.to_owned();
    assert_eq!(body(json!({ "photos": ["a", "b"] })), "<book><photo>a</photo><photo>b</photo></book>");
    assert_eq!(body(json!({ "tags": ["a"] })), "<book><tags><tag>a</tag></tags></book>");
    assert_eq!(body(json!({ "words": ["a"] })), "<book><lexicon><lexicon>a</lexicon></lexicon></book>");
    assert_eq!(body(json!({ "lines": ["a", "b"] })), "<book><lines>a</lines><lines>b</lines></book>");
    assert_eq!(body(json!({ "tags": [] })), "<book><tags></tags></book>");
    assert_eq!(body(json!({ "photos": [], "lines": null })), "<book></book>");
}

#[test]
fn one_item_is_a_list_and_so_is_none_in_its_wrapper() {
    let read = |document: &str| xml::read(document, BOOK, COMPONENTS, 1 << 16).unwrap();
    assert_eq!(read("<book><photo>a</photo></book>"), json!({ "photos": ["a"] }));
    assert_eq!(read("<book><tags/></book>"), json!({ "tags": [] }));
    assert_eq!(read("<book><tags><tag>a</tag><tag>b</tag></tags></book>"), json!({ "tags": ["a", "b"] }));
    assert_eq!(read("<book><lexicon><lexicon>a</lexicon></lexicon></book>"), json!({ "words": ["a"] }));
    assert_eq!(
        read("<book><x:photo>a</x:photo><line/><photo>b</photo></book>"),
        json!({ "line": "", "photos": ["a", "b"] })
    );
}

#[test]
fn components_are_followed_however_deep() {
    both_ways(
        "Book",
        json!({ "parts": [{ "category": { "id": "1", "name": "x" }, "parts": [{ "title": "y" }] }] }),
        "<b:Book xmlns:b=\"urn:books\"><b:parts><category id=\"1\"><name>x</name></category><b:parts><title>y</title></b:parts></b:parts></b:Book>",
    );
}

#[test]
fn a_map_has_an_element_for_each_name() {
    both_ways(
        "Book",
        json!({ "prices": { "eu": { "id": "1" }, "us": { "id": "2" } } }),
        "<b:Book xmlns:b=\"urn:books\"><prices><eu id=\"1\"></eu><us id=\"2\"></us></prices></b:Book>",
    );
}

#[test]
fn a_member_can_be_the_text_of_its_element() {
    both_ways("Note", json!({ "lang": "en", "text": "Hello" }), r#"<Note lang="en">Hello</Note>"#);
    both_ways("Note", json!({ "text": "Hello" }), "<Note>Hello</Note>");
}

#[test]
fn a_list_can_be_the_whole_document() {
    const BOOKS: Xml = Xml::new().items(&NAMED);
    let document = xml::write(&json!(["a", "b"]), BOOKS, &[], "books").unwrap();
    assert!(document.ends_with("<books><tag>a</tag><tag>b</tag></books>"), "{document}");
    assert_eq!(xml::read(&document, BOOKS, &[], 1024).unwrap(), json!(["a", "b"]));
}

#[test]
fn nil_is_null_and_what_is_not_described_is_passed_over() {
    let document = r#"<note xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" lang="en"><a xsi:nil="true"/><b c="d">e</b></note>"#;
    let read = xml::read(document, NOTE, &[], 1024).unwrap();
    assert_eq!(read, json!({ "a": null, "b": "e", "lang": "en" }));
}

#[test]
fn what_xml_has_no_way_to_write_is_refused() {
    for value in [json!({ "a b": 1 }), json!({ "a": "\u{1}" })] {
        assert_eq!(xml::write(&value, PLAIN, &[], "root"), None);
    }
    assert_eq!(xml::write(&json!("<a/>"), PLAIN, &[], "root").as_deref(), Some("<a/>"));
}
