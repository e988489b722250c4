//! Which types a client has: those of its requests and answers, each once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Item, Visibility};
use twinspec_generator::generate::generate;
use twinspec_generator::output::OutputTree;
use twinspec_generator::settings::{Runtime, Settings};

/// What the module of an operation is read from: its request, its answers, and the headers of those.
const READ_FROM: [&str; 6] = ["Request", "Response", "Events", "Error", "Kind", "ResponseHeaders"];

fn generated(folder: &Path) -> OutputTree {
    generate(folder, &Settings::new(Runtime::Path("../../..".to_owned())))
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .tree
}

fn descriptions() -> Vec<PathBuf> {
    let fixtures = std::fs::read_dir("tests/generate").expect("the folder of fixtures");
    let mut folders: Vec<_> = fixtures.map(|entry| entry.expect("a fixture").path()).collect();
    folders.push("../spec/resource-directory".into());
    folders.sort();
    folders
}

/// The public types of the modules of a client, `get_folder::Request`, and the names in their definitions.
fn types(tree: &OutputTree) -> BTreeMap<String, BTreeSet<String>> {
    let mut types: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in tree.iter() {
        let Some(module) = path.strip_prefix("client/src/").and_then(|name| name.strip_suffix(".rs")) else { continue };
        for item in syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}")).items {
            let (name, visibility, definition) = match item {
                Item::Struct(item) => (item.ident, item.vis, item.fields.to_token_stream()),
                Item::Enum(item) => (item.ident, item.vis, item.variants.to_token_stream()),
                Item::Type(item) => (item.ident, item.vis, item.ty.to_token_stream()),
                // What the body of an error is.
                Item::Impl(item) if item.trait_.as_ref().is_some_and(|(path, _)| path.is_ident("TypedErrors")) => {
                    let body = item.items.iter().map(ToTokens::to_token_stream).collect::<TokenStream>();
                    types.entry(format!("{module}::Kind")).or_default().extend(named(module, body));
                    continue;
                }
                _ => continue,
            };
            if matches!(visibility, Visibility::Public(_)) {
                types.entry(format!("{module}::{name}")).or_default().extend(named(module, definition));
            }
        }
    }
    types
}

/// The names in a piece of code, as those of a type of the module or of the module `types`.
fn named(module: &str, code: TokenStream) -> Vec<String> {
    let mut names = Vec::new();
    let mut before = String::new();
    for token in code {
        match token {
            TokenTree::Group(group) => names.extend(named(module, group.stream())),
            TokenTree::Ident(name) => {
                names.push(format!("{}::{name}", if before == "types" { "types" } else { module }));
                before = name.to_string();
            }
            TokenTree::Punct(point) if point.as_char() == ':' => {}
            _ => before.clear(),
        }
    }
    names
}

#[test]
fn every_type_is_reached_from_a_request_or_an_answer() {
    let mut read = 0;
    for folder in descriptions() {
        let types = types(&generated(&folder));
        let is_start = |name: &&String| {
            let (module, name) = name.split_once("::").unwrap_or_default();
            // The client, and what the service sends by itself.
            let is_root = module != "types" && !types.contains_key(&format!("{module}::Request"));
            is_root || READ_FROM.contains(&name)
        };
        let mut open: Vec<_> = types.keys().filter(is_start).collect();
        let mut reached = BTreeSet::new();
        while let Some(name) = open.pop() {
            if let Some((name, named)) = types.get_key_value(name).filter(|(name, _)| reached.insert(*name)) {
                read += usize::from(!is_start(&name));
                open.extend(named);
            }
        }
        let unreached: Vec<_> = types.keys().filter(|name| !reached.contains(name)).collect();
        assert!(unreached.is_empty(), "{}: nothing names {unreached:?}", folder.display());
    }
    assert!(read > 100, "only {read} types");
}

#[test]
fn no_module_writes_a_type_again_that_another_has() {
    let mut read = 0;
    for folder in descriptions() {
        let tree = generated(&folder);
        let types = types(&tree);
        let mut written: BTreeMap<String, String> = BTreeMap::new();
        for (path, text) in tree.iter().filter(|(path, _)| path.starts_with("client/src/")) {
            // Components have the names that the description gives them, however much alike they are.
            let Some(module) = path.rsplit(['/', '.']).nth(1).filter(|module| *module != "types") else { continue };
            for item in syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}")).items {
                let (name, definition) = match item {
                    Item::Struct(item) if item.ident != "Request" => (item.ident, item.fields.to_token_stream()),
                    Item::Enum(item) if item.ident != "Kind" => (item.ident, item.variants.to_token_stream()),
                    _ => continue,
                };
                // What holds types of its module is not what another holds that are called the same.
                if named(module, definition.clone()).iter().any(|held| types.contains_key(held)) {
                    continue;
                }
                read += 1;
                let other = written.insert(definition.to_string(), format!("{module}::{name}"));
                assert!(other.is_none(), "{}: {module}::{name} is {}", folder.display(), other.unwrap_or_default());
            }
        }
    }
    assert!(read > 30, "only {read} types");
}

/// The public structs and enums of a client, with the path of their file.
fn items(tree: &OutputTree) -> impl Iterator<Item = (&str, Item)> {
    let files = tree.iter().filter(|(path, _)| path.starts_with("client/src/") && path.ends_with(".rs"));
    files.flat_map(|(path, text)| {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        file.items.into_iter().map(move |item| (path, item))
    })
}

#[test]
fn no_variant_is_a_letter_and_a_number() {
    let mut read = 0;
    for folder in descriptions() {
        let tree = generated(&folder);
        for (path, item) in items(&tree) {
            let Item::Enum(item) = item else { continue };
            for variant in item.variants {
                let name = variant.ident.to_string();
                let number = name.strip_prefix('N').unwrap_or_default();
                let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
                assert!(!is_number, "{path} of {}: {}::{name}", folder.display(), item.ident);
                read += 1;
            }
        }
    }
    assert!(read > 100, "only {read} variants");
}

/// A request distinguishes a list that is not set from an empty one; a response does not.
#[test]
fn a_list_of_an_answer_is_a_vec_and_the_id_of_the_request_is_not_a_field() {
    let tree = generated(Path::new("../spec/resource-directory"));
    let (mut lists, mut fields) = (0, 0);
    for (path, item) in items(&tree) {
        let Item::Struct(item) = item else { continue };
        if item.ident == "Request" {
            continue;
        }
        for field in item.fields.iter().filter(|field| matches!(field.vis, Visibility::Public(_))) {
            let shown = field.ty.to_token_stream().to_string();
            let name = field.ident.as_ref().expect("the name of a field");
            assert!(!shown.contains("Option < Vec"), "{path}: {}::{name} is {shown}", item.ident);
            assert!(name != "request_id", "{path}: {}::{name}", item.ident);
            lists += usize::from(shown.starts_with("Vec <"));
            fields += 1;
        }
    }
    assert!(lists >= 5 && fields > 50, "only {lists} lists and {fields} fields");
}
