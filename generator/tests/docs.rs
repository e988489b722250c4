//! What the documentation of Resource Directory says, read as a stranger reads it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use twinspec_generator::generate::generate;
use twinspec_generator::output::OutputTree;
use twinspec_generator::settings::{Runtime, Settings};

/// What is generated from the description.
static TREE: LazyLock<OutputTree> = LazyLock::new(|| {
    let folder = Path::new("../spec/resource-directory");
    generate(folder, &Settings::new(Runtime::Path("../../..".to_owned())))
        .unwrap_or_else(|error| panic!("{error}"))
        .tree
});

/// The description as one document.
static OPENAPI: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(page("docs/openapi.json")).expect("the description"));

fn page(path: &str) -> &'static str {
    TREE.get(path).unwrap_or_else(|| panic!("there is no {path}"))
}

/// The pages of operations, by the names of those.
fn operation_pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    TREE.iter().filter_map(|(path, text)| Some((path.strip_prefix("docs/operations/")?.strip_suffix(".md")?, text)))
}

/// The operations of the description, by their names.
fn operations() -> BTreeMap<&'static str, &'static Value> {
    let paths = OPENAPI["paths"].as_object().expect("paths");
    let operations = paths.values().flat_map(|path| path.as_object().into_iter().flat_map(|path| path.values()));
    operations.filter_map(|operation| Some((operation["operationId"].as_str()?, operation))).collect()
}

/// The cells of the rows of the table under a heading.
fn table(page: &'static str, heading: &str) -> Vec<Vec<String>> {
    let section = page.split("\n## ").find(|section| section.lines().next() == Some(heading)).unwrap_or(page);
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    let cells = |row: &str| {
        let row = row.replace("\\|", "\u{0}");
        row.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{0}', "|")).collect()
    };
    rows.map(cells).collect()
}

/// What the page of an operation says of when the mock raises its rows.
fn conditions(page: &'static str) -> impl Iterator<Item = (String, String)> {
    let rows = if page.contains("\n## Error codes") { table(page, "Error codes") } else { Vec::new() };
    rows.into_iter().map(|row| (row[1].trim_matches('`').to_owned(), row[5].clone()))
}

fn condition(operation: &str, code: &str) -> String {
    let page = page(&format!("docs/operations/{operation}.md"));
    conditions(page).find(|(known, _)| known == code).unwrap_or_else(|| panic!("{operation} has no {code}")).1
}

#[test]
fn each_cause_of_a_code_has_its_own_remedy() {
    let rows = table(page("docs/error-codes.md"), "");
    for (name, operation) in operations() {
        for row in operation["x-twin-errors"].as_array().into_iter().flatten() {
            let code = format!("`{}`", row["code"].as_str().expect("a code"));
            let text = |key: &str| row[key].as_str().unwrap_or("-").split_whitespace().collect::<Vec<_>>().join(" ");
            let is_told = rows.iter().any(|cells| {
                cells[1] == code
                    && cells[2] == text("message")
                    && cells[3] == text("description")
                    && cells[4] == text("remedy")
                    && cells[5].split(", ").any(|link| link == format!("[{name}](operations/{name}.md)"))
            });
            assert!(is_told, "error-codes.md does not say what {name} says of {code}");
        }
    }
}

#[test]
fn what_is_counted_is_told() {
    assert_eq!(
        condition("CreateFolder", "QuotaExceeded.Folder.Count"),
        "the calling account has 100 or more folders whose folder ID begins with `fd-`"
    );
    assert_eq!(
        condition("CreateResourceAccount", "LimitExceeded.Account"),
        "the calling account has 20 or more accounts"
    );
}

#[test]
fn a_thing_that_is_looked_up_is_told_by_how_it_is_found() {
    assert_eq!(
        condition("CreateFolder", "EntityNotExists.Folder"),
        "there is no folder whose folder ID is the given `ParentFolderId` (by default the root folder ID of the resource \
         directory)"
    );
    assert_eq!(
        condition("MoveAccount", "AccountTypeOrStatusMismatch"),
        "the deletion status of the account that `AccountId` names is set"
    );
    assert_eq!(
        condition("DeleteFolder", "DeleteConflict.Folder.SubFolder"),
        "there is a folder whose parent folder ID is the given `FolderId`"
    );
}

#[test]
fn the_opposite_of_several_conditions_is_told_of_each() {
    assert_eq!(
        condition("GetResourceDirectory", "ResourceDirectoryNotInUse"),
        "the calling account has no resource directory and has no resource directory membership"
    );
    assert_eq!(
        condition("GetAccountDeletionStatus", "EntityNotExists.Account"),
        "there is no account whose account ID is the given `AccountId` and there is no account deletion whose account ID \
         is the given `AccountId`"
    );
}

#[test]
fn a_limit_is_told_by_what_it_allows() {
    assert_eq!(
        condition("SendVerificationCodeForEnableRD", "SendValidateCodeExceedsLimitForAccount"),
        "the limit of 100 successful calls per account and day is used up"
    );
}

/// The texts that a condition compares with.
fn values(when: &Value) -> Vec<&str> {
    match when {
        Value::Object(keys) => {
            let texts = ["equals", "matches", "not-matches"].into_iter().filter_map(|key| keys.get(key)?.as_str());
            texts.chain(keys.values().flat_map(values)).collect()
        }
        Value::Array(all) => all.iter().flat_map(values).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn no_condition_has_a_name_that_only_the_description_knows() {
    let resources = OPENAPI["x-twin-resources"].as_object().expect("resources");
    let mut read = 0;
    for (name, page) in operation_pages() {
        let operation = operations()[name];
        let keys =
            |key: &str| operation[key].as_object().into_iter().flat_map(|found| found.keys().map(String::as_str));
        let limits = operation["x-twin-limits"].as_array().into_iter().flatten();
        let limits = limits.filter_map(|limit| limit["name"].as_str());
        let given: BTreeSet<_> = operation["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .into_iter()
            .filter_map(|parameter| parameter["name"].as_str())
            .collect();
        let private = keys("x-twin-find").chain(limits).chain(resources.keys().map(String::as_str));
        let private: Vec<_> = private.filter(|name| !given.contains(name)).collect();
        let rows = operation["x-twin-errors"].as_array().into_iter().flatten();
        let values: BTreeSet<_> = rows.flat_map(|row| values(&row["when"])).collect();
        for (code, condition) in conditions(page) {
            // A value that a parameter can have may be called like a resource.
            let is_value = |name: &&&str| values.iter().any(|value| value.contains(**name));
            for name in private.iter().filter(|name| !is_value(name)) {
                assert!(!condition.contains(&format!("`{name}`")), "{name}, {code}: {condition}");
            }
            assert!(!condition.contains("not ("), "{name}, {code}: {condition}");
            // Fields and resources are words outside of code: `folder ID`, not `FolderId`.
            let prose: String = condition.split('`').step_by(2).collect();
            let is_identifier =
                |word: &str| word.chars().skip(1).any(char::is_uppercase) && word != "ID" && word != "IDs";
            let identifier = prose.split(|c: char| !c.is_alphanumeric()).find(|word| is_identifier(word));
            assert_eq!(identifier, None, "{name}, {code}: {condition}");
            for wrong in [" a a", " a e", " a i", " a o"] {
                assert!(!condition.contains(wrong), "{name}, {code}: {condition}");
            }
            read += 1;
        }
    }
    assert!(read > 100, "only {read} conditions");
}

#[test]
fn no_two_arms_of_a_sample_do_the_same() {
    let mut samples = 0;
    for (name, page) in operation_pages() {
        let arms: Vec<_> =
            page.lines().filter_map(|line| line.trim().strip_prefix("Kind::")?.split_once(" => ")).collect();
        let done: BTreeSet<_> = arms.iter().map(|(_, done)| done.split(", //").next().unwrap_or(done)).collect();
        assert_eq!(done.len(), arms.len(), "{name} has equal arms: {arms:?}");
        assert!(arms.len() <= 2, "{name} has {} arms", arms.len());
        samples += usize::from(!arms.is_empty());
    }
    assert!(samples > 10, "only {samples} samples");
}

#[test]
fn no_sentence_ends_in_the_middle() {
    let mut read = 0;
    for (path, text) in TREE.iter() {
        let paragraphs = if path.ends_with(".md") && !path.starts_with("mock/") {
            paragraphs(text.lines().map(Some))
        } else if path.ends_with(".rs") && path.starts_with("client/src/") {
            paragraphs(text.lines().map(documentation))
        } else {
            continue;
        };
        for Paragraph { text, leads_on } in paragraphs {
            assert!(is_whole(&text) || leads_on && text.ends_with(':'), "{path}: {text}");
            read += 1;
        }
    }
    assert!(read > 1_000, "only {read} paragraphs");
}

#[test]
fn no_sentence_names_what_only_the_mock_has() {
    let resources = OPENAPI["x-twin-resources"].as_object().expect("resources").keys();
    // What callers see as well: a field, a part of an error code.
    let mut public = BTreeSet::new();
    seen_by_callers(&OPENAPI, &mut public);
    let private: Vec<_> = resources.map(String::as_str).filter(|name| !public.contains(name)).collect();
    assert!(private.contains(&"CallingAccount") && !private.contains(&"Folder"), "{private:?}");
    // Who reads about the mock, or the tests, wants to know what the mock has.
    let is_read_by_callers =
        |path: &str| path.starts_with("client/src/") || path.ends_with(".md") && !path.starts_with("mock/");
    for (path, text) in TREE.iter().filter(|(path, _)| is_read_by_callers(path)) {
        let named = text.split(|c: char| !c.is_alphanumeric()).find(|word| private.contains(word));
        assert_eq!(named, None, "{path}");
    }
}

/// The names of parameters, fields and operations, and the parts of error codes.
fn seen_by_callers<'v>(value: &'v Value, found: &mut BTreeSet<&'v str>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| seen_by_callers(item, found)),
        Value::Object(members) => {
            for (key, member) in members {
                match (key.as_str(), member) {
                    ("properties", Value::Object(fields)) => found.extend(fields.keys().map(String::as_str)),
                    ("code" | "name" | "operationId", Value::String(text)) => found.extend(text.split('.')),
                    _ => {}
                }
                seen_by_callers(member, found);
            }
        }
        _ => {}
    }
}

/// A line of documentation, without the mark of the comment.
fn documentation(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// A paragraph or an item of a list, in one line.
#[derive(Default)]
struct Paragraph {
    text: String,
    /// Whether something follows that belongs to it.
    leads_on: bool,
}

/// The paragraphs of Markdown; `None` is where one text ends and another begins. Headings, tables and code are none.
fn paragraphs<'t>(lines: impl Iterator<Item = Option<&'t str>>) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    // Whether the next line goes on with the last paragraph, and whether it belongs to the same text.
    let (mut is_open, mut is_same_text, mut in_code) = (false, false, false);
    for line in lines {
        let Some(line) = line else {
            (is_open, is_same_text, in_code) = (false, false, false);
            continue;
        };
        if let (Some(last), true) = (paragraphs.last_mut(), is_same_text && !is_open && !line.trim().is_empty()) {
            last.leads_on = true;
        }
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        if in_code || is_fence || line.trim().is_empty() || line.starts_with(['|', '#']) || line.starts_with("<!--") {
            is_open = false;
            continue;
        }
        match paragraphs.last_mut() {
            Some(last) if is_open && !line.starts_with("* ") => last.text.extend([" ", line]),
            _ => paragraphs.push(Paragraph { text: line.to_owned(), leads_on: false }),
        }
        (is_open, is_same_text) = (true, true);
    }
    // A dash stands for nothing.
    paragraphs.retain(|paragraph| paragraph.text != "-");
    paragraphs
}

/// Whether a paragraph ends with the end of a sentence, or is not prose: a name, a value, an item that only names
/// something.
fn is_whole(paragraph: &str) -> bool {
    let is_name = |text: &str| text.starts_with('`') && text.ends_with('`');
    let item = paragraph.strip_prefix("* ");
    paragraph.ends_with(['.', '!', '?'])
        || paragraph.starts_with("Example: `")
        || paragraph.starts_with("**") && paragraph.ends_with("**")
        || is_name(paragraph)
        || item.is_some_and(|item| item.starts_with(['`', '[']) && !item.contains(": "))
        // `409 QuotaExceeded.Folder.Count`, a status and a code.
        || paragraph.split_once(' ').is_some_and(|(status, code)| status.len() == 3 && is_name(code))
}

#[test]
fn the_pages_of_any_document_have_no_empty_section_and_no_dead_link() {
    let fixtures = std::fs::read_dir("tests/generate").expect("the fixtures");
    let mut folders: Vec<_> = fixtures.map(|fixture| fixture.expect("a fixture").path()).collect();
    folders.push("../tests/petstore".into());
    folders.push("../spec/resource-directory".into());
    let mut faults = Vec::new();
    for folder in folders {
        let Ok(generated) = generate(&folder, &Settings::new(Runtime::Path("../../..".to_owned()))) else { continue };
        let tree = generated.tree;
        for (path, text) in tree.iter().filter(|(path, _)| path.ends_with(".md")) {
            let lines = outside_of_code(text);
            for (number, line) in lines.iter().enumerate() {
                let mut fault = |what: &str| faults.push(format!("{}: {path}: {what}: {line}", folder.display()));
                let mut rest = lines[number + 1..].iter().filter(|line| !line.is_empty());
                if line.starts_with("## ") && rest.next().is_none_or(|next| next.starts_with("## ")) {
                    fault("an empty section");
                }
                if line.starts_with("|---") && !lines.get(number + 1).is_some_and(|row| row.starts_with("| ")) {
                    fault("a table without rows");
                }
                if line.is_empty() && lines.get(number + 1).is_some_and(|next| next.is_empty()) {
                    fault("two blank lines");
                }
                for target in line.split("](").skip(1).filter_map(|link| link.split_once(')')).map(|(target, _)| target)
                {
                    let is_file = target.ends_with(".md") || target.ends_with(".json");
                    if is_file && !target.contains(':') && !tree.iter().any(|(known, _)| known == within(path, target))
                    {
                        fault("a dead link");
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The lines of a page, with one word for each block of code.
fn outside_of_code(page: &str) -> Vec<&str> {
    let mut in_code = false;
    let mut lines = Vec::new();
    for line in page.lines() {
        let is_fence = line.trim_start().starts_with("```");
        if is_fence && !in_code {
            lines.push("code");
        }
        if !is_fence && !in_code {
            lines.push(line.trim());
        }
        in_code ^= is_fence;
    }
    lines
}

/// Where a link of a page leads.
fn within(page: &str, target: &str) -> String {
    let mut folders: Vec<_> = page.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        if step == ".." {
            folders.pop();
        } else {
            folders.push(step);
        }
    }
    folders.join("/")
}
