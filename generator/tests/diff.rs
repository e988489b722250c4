//! Each folder of `tests/diff/` is named after a rule and has two descriptions between which it is found, and in
//! `expected.txt` all that is to be said of them.
//!
//! `UPDATE_EXPECTED=1 cargo test -p twinspec-generator --test diff` writes the files anew; then read the difference.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use twinspec_generator::diff::{Change, Description, Direction, Kind, Level, Mirror, Report, Rule, diff, rule, rules};
use twinspec_generator::generate::GenerateError;

fn folders() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("tests/diff").expect("the folder of fixtures");
    let mut folders: Vec<_> = folder.map(|entry| entry.expect("a fixture").path()).collect();
    folders.sort();
    folders
}

fn read(path: &Path) -> Description {
    match Description::read(path) {
        Ok(description) => description.of_api("pets"),
        Err(GenerateError::Spec(files, faults)) => panic!("{}", faults.render(&files, false)),
        Err(error) => panic!("{}: {error}", path.display()),
    }
}

/// Both descriptions of a fixture.
fn descriptions(folder: &Path) -> (Description, Description) {
    (read(&folder.join("old.yaml")), read(&folder.join("new.yaml")))
}

fn compared<'d>(old: &'d Description, new: &'d Description) -> Report<'d> {
    diff(old, new).expect("the code of both can be made")
}

/// The rule after which a fixture is named.
fn rule_of(folder: &Path) -> &'static Rule {
    let name = folder.file_name().and_then(|name| name.to_str()).expect("a name");
    let id = name.split('-').next().unwrap_or_default();
    rule(id).unwrap_or_else(|| panic!("there is no rule {id}"))
}

fn directions(changes: &[Change], id: &str) -> BTreeSet<Option<Direction>> {
    changes.iter().filter(|change| change.rule.id == id).map(|change| change.direction).collect()
}

#[test]
fn every_change_is_shown_as_expected() {
    let mut differing = Vec::new();
    for folder in folders() {
        let (old, new) = descriptions(&folder);
        let found = compared(&old, &new).render(true, false);
        let path = folder.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            std::fs::write(&path, &found).expect("expected.txt is written");
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        if found != expected {
            differing.push(format!("{}:\n--- expected\n{expected}\n--- found\n{found}", folder.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn every_rule_has_a_fixture_that_shows_it_in_each_direction_that_it_has() {
    let shown: BTreeSet<_> = folders().iter().map(|folder| rule_of(folder).id).collect();
    let missing: Vec<_> = rules().map(|rule| rule.id).filter(|id| !shown.contains(id)).collect();
    assert!(missing.is_empty(), "without a fixture: {missing:?}");
    let mut found = BTreeSet::new();
    let mut silent = Vec::new();
    for folder in folders() {
        let (old, new) = descriptions(&folder);
        let report = compared(&old, &new);
        let of_rule = directions(report.changes(), rule_of(&folder).id);
        if of_rule.is_empty() {
            silent.push(folder.display().to_string());
        }
        found.extend(report.changes().iter().map(|change| (change.rule.id, change.direction)));
    }
    assert!(silent.is_empty(), "the rule is not found in: {silent:?}");
    // Parameters travel to the service only.
    let only_requests = ["W025", "W026", "W027", "W028"];
    let one_way: Vec<_> = rules()
        .filter(|rule| rule.request != rule.answer && !only_requests.contains(&rule.id))
        .filter(|rule| {
            [Direction::Request, Direction::Response].iter().any(|way| !found.contains(&(rule.id, Some(*way))))
        })
        .map(|rule| rule.id)
        .collect();
    assert!(one_way.is_empty(), "shown in one direction only: {one_way:?}");
}

#[test]
fn what_changes_back_is_found_as_the_mirror() {
    let mut missing = Vec::new();
    for folder in folders() {
        let (old, new) = descriptions(&folder);
        let (there, back) = (compared(&old, &new), compared(&new, &old));
        let rule = rule_of(&folder);
        let mirror = match rule.mirror {
            Mirror::Of(id) | Mirror::Except(id, _) => id,
            Mirror::None(_) => rule.id,
        };
        if directions(there.changes(), rule.id) != directions(back.changes(), mirror) {
            missing.push(format!("{}: {mirror}", folder.display()));
        }
    }
    assert!(missing.is_empty(), "not found on the way back: {missing:#?}");
}

#[test]
fn every_rule_has_its_mirror_or_says_why_not() {
    for own in rules() {
        let why = match own.mirror {
            Mirror::Of(id) => {
                let mirror = rule(id).unwrap_or_else(|| panic!("{} has no rule {id}", own.id));
                assert_eq!(own.kind, mirror.kind, "{} and {id}", own.id);
                assert_eq!(mirror.mirror, Mirror::Of(own.id), "{id} is the mirror of {}", own.id);
                // To accept less is for callers what to send more is.
                assert_eq!(own.request.level, mirror.answer.level, "{} in a request, {id} in an answer", own.id);
                assert_eq!(own.answer.level, mirror.request.level, "{} in an answer, {id} in a request", own.id);
                continue;
            }
            Mirror::Except(id, why) => {
                let mirror = rule(id).unwrap_or_else(|| panic!("{} has no rule {id}", own.id));
                assert_eq!(own.kind, mirror.kind, "{} and {id}", own.id);
                let levels = own.request.level == mirror.answer.level && own.answer.level == mirror.request.level;
                let back = matches!(mirror.mirror, Mirror::Of(back) | Mirror::Except(back, _) if back == own.id);
                assert!(!(levels && back), "{} and {id} are mirrored", own.id);
                why
            }
            Mirror::None(why) => why,
        };
        assert!(why.len() > 10, "{}: {why:?}", own.id);
    }
}

#[test]
fn every_rule_has_a_page() {
    let mut ids = BTreeSet::new();
    for rule in rules() {
        assert!(ids.insert(rule.id), "{} is there twice", rule.id);
        let letter = match rule.kind {
            Kind::Wire => 'W',
            Kind::Source => 'R',
            Kind::Behaviour => 'B',
            Kind::Docs => 'D',
        };
        assert!(rule.id.starts_with(letter) && rule.id.len() == 4, "{}", rule.id);
        let page = rule.explanation();
        assert!(page.starts_with(&format!("# {}: {}\n", rule.id, rule.title)), "{page}");
        assert!(page.contains(rule.request.caller) && page.contains(rule.answer.caller), "{page}");
    }
}

#[test]
fn nothing_changed_is_nothing_said() {
    for folder in folders() {
        let (old, new) = descriptions(&folder);
        let again = descriptions(&folder);
        for report in [compared(&old, &again.0), compared(&new, &again.1)] {
            assert_eq!((report.changes(), report.level()), (&[][..], None), "{}", folder.display());
            assert_eq!(report.render(true, false), "");
        }
    }
}

#[test]
fn a_program_reads_the_changes_as_json() {
    let (old, new) = descriptions(Path::new("tests/diff/W022-required-added"));
    let report = compared(&old, &new).to_json();
    assert_eq!(report["level"], "breaking");
    assert_eq!(report["counts"]["WIRE"]["breaking"], 1);
    let place = |name: &str, line, column| {
        let file = format!("tests/diff/W022-required-added/{name}.yaml");
        serde_json::json!({ "file": file, "line": line, "column": column })
    };
    let change = &report["changes"][0];
    let expected = serde_json::json!({
        "rule": "W022",
        "title": "a required parameter, header, body or member is new",
        "kind": "WIRE",
        "level": "breaking",
        "direction": "request",
        "subject": "body.note",
        "text": "is new, and required",
        "sentence": "createPet: body.note (request) is new, and required",
        "callers": "Send it in each call.",
        "operations": ["createPet"],
        "old": place("old", change["old"]["line"].as_u64(), change["old"]["column"].as_u64()),
        "new": place("new", change["new"]["line"].as_u64(), change["new"]["column"].as_u64()),
    });
    assert_eq!(*change, expected);
}

#[test]
fn a_review_reads_the_changes_as_markdown() {
    let (old, new) = descriptions(Path::new("tests/diff/W106-value-removed"));
    let text = compared(&old, &new).markdown();
    assert!(text.starts_with("# Changes of Pets\n\n| | breaking | risky | compatible |\n"), "{text}");
    assert!(text.contains("\n## Breaking\n\n* `W106` createPet: body.value (request) cannot be"), "{text}");
    assert!(text.contains("\n  Send another value.\n"), "{text}");
}

#[test]
fn levels_are_in_order() {
    assert!(Level::Compatible < Level::Risky && Level::Risky < Level::Breaking);
}
