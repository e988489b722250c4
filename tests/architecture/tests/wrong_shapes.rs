//! Each row of docs/wrong-shapes.md names tests that exist.

use std::path::Path;

use syn::Item;

/// The public reports that the page has to list.
const REPORTS: [&str; 8] = [
    "aliyun-openapi-java-sdk/issues/12)",
    "alibaba-cloud-sdk-go/issues/512)",
    "alibaba-cloud-sdk-go/issues/520)",
    "terraform-provider-alicloud/issues/611)",
    "aliyun-cli/issues/512)",
    "mql/issues/9302)",
    "openapi-sdk-php-client/issues/224)",
    "ali-oss/issues/1391)",
];

/// Whether a file has a test of this name that is not ignored.
fn has_test(file: &Path, name: &str) -> bool {
    let text = std::fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let parsed = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    parsed.items.iter().any(|item| {
        let Item::Fn(function) = item else { return false };
        let has = |attribute: &str| {
            let mut paths = function.attrs.iter().map(|attr| attr.path());
            paths.any(|path| path.segments.last().is_some_and(|last| last.ident == attribute))
        };
        function.sig.ident == name && has("test") && !has("ignore")
    })
}

#[test]
fn each_report_has_a_row_and_each_row_has_tests() {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs");
    let page = std::fs::read_to_string(docs.join("wrong-shapes.md")).expect("the page");
    let rows: Vec<_> = page.lines().filter(|line| line.starts_with("| [")).collect();
    for report in REPORTS {
        assert_eq!(rows.iter().filter(|row| row.contains(report)).count(), 1, "{report}");
    }
    for row in rows {
        let cell = row.trim_end_matches(['|', ' ']).rsplit_once("| ").expect("cells").1;
        let file = cell.rsplit_once("](").and_then(|(_, link)| link.split_once(')')).expect("a link to a file").0;
        let names: Vec<_> = cell.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{row}");
        for name in names {
            assert!(has_test(&docs.join(file), name), "{file} has no test `{name}`");
        }
    }
}
