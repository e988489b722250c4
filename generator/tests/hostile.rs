//! Text is data: no text of a description becomes code that `cargo test` runs, HTML in rustdoc or in a page, or a character
//! that `rustc` refuses. The comments are read as rustdoc reads them, and as the newest version of its parser does.

use std::path::Path;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use serde_json::{Value, json};
use twinspec_generator::generate::{GenerateError, generate};
use twinspec_generator::output::OutputTree;
use twinspec_generator::settings::{Runtime, Settings};

/// What would run if a text were code.
const CALL: &str = "payload";

const PAYLOADS: &[&str] = &[
    "```rust\npayload();\n```",
    "```,\npayload();\n```",
    "```edition2021\npayload();\n```",
    "```should_panic\npayload();\n```",
    "~~~\npayload();\n~~~",
    "```\npayload();",
    "a\n> ```\n> payload();\n> ```",
    "> ```rust\n> payload();\n> ```",
    "- ```\n  payload();\n  ```",
    "1. ```rust\n   payload();\n   ```",
    ">     payload();",
    "-     payload();",
    "    payload();",
    "\tpayload();",
    "a\n\n\n    payload();\n",
    "a` ```\n\n```\npayload();\n```\n\n`",
    "- [ ] ```\n  payload();\n  ```",
    "- [ ]     payload();",
    "- [x] ```rust\n      payload();\n      ```",
    "1. [ ] ```\n   payload();\n   ```",
    "- [ ] - ```\n    payload();\n    ```",
    "- [ ] > ```\n  > payload();\n  > ```",
    "*/\npayload();\n/*",
    "\"); payload(); (\"",
    "\"#; payload(); #\"",
    "<script>payload()</script>",
    "a | <b>payload()</b> `<i>` ` | <u>",
    "<!--\n\n```rust\npayload();\n```\n",
    "-->\n<details>\n\n    payload();\n",
    "[`Client`]: javascript:payload()\n[a](javascript:payload())",
    "a\u{202e}b\u{2066}c\u{200b}d\u{0}e\u{1b}[31m\u{feff}\u{2028}\u{3164}",
    "a\r\n\r```rust\rpayload();\r```",
    "{{ payload }} {payload} %{payload}",
];

/// Descriptions with the text wherever one can be: in one of our own vocabulary, and in one that has none of it.
fn descriptions(text: &str) -> [Value; 2] {
    [described(text), plain(text)]
}

/// A document of somebody else, with what only such documents have: unions, headers, parts, security schemes, servers with
/// variables, examples, several answers.
fn plain(text: &str) -> Value {
    let scheme = |rest: Value| {
        let mut scheme = json!({ "description": text });
        scheme.as_object_mut().expect("an object").extend(rest.as_object().expect("an object").clone());
        scheme
    };
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": text, "version": text, "summary": text, "description": text, "termsOfService": text,
            "contact": { "name": text, "url": text, "email": text },
            "license": { "name": text, "identifier": text },
        },
        "externalDocs": { "url": text, "description": text },
        "servers": [{
            "url": "https://{region}.example.com/v1", "description": text,
            "variables": { "region": { "default": "eu", "enum": ["eu", text], "description": text } },
        }],
        "tags": [{ "name": text, "description": text, "externalDocs": { "url": text, "description": text } }],
        "security": [{ "key": [] }, { "token": [] }, { "flow": [text] }],
        "components": {
            "securitySchemes": {
                "key": scheme(json!({ "type": "apiKey", "in": "header", "name": "X-Key" })),
                "token": scheme(json!({ "type": "http", "scheme": "bearer", "bearerFormat": text })),
                "flow": scheme(json!({ "type": "oauth2", "flows": { "clientCredentials": {
                    "tokenUrl": text, "scopes": { text: text },
                } } })),
            },
            "schemas": {
                "Thing": {
                    "type": "object", "title": text, "description": text, "required": ["kind", text], "deprecated": true,
                    "properties": {
                        "kind": { "const": text, "description": text },
                        text: { "type": "string", "description": text, "default": text, "examples": [text] },
                        "level": { "type": "integer", "enum": [1, 2], "description": text },
                        "choice": { "oneOf": [
                            { "title": text, "type": "string", "description": text },
                            { "title": text, "type": "integer", "description": text },
                            { "$ref": "#/components/schemas/Other" },
                        ], "description": text },
                        "map": { "type": "object", "additionalProperties": { "type": "string", "description": text } },
                    },
                    "example": { "kind": text, text: text },
                },
                "Other": {
                    "description": text, "externalDocs": { "url": text, "description": text },
                    "type": "string", "enum": ["a", text],
                },
                text: { "type": "object", "description": text, "properties": { "a": { "type": "string" } } },
            },
        },
        "paths": {
            "/things/{id}": {
                "summary": text, "description": text,
                "parameters": [
                    { "name": "id", "in": "path", "required": true, "description": text, "schema": { "type": "string" }, "example": text },
                ],
                "put": {
                    "operationId": "putThing", "tags": [text], "summary": text, "description": text,
                    "externalDocs": { "url": text, "description": text },
                    "parameters": [
                        { "name": text, "in": "query", "description": text, "schema": { "type": "string", "default": text } },
                        { "name": "X-Trace", "in": "header", "description": text, "schema": { "type": "string" },
                          "examples": { text: { "summary": text, "description": text, "value": text } } },
                        { "name": "session", "in": "cookie", "description": text, "schema": { "enum": [text] } },
                    ],
                    "requestBody": { "description": text, "required": true, "content": {
                        "application/json": { "schema": { "$ref": "#/components/schemas/Thing" },
                            "examples": { text: { "summary": text, "value": { "kind": text, text: text } } } },
                        "multipart/form-data": { "schema": { "type": "object", "properties": {
                            "file": { "type": "string", "contentMediaType": text, "description": text },
                            text: { "type": "string", "description": text },
                        } } },
                    } },
                    "responses": {
                        "200": {
                            "description": text,
                            "headers": { "X-Rest": { "description": text, "schema": { "type": "string", "example": text } } },
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } },
                            "links": { "again": { "operationId": "putThing", "description": text } },
                        },
                        "201": { "description": text, "content": { "text/plain": { "schema": { "type": "string", "description": text } } } },
                        "4XX": { "description": text, "content": { "application/json": { "schema": { "type": "object", "properties": {
                            "message": { "type": "string", "description": text, "example": text },
                        } } } } },
                        "default": { "description": text },
                    },
                },
            },
        },
    })
}

/// A description in our vocabulary.
fn described(text: &str) -> Value {
    let shape = json!({
        "type": "object",
        "description": text,
        "properties": {
            "Name": { "type": "string", "description": text, "example": text },
            "Kind": { "type": "string", "description": text, "enum": ["A", text], "x-twin-value-titles": { "A": text } },
            "Part": { "$ref": "#/components/schemas/Part" },
        },
    });
    json!({
        "openapi": "3.0.3",
        "info": { "title": text, "version": "1", "description": text, "x-acs-product": "Thing", "x-acs-style": "RPC" },
        "servers": [
            { "url": "https://thing.example.com", "description": text, "x-acs-region-id": "cn-hangzhou", "x-acs-site": "intl" },
        ],
        "tags": [{ "name": text, "description": text }],
        "x-acs-sites": [{ "id": "intl", "name": text }],
        "x-twin-resources": { "Thing": { "description": text } },
        "components": { "schemas": { "Part": shape } },
        "paths": {
            "/GetThing": { "get": {
                "operationId": "GetThing",
                "x-acs-action": "GetThing",
                "tags": [text],
                "summary": text,
                "description": text,
                "x-acs-ram": [{ "action": "a:b", "access-level": "none", "resources": [text] }],
                "x-twin-limits": [{ "name": "few", "description": text, "count": 1, "per": "account", "window": "day" }],
                "parameters": [
                    { "name": "Needed", "in": "query", "required": true, "description": text, "schema": { "type": "string" }, "example": text },
                    { "name": text, "in": "query", "schema": { "type": "string" } },
                    { "name": "Mode", "in": "query", "description": text, "schema": { "type": "string", "enum": ["A", text], "x-twin-value-titles": { "A": text } }, "example": text },
                ],
                "x-twin-errors": [
                    { "status": 400, "code": "Bad", "message": text, "description": text, "remedy": text, "when": { "parameter": "Needed", "equals": text } },
                    { "status": 500, "code": "Odd", "message": text, "description": text, "remedy": text, "when": { "forced-only": text } },
                ],
                "x-twin-change-set": [{ "date": "2026-11-24", "summary": text }],
                "responses": { "200": { "description": text, "content": { "application/json": { "schema": shape, "example": { "Name": text } } } } },
            } },
        },
    })
}

fn generated(text: &str, mut document: Value) -> OutputTree {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = scratch.path().join("hostile");
    std::fs::create_dir(&folder).expect("a folder");
    loop {
        std::fs::write(folder.join("openapi.yaml"), document.to_string()).expect("it is written");
        match generate(Path::new(&folder), &Settings::new(Runtime::Path("../../..".to_owned()))) {
            Ok(generated) => return generated.tree,
            // A name or a condition that the lint refuses goes nowhere; the rest of the description still does.
            Err(GenerateError::Spec(files, faults)) => {
                let parameters = document.pointer_mut("/paths/~1GetThing/get/parameters").and_then(Value::as_array_mut);
                let parameters = parameters.filter(|parameters| parameters.len() == 3);
                let Some(parameters) = parameters else { panic!("{text:?}: {}", faults.render(&files, false)) };
                parameters.remove(1);
            }
            Err(error) => panic!("{text:?}: {error}: {:?}", std::error::Error::source(&error)),
        }
    }
}

/// The comments of a file: those that follow each other are one.
fn comments(tokens: TokenStream, found: &mut Vec<String>) {
    let mut comment = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' || punct.as_char() == '!' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket && doc(group.stream()).is_some() => {
                comment.push_str(&doc(group.stream()).expect("a comment"));
                comment.push('\n');
            }
            token => {
                found.extend((!comment.is_empty()).then(|| std::mem::take(&mut comment)));
                if let TokenTree::Group(group) = token {
                    comments(group.stream(), found);
                }
            }
        }
    }
    found.extend((!comment.is_empty()).then_some(comment));
}

/// The text of `doc = "…"`, without the blank that begins a line.
fn doc(attribute: TokenStream) -> Option<String> {
    let attribute: syn::MetaNameValue = syn::parse2(attribute).ok()?;
    match (attribute.path.is_ident("doc"), attribute.value) {
        (true, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })) => {
            let text = text.value();
            Some(text.strip_prefix(' ').unwrap_or(&text).to_owned())
        }
        _ => None,
    }
}

/// Whether rustdoc runs, or at least compiles, a block of code that says this of itself.
fn is_run(info: &str) -> bool {
    info.split([',', ' ', '\t']).filter(|word| !word.is_empty()).all(|word| {
        ["rust", "no_run", "should_panic", "compile_fail", "ignore", "test_harness", "standalone_crate"].contains(&word)
            || word.starts_with("edition")
    })
}

/// Whether code calls what it should not; a text in quotes is none.
fn calls(code: &str) -> bool {
    // A parameter of this name has a setter, which takes a value.
    fn any(tokens: TokenStream) -> bool {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let is_call = |pair: &[TokenTree]| match pair {
            [TokenTree::Ident(ident), TokenTree::Group(group)] => ident == CALL && group.stream().is_empty(),
            _ => false,
        };
        tokens.windows(2).any(is_call)
            || tokens.into_iter().any(|token| matches!(token, TokenTree::Group(group) if any(group.stream())))
    }
    let lines: Vec<_> = code.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    match lines.join("\n").parse::<TokenStream>() {
        Ok(tokens) => any(tokens),
        Err(_) => code.contains(CALL),
    }
}

/// What a version of the parser reads in a comment. They do not agree on everything, and rustdoc's is an older one.
macro_rules! faults_with {
    ($parser:ident, $markdown:expr) => {{
        use $parser::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
        let markdown: &str = $markdown;
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_SMART_PUNCTUATION;
        let mut faults = Vec::new();
        let mut code: Option<String> = None;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if !is_run(&info) => {}
                Event::Start(Tag::CodeBlock(_)) => code = Some(String::new()),
                Event::Text(text) if code.is_some() => code.as_mut().expect("code").push_str(&text),
                Event::End(TagEnd::CodeBlock) => {
                    faults.extend(code.take().filter(|code| calls(code)).map(|code| format!("code: {code}")));
                }
                Event::Html(html) | Event::InlineHtml(html) if !html.starts_with("<!-- @generated") => {
                    faults.push(format!("HTML: {html}"));
                }
                Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("javascript:") => {
                    faults.push(format!("link: {dest_url}"));
                }
                _ => {}
            }
        }
        faults
    }};
}

fn faults(markdown: &str) -> Vec<String> {
    let mut faults = faults_with!(pulldown_cmark, markdown);
    for fault in faults_with!(pulldown_cmark_of_rustdoc, markdown) {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    }
    faults
}

#[test]
fn no_text_becomes_code_or_html() {
    let mut read = 0;
    for text in PAYLOADS {
        let trees = descriptions(text).map(|document| generated(text, document));
        for tree in &trees {
            assert!(tree.iter().any(|(path, _)| path.ends_with("_thing.rs")), "{text:?}: the operation is left out");
        }
        for (path, file) in trees.iter().flat_map(OutputTree::iter) {
            let mut markdown = Vec::new();
            if path.ends_with(".rs") {
                comments(file.parse().expect("Rust"), &mut markdown);
                let tokens: TokenStream = file.parse().expect("Rust");
                assert!(!calls(&tokens.to_string()), "{text:?}: {path}");
            } else if path.ends_with(".md") {
                // What a page shows is not run; what it says is code is text.
                markdown.push(file.to_owned());
            }
            for markdown in markdown {
                let faults = faults(&markdown);
                assert!(faults.is_empty(), "{text:?}: {path}: {faults:?} in\n{markdown}");
                read += 1;
            }
            let is_odd = |c: char| {
                c.is_control() && !matches!(c, '\n' | '\t')
                    || matches!(c, '\u{200b}' | '\u{2028}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{3164}' | '\u{feff}')
            };
            assert!(!file.contains(is_odd), "{text:?}: {path} has a character that is not seen:\n{file}");
        }
    }
    assert!(read > PAYLOADS.len() * 100, "only {read} comments");
}

#[test]
fn the_test_itself_finds_what_it_looks_for() {
    for text in [
        "```\npayload();\n```",
        "    payload();",
        "- ```rust,edition2021\n  payload();\n  ```",
        "a <b>",
        "[a](javascript:b)",
    ] {
        assert_eq!(faults(text).len(), 1, "{text}");
    }
    assert!(faults("```\nf(\"payload()\");\n```").is_empty());
    let mut found = Vec::new();
    comments("//! a\n//! b\n/// c\nstruct A { /// d\n e: F }".parse().expect("Rust"), &mut found);
    assert_eq!(found.concat(), "a\nb\nc\nd\n");
}
