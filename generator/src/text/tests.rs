//! Held against the reader of rustdoc.

use proptest::prelude::*;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::block::options;
use super::{block, cell, code, code_cell, first_sentence, inline, json, toml};

/// What of a text would run, or be HTML.
fn faults(markdown: &str) -> Vec<String> {
    let events = Parser::new_ext(markdown, options());
    events
        .filter_map(|event| match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if &*info == "text" => None,
            Event::Start(Tag::CodeBlock(kind)) => Some(format!("{kind:?}")),
            Event::Html(html) | Event::InlineHtml(html) => Some(html.to_string()),
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("javascript:") => {
                Some(dest_url.to_string())
            }
            _ => None,
        })
        .collect()
}

const PAYLOADS: &[&str] = &[
    "```rust\nx();\n```",
    "```,\nx();\n```",
    "```edition2021\nx();\n```",
    "~~~ should_panic\nx();\n~~~",
    "```\nx();",
    "> ```\n> x();\n> ```",
    "- ```\n  x();\n  ```",
    "1. ```rust\n   x();\n   ```",
    ">     x();",
    "> -     x();",
    "    x();",
    "\tx();",
    "a\n\n    ```\n    x();",
    "1.  a\n\n        ```\n        x();\n        ```",
    "<script>x()</script>",
    "a <img src=x onerror=x()>\n\n<div>\n\n    x();\n\n</div>",
    "<!-- a\n\n```\nx();\n",
    "<b>`</b>`",
    "[a](javascript:x)",
    "[`Client`]: javascript:x\n\n[`Client`]",
    "[^1]: a\n\n        x();",
    "\u{202e}a\u{0}b\u{200b}\r\n\r```\rx();",
    "| a |\n|---|\n| `<b>` <b> |\n",
    "` <b> ` `<b>",
    "\\<b> \\\\<b> \\`<b>`",
    "***\n===\n---\n# a\n#   ```",
];

#[test]
fn no_payload_runs_or_is_html() {
    for payload in PAYLOADS {
        let text = block(payload);
        assert_eq!(faults(&text), [""; 0], "{payload:?} became {text:?}");
        for text in [inline(payload), code(payload)] {
            assert!(!text.contains('\n'), "{text:?}");
            for around in [text.clone(), format!("* {text} `"), format!("A {text} and {text}.")] {
                assert_eq!(faults(&around), [""; 0], "{payload:?} became {around:?}");
            }
        }
        for text in [cell(payload), code_cell(payload)] {
            let table = format!("| a | b |\n|---|---|\n| {text} | {text} |\n");
            assert_eq!(faults(&table), [""; 0], "{payload:?} became {table:?}");
            let cells =
                Parser::new_ext(&table, options()).filter(|event| matches!(event, Event::Start(Tag::TableCell)));
            assert_eq!(cells.count(), 4, "{table:?}");
        }
    }
}

#[test]
fn what_is_not_seen_is_written_out_in_comments_manifests_and_json() {
    for c in [
        '\u{34f}',
        '\u{115f}',
        '\u{1160}',
        '\u{17b4}',
        '\u{180b}',
        '\u{180e}',
        '\u{180f}',
        '\u{202e}',
        '\u{2066}',
        '\u{2800}',
        '\u{3164}',
        '\u{fe00}',
        '\u{fe0f}',
        '\u{ffa0}',
        '\u{e0041}',
        '\u{e0100}',
        '\u{e01ef}',
    ] {
        let text = format!("a{c}b");
        let written = format!("a\\u{{{:x}}}b", u32::from(c));
        assert_eq!(block(&text), written);
        assert_eq!(code(&text), format!("`{written}`"));
        let json = json(&serde_json::Value::from(text.as_str()));
        assert!(json.is_ascii(), "{json:?}");
        assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
        assert!(toml(&text).is_ascii());
    }
    // The variant of a sign is seen; what hides behind it is not.
    assert_eq!(block("\u{26a0}\u{fe0f} Beta"), "\u{26a0}\u{fe0f} Beta");
    assert_eq!(block("\u{26a0}\u{fe0f}\u{fe01}"), "\u{26a0}\u{fe0f}\\u{fe01}");
}

#[test]
fn text_that_is_harmless_stays_as_it_is() {
    for text in [
        "Creates a *folder* in `Root`.\n\n* one\n* two\n\n1. a\n2. b\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "```text\nx\n```\n\nSee [the docs](https://example.com/a_b) and <https://example.com>.",
        "a < b & c > d",
    ] {
        assert_eq!(block(text), text);
    }
    assert_eq!(inline("a `b|c` *d*\n e"), "a `b|c` *d* e");
    assert_eq!(inline("[docs](https://example.com/a_b)."), "[docs](https://example.com/a_b).");
    assert_eq!(inline("1. a"), "1\\. a");
    assert_eq!(cell("a|b\n\nc"), "a\\|b c");
    assert_eq!(cell(" "), "-");
    assert_eq!(code("a"), "`a`");
    assert_eq!(code("a`b"), "`` a`b ``");
    assert_eq!(code("a\r\n\nb"), "`a\\n\\nb`");
    assert_eq!(toml("a\"b\\c\n\u{202e}\u{7f}"), "\"a\\\"b\\\\c\\U0000000A\\U0000202E\\U0000007F\"");
}

#[test]
fn a_link_leads_to_a_page_or_is_text() {
    for (text, written) in [
        ("Keys as in [JWK], see [JWS].", "Keys as in \\[JWK], see \\[JWS]."),
        ("See [the docs](../docs) or [here](#here).", "See \\[the docs](../docs) or \\[here](#here)."),
        ("See https://example.com/a_b_c.", "See <https://example.com/a_b_c>."),
        (
            "See **http://example.com**, (https://example.com/?a=1&b=2)!",
            "See **<http://example.com>**, (<https://example.com/?a=1&b=2>)!",
        ),
        ("[a](https://example.com) and https://{host}/a", "[a](https://example.com) and https://{host}/a"),
    ] {
        assert_eq!(block(text), written);
        assert_eq!(inline(text), written);
        assert_eq!(block(written), written);
    }
    // Code stays as it is.
    let code = "`https://example.com[0]`\n\n```text\nhttps://example.com[0]\n```";
    assert_eq!(block(code), code);
    assert_eq!(block("* [x]\n* a"), "* \\[x]\n* a");
}

#[test]
fn the_first_sentence_ends_where_it_ends_and_not_with_its_line() {
    for (text, first) in [
        ("Creates a folder in\nthe Root folder. It is empty.", "Creates a folder in the Root folder."),
        ("Creates a folder", "Creates a folder"),
        (
            "Reads a value, e.g. a name, of version 1.2 (cf. Section 3. It is long). Then more.",
            "Reads a value, e.g. a name, of version 1.2 (cf. Section 3. It is long).",
        ),
        ("Sends `a. B`. More.", "Sends `a. B`."),
        ("1. First this. Then that.", "1. First this."),
        ("It is \"done.\" Go on.", "It is \"done.\""),
        ("**Note.** Go on.", "**Note.**"),
        ("The status. Valid values:\n\n* a\n* b", "The status."),
        ("Valid values:\n\n* a\n* b", "Valid values: * a * b"),
        ("A paragraph\r\nof two lines\r\n\r\nAnother.", "A paragraph of two lines"),
        ("查询。返回", "查询。"),
        ("", ""),
        (" \n\n ", ""),
    ] {
        assert_eq!(first_sentence(text), first, "{text:?}");
    }
}

#[test]
fn a_block_keeps_the_language_of_none() {
    assert_eq!(block("```rust,ignore\nx();\n```"), "```text\nx();\n```");
    assert_eq!(block("    x();\n    y();"), "   x();\n   y();");
    assert_eq!(block("```\nx();"), "````text\n```text\nx();\n````");
}

/// Markdown of what makes blocks and spans.
fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "```",
            "~~~",
            "`",
            "``",
            "\n",
            "\n\n",
            "    ",
            "\t",
            " ",
            "> ",
            "- ",
            "* ",
            "1. ",
            "# ",
            "<b>",
            "</b>",
            "<!--",
            "-->",
            "<script>",
            "[a]: b",
            "[a](javascript:b)",
            "[^1]: ",
            "\\",
            "|",
            "|---|",
            "***",
            "===",
            "rust",
            "text",
            ",",
            "&lt;",
            "\r",
            "\u{202e}",
            "<",
            ">",
            "![",
            "](",
            ")",
            "<?",
            "<![CDATA[",
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,3}",
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_runs_or_is_html(text in markdown()) {
        let whole = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.contains(['\r', '\u{202e}']) {
            prop_assert!(whole.starts_with(&first_sentence(&text)), "{:?}", first_sentence(&text));
        }
        let sentence = inline(&first_sentence(&text));
        prop_assert_eq!(faults(&sentence), [""; 0], "{:?}", sentence);
        let block = block(&text);
        prop_assert_eq!(faults(&block), [""; 0], "{:?}", block);
        let file = format!("First.\n\n{block}\n\n```\nrun();\n```\n");
        prop_assert_eq!(faults(&file).len(), 1, "{:?}", file);
        let line = format!("{} {} {}", inline(&text), inline(&text), code(&text));
        prop_assert_eq!(faults(&line), [""; 0], "{:?}", line);
        let table = format!("| a | b |\n|---|---|\n| {} | {} |\n", cell(&text), code_cell(&text));
        prop_assert_eq!(faults(&table), [""; 0], "{:?}", table);
    }
}
