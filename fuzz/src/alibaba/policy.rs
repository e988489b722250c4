//! Policies: what reads them and what they decide.

use std::sync::Arc;

use serde_json::{Value, json};
use twinspec_alibaba::mock::identity::Identity;
use twinspec_alibaba::mock::ram::{AccessRequest, Policies, Policy, PrincipalKind, TrustPolicy, Verdict, decide};

/// So many texts of a policy are tried as actions and resources.
const MOST: usize = 12;

/// What is known of a request.
type Facts<'t> = Vec<(&'t str, &'t str)>;

/// The input is the document of a policy, and as a whole also a trust policy and a file of accounts. What it is asked about
/// is made of its own texts.
///
/// # Panics
/// If a statement that denies does not win, if one more statement that denies allows something, or if one more that allows
/// takes something away.
pub fn policy(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let _ = Identity::from_yaml(text);
    let Ok(document) = serde_json::from_str::<Value>(text) else {
        assert!(text.parse::<Policy>().is_err() && text.parse::<TrustPolicy>().is_err(), "it is not JSON");
        return;
    };
    let mut texts = Vec::new();
    collect(&document, &mut texts);
    let facts: Facts<'_> = texts.windows(2).map(|pair| (pair[0], pair[1])).collect();
    if let Ok(trust) = TrustPolicy::from_json(&document) {
        for name in &texts {
            trust.evaluate("sts:AssumeRole", PrincipalKind::Ram, &[name], &facts[..]);
        }
    }
    let Ok(whole) = Policy::from_json(&document) else { return };
    let statements = match &document["Statement"] {
        Value::Array(statements) => statements.clone(),
        one => vec![one.clone()],
    };
    // The stars of a pattern stand for something.
    let names: Vec<String> = texts.iter().take(MOST).map(|text| text.replace(['*', '?'], "a")).collect();
    for action in &names {
        for resource in names.iter().map(|name| Some(name.as_str())).chain([None, Some("*")]) {
            check(&document, &statements, &whole, &AccessRequest { action, resource }, &facts);
        }
    }
}

fn check(document: &Value, statements: &[Value], whole: &Policy, request: &AccessRequest<'_>, facts: &Facts<'_>) {
    let verdict = |statements: Vec<Value>| with(document, statements).evaluate(request, &facts[..]);
    let decided = whole.evaluate(request, &facts[..]);
    for (position, statement) in statements.iter().enumerate() {
        let alone = verdict(vec![statement.clone()]);
        let mut others = statements.to_vec();
        others.remove(position);
        let without = if others.is_empty() { Verdict::Silent } else { verdict(others) };
        match alone {
            Verdict::Deny => assert_eq!(decided, Verdict::Deny, "{statement} {request:?}"),
            Verdict::Allow => assert_eq!(decided, without.max_allow(), "{statement} {request:?}"),
            Verdict::Silent => assert_eq!(decided, without, "{statement} {request:?}"),
        }
    }
    let denial = json!({ "Effect": "Deny", "Action": "*", "Resource": "*" });
    assert_eq!(verdict([statements, &[denial]].concat()), Verdict::Deny);

    let policy = [Arc::new(whole.clone())];
    let everything = [Arc::new(with(document, vec![json!({ "Effect": "Allow", "Action": "*", "Resource": "*" })]))];
    let is_allowed = |policies: Policies<'_>| decide(&policies, request, &facts[..]).is_ok();
    let expected = decided == Verdict::Allow;
    assert_eq!(is_allowed(Policies { account_level: &policy, ..Policies::default() }), expected);
    assert_eq!(is_allowed(Policies { resource_group_level: &policy, ..Policies::default() }), expected);
    // Beside policies that allow everything, each of these guards on its own.
    let guarded = Policies { account_level: &everything, ..Policies::default() };
    assert_eq!(is_allowed(Policies { session: Some(whole), ..guarded }), expected);
    assert_eq!(is_allowed(Policies { control: &policy, ..guarded }), expected);
}

/// The same document with other statements.
fn with(document: &Value, statements: Vec<Value>) -> Policy {
    let mut document = document.clone();
    document["Statement"] = statements.into();
    Policy::from_json(&document).unwrap_or_else(|error| panic!("{error}: {document}"))
}

/// What one more statement that allows makes of a verdict.
trait MaxAllow {
    fn max_allow(self) -> Self;
}

impl MaxAllow for Verdict {
    fn max_allow(self) -> Self {
        if self == Verdict::Silent { Verdict::Allow } else { self }
    }
}

/// All texts of a document, names too.
fn collect<'v>(value: &'v Value, texts: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(members) => {
            for (name, member) in members {
                texts.push(name);
                collect(member, texts);
            }
        }
        _ => {}
    }
}
