//! No vendor's word stands in a neutral folder: Alibaba Cloud is one family of APIs among others.

use std::path::{Path, PathBuf};

/// The folders whose text must not name a vendor, from the top of the repository.
const NEUTRAL: &[&str] = &[
    "cli/src",
    "generator/src",
    "generator/templates",
    "protocols/http/src",
    "runtime/client/src",
    "runtime/core/src",
    "runtime/descriptors/src",
    "runtime/mock/src",
    "spec-mock/src",
];

/// The names of folders and files that hold a vendor's part of a neutral crate.
const VENDOR_PARTS: &[&str] = &["alibaba", "alibaba.rs"];

/// Words of a vendor, as they stand in a name: `RamAction` has the words `ram` and `action`.
const WORDS: &[&str] = &[
    "accesskey",
    "acs",
    "acs3",
    "acs4",
    "alibaba",
    "alicloud",
    "aliyun",
    "aliyuncs",
    "oss",
    "ram",
    "roa",
    "rpc",
    "sts",
    "vpc",
];

/// The same of more than one word, in any spelling.
const PHRASES: &[&[&str]] =
    &[&["access", "key"], &["host", "id"], &["access", "denied", "detail"], &["cn", "hangzhou"], &["cn", "shanghai"]];

#[test]
fn no_vendor_is_named_in_a_neutral_folder() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in NEUTRAL {
        let folder = top.join(folder);
        assert!(folder.is_dir(), "{} is not a folder", folder.display());
        collect(&folder, &mut files);
    }
    assert!(files.len() > 100, "only {} files were found", files.len());
    let found: Vec<String> = files.iter().flat_map(|file| named(file, &top)).collect();
    assert!(found.is_empty(), "{} lines name a vendor:\n{}", found.len(), found.join("\n"));
}

#[test]
fn a_vendor_is_found_in_every_spelling_and_its_plug_is_not() {
    for line in [
        "struct RamAction;",
        "x-acs-date",
        "ALIBABA_CLOUD_REGION_ID",
        "the AccessKey ID",
        "let access_key = 1;",
        "cn-hangzhou",
        "use twinspec_alibaba::Signer;",
    ] {
        assert!(names_a_vendor(line), "{line}");
    }
    for line in ["mod alibaba;", "pub vendor: Option<alibaba::Api>,", "parameters", "across the program", "possible"] {
        assert!(!names_a_vendor(line), "{line}");
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let entries = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.expect("an entry of the folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if VENDOR_PARTS.contains(&name.as_str()) || name == "target" {
            continue;
        }
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

fn named(file: &Path, top: &Path) -> Vec<String> {
    let shown = file.strip_prefix(top).unwrap_or(file).display().to_string();
    let text = std::fs::read(file).unwrap_or_else(|error| panic!("{shown}: {error}"));
    let text = String::from_utf8_lossy(&text);
    let lines = text.lines().zip(1..).filter(|(line, _)| names_a_vendor(line));
    let mut found: Vec<String> = lines.map(|(line, number)| format!("{shown}:{number}: {}", line.trim())).collect();
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if names_a_vendor(&name) {
        found.push(format!("{shown}: its name"));
    }
    found
}

fn names_a_vendor(line: &str) -> bool {
    // The crate of a family is not the plug of its part.
    if line.contains("_alibaba") {
        return true;
    }
    // The plug of a vendor's part: the module or the folder that holds it.
    let plugs = ["mod alibaba;", "alibaba::", "alibaba,", "alibaba}", "alibaba/", "alibaba;"];
    let line = plugs.iter().fold(line.to_owned(), |line, plug| line.replace(plug, ""));
    let words = words(&line);
    words.iter().any(|word| WORDS.contains(&word.as_str()))
        || PHRASES.iter().any(|phrase| words.windows(phrase.len()).any(|window| window == *phrase))
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
