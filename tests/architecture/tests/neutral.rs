//! No vendor's word is in a neutral folder: Alibaba Cloud is one family of APIs among others.

use std::path::{Path, PathBuf};

/// The folders and files whose text must not name a vendor, from the top of the repository.
const NEUTRAL: &[&str] = &[
    "cli/Cargo.toml",
    "cli/src",
    "fuzz/Cargo.toml",
    "fuzz/fuzz_targets",
    "fuzz/src",
    "fuzz/tests",
    "generator/Cargo.toml",
    "generator/src",
    "generator/templates",
    "protocols/http",
    "runtime",
    "spec-mock/Cargo.toml",
    "spec-mock/src",
    "xtask/Cargo.toml",
    "xtask/src",
];

/// The names of folders and files that hold a vendor's part of a neutral crate.
const VENDOR_PARTS: &[&str] = &["alibaba", "alibaba.rs"];

/// The files that a vendor's part is plugged in by, each with the only names of a vendor that it may use.
const PLUGS: &[(&str, &[&str])] = &[
    ("cli/src/lib.rs", &["alibaba"]),
    ("fuzz/Cargo.toml", &["twinspec-alibaba", "protocols/alibaba"]),
    ("fuzz/src/lib.rs", &["alibaba"]),
    ("generator/Cargo.toml", &["twinspec-alibaba"]),
    ("generator/src/descriptors/mod.rs", &["alibaba"]),
    ("generator/src/diagnostics/code.rs", &["alibaba"]),
    ("generator/src/emit/mod.rs", &["alibaba"]),
    ("generator/src/lint/mod.rs", &["alibaba"]),
    ("generator/src/lower/mod.rs", &["alibaba"]),
    ("generator/src/model/mod.rs", &["alibaba"]),
    ("generator/src/vocabulary/mod.rs", &["alibaba"]),
    ("generator/templates/client/tests/operations/main.rs", &["alibaba"]),
    ("generator/templates/client/tests/operations/operation.rs", &["alibaba"]),
    (
        "spec-mock/Cargo.toml",
        &[
            "twinspec-alibaba",
            "protocols/alibaba",
            "acs-resource-directory",
            "acs-resource-directory-mock",
            "resource-directory",
        ],
    ),
    ("spec-mock/src/family/mod.rs", &["alibaba"]),
    ("xtask/src/bench/client.rs", &["alibaba"]),
    ("xtask/src/bench/compile.rs", &["alibaba"]),
    ("xtask/src/bench/mock.rs", &["alibaba"]),
    ("xtask/src/bench/mod.rs", &["alibaba"]),
];

/// Words of a vendor, as they are in a name: `RamAction` has the words `ram` and `action`.
const WORDS: &[&str] = &[
    "accesskey",
    "acs",
    "acs3",
    "acs4",
    "actiontrail",
    "alibaba",
    "alibabacloud",
    "alicloud",
    "aliyun",
    "aliyuncs",
    "beijing",
    "darabonba",
    "ecs",
    "hangzhou",
    "imds",
    "intl",
    "oss",
    "popcore",
    "ram",
    "recommend",
    "resourcedirectory",
    "resourcemanager",
    "roa",
    "rpc",
    "shanghai",
    "shenzhen",
    "sts",
    "throttling",
    "vpc",
];

/// The same of more than one word, in any spelling.
const PHRASES: &[&[&str]] = &[
    &["100", "100", "100", "200"],
    &["access", "denied", "detail"],
    &["access", "key"],
    &["ap", "southeast"],
    &["assume", "role"],
    &["host", "id"],
    &["international", "site"],
    &["region", "id"],
    &["region", "ids"],
    &["resource", "directory"],
    &["resource", "manager"],
    &["security", "token"],
];

#[test]
fn no_vendor_is_named_in_a_neutral_folder() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for place in NEUTRAL {
        collect(&top.join(place), &mut files);
    }
    assert!(files.len() > 100, "only {} files were found", files.len());
    let found: Vec<String> = files.iter().flat_map(|file| named(file, &top)).collect();
    assert!(found.is_empty(), "{} lines name a vendor:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_plug_is_one() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (file, names) in PLUGS {
        let text = std::fs::read_to_string(top.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        for name in *names {
            assert!(text.lines().any(|line| without(line, name) != line), "{file} does not use `{name}`");
        }
    }
}

#[test]
fn a_vendor_is_found_in_every_spelling() {
    for line in [
        "struct RamAction;",
        "x-acs-date",
        "ALIBABA_CLOUD_REGION_ID",
        "the AccessKey ID",
        "let access_key = 1;",
        "cn-hangzhou",
        "http://100.100.100.200/latest",
        "of Security Token Service",
        "use twinspec_alibaba::Signer;",
        "mod alibaba;",
        "pub vendor: Option<alibaba::Api>,",
        "{#regionId}",
        "Throttling.User",
        "site: intl",
        "RecommendUrl",
    ] {
        assert!(names_a_vendor(line), "{line}");
    }
    for line in [
        "mod vendor;",
        "parameters",
        "the service recommends",
        "it throttled the call",
        "a region",
        "across the program",
        "possible",
        "10.100.100.200",
    ] {
        assert!(!names_a_vendor(line), "{line}");
    }
}

#[test]
fn a_plug_uses_no_other_name() {
    for (line, rest) in [
        ("use self::alibaba as vendor;", "use self:: as vendor;"),
        ("alibaba::tests()", "::tests()"),
        ("twinspec_alibaba::Signer", "twinspec_alibaba::Signer"),
        ("// alibabacloud", "// alibabacloud"),
    ] {
        assert_eq!(without(line, "alibaba"), rest);
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    if folder.is_file() {
        files.push(folder.to_owned());
        return;
    }
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of the folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if VENDOR_PARTS.contains(&name.as_str()) || name == "target" {
            continue;
        }
        collect(&path, files);
    }
}

fn named(file: &Path, top: &Path) -> Vec<String> {
    let shown = file.strip_prefix(top).unwrap_or(file).display().to_string();
    let text = std::fs::read(file).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let text = String::from_utf8_lossy(&text);
    let plugged = PLUGS.iter().find(|(plug, _)| *plug == shown).map_or(&[][..], |(_, names)| names);
    let names = |line: &str| names_a_vendor(&plugged.iter().fold(line.to_owned(), |line, name| without(&line, name)));
    let lines = text.lines().zip(1..).filter(|(line, _)| names(line));
    let mut found: Vec<String> = lines.map(|(line, number)| format!("{shown}:{number}: {}", line.trim())).collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if names_a_vendor(&name) {
        found.push(format!("{shown}: its name"));
    }
    found
}

fn names_a_vendor(line: &str) -> bool {
    let words = words(line);
    words.iter().any(|word| WORDS.contains(&word.as_str()))
        || PHRASES.iter().any(|phrase| words.windows(phrase.len()).any(|window| window == *phrase))
}

/// A line without a name where that is alone.
fn without(line: &str, name: &str) -> String {
    let is_part = |character: char| character.is_alphanumeric() || character == '_' || character == '-';
    let mut rest = String::new();
    let mut from = 0;
    for (at, _) in line.match_indices(name) {
        let after = at + name.len();
        if !line[..at].ends_with(is_part) && !line[after..].starts_with(is_part) {
            rest.push_str(&line[from..at]);
            from = after;
        }
    }
    rest + &line[from..]
}

/// The words of a line in lower case, names taken apart where an underscore, a hyphen or a capital letter begins another.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = line.chars().collect();
    for (position, &character) in characters.iter().enumerate() {
        let before = position.checked_sub(1).and_then(|before| characters.get(before));
        let after = characters.get(position + 1);
        // `AccessKeyId`, and the last capital of `RAMAction`.
        let begins = character.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit())
                || (before.is_some_and(|before| before.is_uppercase())
                    && after.is_some_and(|after| after.is_lowercase())));
        if begins || !character.is_alphanumeric() {
            words.extend(Some(std::mem::take(&mut word)).filter(|word| !word.is_empty()));
        }
        if character.is_alphanumeric() {
            word.extend(character.to_lowercase());
        }
    }
    words.extend(Some(word).filter(|word| !word.is_empty()));
    words
}
