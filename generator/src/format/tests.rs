use super::layout::laid_out;

fn lines(code: &str, expected: &str) {
    assert_eq!(laid_out(code), expected);
    assert_eq!(laid_out(expected), expected, "what is laid out stays as it is");
}

#[test]
fn lines_are_indented_by_the_brackets_around_them() {
    lines(
        "fn f() {\nmatch \"{(\" {\n'{' => g(&[\n1,\n]),\n}\n}\n",
        "fn f() {\n    match \"{(\" {\n        '{' => g(&[\n            1,\n        ]),\n    }\n}\n",
    );
}

#[test]
fn a_blank_line_stands_between_items_and_not_next_to_brackets() {
    lines(
        "\n\nimpl A {\n\n/// One.\n\n#[inline]\n\nfn one() {}\n\n\n\nfn two() {}\n\n}\nstruct B;\n",
        "impl A {\n    /// One.\n    #[inline]\n    fn one() {}\n\n    fn two() {}\n}\n\nstruct B;\n",
    );
}

#[test]
fn a_list_that_is_too_long_has_one_item_a_line() {
    let (a, b) = ("a".repeat(40), "b".repeat(50));
    lines(
        &format!("let x = f::<A, B>({a}, g({b}, 1), \"{{, (\");"),
        &format!("let x = f::<A, B>(\n    {a},\n    g({b}, 1),\n    \"{{, (\",\n);\n"),
    );
    lines(
        &format!("pub fn f(a: impl Into<BTreeMap<String, {a}>>, b: {b}) -> Self {{\n}}"),
        &format!("pub fn f(\n    a: impl Into<BTreeMap<String, {a}>>,\n    b: {b},\n) -> Self {{\n}}\n"),
    );
}

#[test]
fn a_list_that_is_all_there_is_in_another_one_is_broken_instead_of_that() {
    let (a, b) = ("a".repeat(40), "b".repeat(50));
    lines(&format!("Any(&[Not(&{a}), {b}]),"), &format!("Any(&[\n    Not(&{a}),\n    {b},\n]),\n"));
}

#[test]
fn a_chain_that_is_too_long_has_one_call_a_line() {
    let (a, b) = ("a".repeat(50), "b".repeat(50));
    lines(
        &format!("let x = client.{a}(1).{b}().await?;"),
        &format!("let x = client\n    .{a}(1)\n    .{b}()\n    .await?;\n"),
    );
    // Below the bracket that ends the first call.
    lines(&format!("New({a}, {b}).c(2),"), &format!("New(\n    {a},\n    {b},\n)\n.c(2),\n"));
    // A single method is no chain, and a number has no methods.
    lines(&format!("a.set({a}, {b}, 1.5);"), &format!("a.set(\n    {a},\n    {b},\n    1.5,\n);\n"));
}

#[test]
fn imports_fill_their_lines() {
    let names: Vec<_> = ('a'..='p').map(|name| name.to_string().repeat(6)).collect();
    let (first, second) = names.split_at(12);
    lines(
        &format!("use x::{{{}}};", names.join(", ")),
        &format!("use x::{{\n    {},\n    {},\n}};\n", first.join(", "), second.join(", ")),
    );
}

#[test]
fn a_comma_stands_only_where_one_can() {
    let (a, b) = ("a".repeat(50), "b".repeat(50));
    lines(&format!("let x = !y && ({a} || {b});"), &format!("let x = !y && (\n    {a} || {b}\n);\n"));
    lines(&format!("A {{ {a}: 1, ..{b} }}"), &format!("A {{\n    {a}: 1,\n    ..{b}\n}}\n"));
    lines(&format!("#[cfg({a}, {b})]\nfn f();"), &format!("#[cfg({a}, {b})]\nfn f();\n"));
}

#[test]
fn what_is_not_closed_is_left_as_it_is() {
    let a = "a".repeat(120);
    for line in [format!("f(\"{a}"), format!("f('{a}"), format!("f({a}, g("), format!("\"{a}\\"), a.clone()] {
        assert_eq!(laid_out(&line), format!("{line}\n"));
    }
}
