//! How lists come in pages, where a document says it without our vocabulary.

use std::path::Path;

use twinspec_generator::generate::{Generated, generate, infer_pagination};
use twinspec_generator::settings::{Runtime, Scope, Settings};

const DOCUMENT: &str = "tests/generate/found-pagination";

#[test]
fn what_is_unmistakable_is_found_and_nothing_else() {
    let generated = client(Path::new(DOCUMENT));
    let found: Vec<_> = generated.found_pages.iter().map(|(operation, why)| format!("{operation}: {why}")).collect();
    assert_eq!(
        found,
        [
            "byLast: `starting_after` takes the `id` of the last item, as long as `has_more` is true",
            "byLink: the header `Link` leads to the next page, whose `page` is taken",
            "byNumber: `page` counts pages, up to the items in `total_count`",
            "byOffset: `offset` counts items, until a page is empty",
            "byToken: the answer names the next page in `next_page_token`, which `page_token` takes",
        ]
    );
}

#[test]
fn an_overlay_of_what_was_found_gives_the_same_client() {
    let (overlay, found) = infer_pagination(Path::new(DOCUMENT)).expect("the document is read");
    assert_eq!(overlay["actions"].as_array().map(Vec::len), Some(found.len()));
    let folder = copied();
    std::fs::write(folder.path().join("found-pagination/overlay.yaml"), overlay.to_string()).expect("it is written");
    let (plain, with_overlay) = (client(Path::new(DOCUMENT)), client(&folder.path().join("found-pagination")));
    assert!(with_overlay.found_pages.is_empty(), "{:?}", with_overlay.found_pages);
    for (path, text) in plain.tree.iter().filter(|(path, _)| path.starts_with("client/src/by_")) {
        assert_eq!(with_overlay.tree.get(path), Some(text), "{path}");
    }
}

#[test]
fn an_overlay_switches_it_off_for_all() {
    let folder = copied();
    let overlay = r#"{"overlay":"1.0.0","info":{"title":"T","version":"1"},
        "actions":[{"target":"$.paths.*.get","update":{"x-twin-pagination":false}}]}"#;
    std::fs::write(folder.path().join("found-pagination/overlay.yaml"), overlay).expect("it is written");
    let generated = client(&folder.path().join("found-pagination"));
    assert!(generated.found_pages.is_empty(), "{:?}", generated.found_pages);
}

fn client(path: &Path) -> Generated {
    generate(path, &Settings::new(Runtime::Path("../../..".to_owned())).with_scope(Scope::Client))
        .expect("the document is read")
}

/// A folder with the document in a folder of its name.
fn copied() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("found-pagination")).expect("a folder");
    let copy = folder.path().join("found-pagination/openapi.yaml");
    std::fs::copy(Path::new(DOCUMENT).join("openapi.yaml"), copy).expect("it is copied");
    folder
}
