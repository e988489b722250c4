use super::{SPECIMEN, hash, printed};

fn assert_printed(code: &str, expected: &str) {
    let text = printed(code).expect("Rust");
    assert_eq!(text, expected);
    assert_eq!(printed(&text).expect("Rust"), expected, "what is printed stays as it is");
}

#[test]
fn a_blank_line_stands_between_items_and_between_functions() {
    assert_printed(
        "//! A file.\n#![x]\nmod a; mod b;\nuse a::A; use b::B;\nimpl A for B { type C = D; const E: F = G; fn f() { h() } fn g() {} }\n/// A struct.\nstruct H;",
        "//! A file.\n#![x]\n\nmod a;\nmod b;\n\nuse a::A;\nuse b::B;\n\nimpl A for B {\n    type C = D;\n    const E: F = G;\n\n    fn f() {\n        h()\n    }\n\n    fn g() {}\n}\n\n/// A struct.\nstruct H;\n",
    );
}

#[test]
fn imports_that_are_not_mentioned_go() {
    assert_printed(
        "use a::{B, C, D, E, F as G, f, g};\nuse h::{I, j::K};\nuse l::M;\npub use n::O;\n\
         fn x(B: E) { y.C; z::D(); assert!(C { D: 1 } == G); 0..f }",
        "use a::{C, E, F as G, f};\n\npub use n::O;\n\nfn x(B: E) {\n    y.C;\n    z::D();\n    assert!(C { D : 1 } == G);\n    0..f\n}\n",
    );
}

#[test]
fn a_variant_is_not_a_mention_of_an_import() {
    assert_printed(
        "use a::{B, C, D};\nenum E {\n    #[x(D)]\n    B,\n    F(C),\n}\n",
        "use a::{C, D};\n\nenum E {\n    #[x(D)]\n    B,\n    F(C),\n}\n",
    );
}

#[test]
fn what_is_not_rust_is_an_error() {
    for code in ["fn f( {}", "let x = 1;", "struct A { ", "\"", "fn f() { 1 + }"] {
        assert!(printed(code).is_err(), "{code}");
    }
}

#[test]
fn doc_comments_come_out_as_they_were() {
    let code = "/// One `a`, \"b\", \\ and {c}.\n///\n///     indented\n/// | a | b |\nstruct A;\n";
    assert_printed(code, code);
}

#[test]
fn the_specimen_is_rust_and_tells_what_it_should() {
    let text = printed(SPECIMEN).expect("Rust");
    assert!(!text.contains("Unused") && !text.contains("HashMap"), "{text}");
    assert!(text.contains("\"text \\u{202e} \\\"\""), "{text}");
}

#[test]
fn another_text_has_another_hash() {
    assert_eq!(hash("a"), hash("a"));
    assert_ne!(hash("a"), hash("a "));
}
