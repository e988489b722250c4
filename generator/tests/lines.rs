//! How long the module of an operation is, so that it does not grow unseen.
//!
//! Counted are the lines of code, without comments and blank lines, of what is not a model: the request and its setters, the
//! tables, the methods that send it, and the kinds of its errors. The types of bodies are as long as the description makes
//! them.

use std::path::Path;

use syn::{Item, Type};
use twinspec_generator::generate::generate;
use twinspec_generator::settings::{Runtime, Settings};

/// What a module has besides models.
const OWN: [&str; 5] = ["Request", "Response", "Error", "Kind", "Client"];

/// Modules that are not those of operations.
const OTHERS: [&str; 4] = ["lib", "client", "errors", "types"];

/// How many lines the module of an operation of Resource Directory has at most, on average.
const LINES: usize = 150;

fn is_model(item: &Item) -> bool {
    let name = match item {
        Item::Struct(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Impl(item) => match &*item.self_ty {
            Type::Path(path) => &path.path.segments.last().expect("the name of a type").ident,
            _ => return false,
        },
        Item::Macro(_) => return true,
        _ => return false,
    };
    !OWN.iter().any(|own| name == own)
}

/// The lines of what is not a model.
fn lines(text: &str) -> usize {
    let mut file = syn::parse_file(text).unwrap_or_else(|error| panic!("{error}"));
    file.items.retain(|item| !is_model(item));
    let is_code = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
    prettyplease::unparse(&file).lines().filter(is_code).count()
}

#[test]
fn an_operation_is_as_short_as_it_was_made() {
    let tree = generate(Path::new("../spec/resource-directory"), &Settings::new(Runtime::Path("../../..".to_owned())));
    let tree = tree.unwrap_or_else(|error| panic!("{error}")).tree;
    let modules = tree.iter().filter_map(|(path, text)| {
        let module = path.strip_prefix("client/src/")?.strip_suffix(".rs")?;
        (!OTHERS.contains(&module)).then(|| lines(text))
    });
    let lines: Vec<_> = modules.collect();
    let average = lines.iter().sum::<usize>() / lines.len();
    assert!(lines.len() > 10 && average <= LINES, "{} operations of {average} lines on average", lines.len());
}
