use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use twinspec_alibaba::mock::ram::{AccessRequest, Policy, TrustPolicy, Verdict, Wildcard};

use crate::parse;

/// A matcher that shares nothing with the one under test.
fn as_regex(pattern: &str) -> regex::Regex {
    let expression: String = pattern
        .chars()
        .map(|character| match character {
            '*' => ".*".to_owned(),
            '?' => ".".to_owned(),
            other => regex::escape(&other.to_string()),
        })
        .collect();
    regex::Regex::new(&format!("(?s)^{expression}$")).expect("it is escaped")
}

fn action() -> impl Strategy<Value = String> {
    prop_oneof![Just("*".to_owned()), "[a-c*?]{0,2}:[a-c*?]{0,3}"]
}

fn resource() -> impl Strategy<Value = String> {
    prop_oneof![Just("*".to_owned()), "acs:[a-c*]{0,2}:[a-c*]{0,1}:[12*]{0,1}:[a-c/*?:]{0,4}", "acs:[a-c*:]{0,5}"]
}

fn condition() -> impl Strategy<Value = Value> {
    let operator =
        prop_oneof![Just("StringEquals"), Just("StringNotEquals"), Just("StringLike"), Just("StringNotLike")];
    prop_oneof![
        3 => Just(json!({})),
        1 => (operator, "[ab]", vec("[ab*?]{0,2}", 1..3))
            .prop_map(|(operator, key, values)| json!({ operator: { format!("acs:{key}"): values } })),
    ]
}

fn statement(effect: &'static str) -> impl Strategy<Value = Value> {
    (vec(action(), 1..3), any::<bool>(), vec(resource(), 1..3), any::<bool>(), condition()).prop_map(
        move |(actions, not_actions, resources, not_resources, condition)| {
            json!({
                "Effect": effect,
                (if not_actions { "NotAction" } else { "Action" }): actions,
                (if not_resources { "NotResource" } else { "Resource" }): resources,
                "Condition": condition,
            })
        },
    )
}

fn statements() -> impl Strategy<Value = Vec<Value>> {
    vec(prop_oneof![3 => statement("Allow").boxed(), 1 => statement("Deny").boxed()], 0..5)
}

fn policy(statements: &[Value]) -> Policy {
    parse(&json!({ "Version": "1", "Statement": statements }))
}

fn any_json() -> impl Strategy<Value = Value> {
    let names = || {
        prop_oneof![
            Just("Version".to_owned()),
            Just("Statement".to_owned()),
            Just("Effect".to_owned()),
            Just("Action".to_owned()),
            Just("NotAction".to_owned()),
            Just("Resource".to_owned()),
            Just("Principal".to_owned()),
            Just("Condition".to_owned()),
            Just("IpAddress".to_owned()),
            Just("DateLessThan".to_owned()),
            Just("RAM".to_owned()),
            Just("acs:SourceIp".to_owned()),
            "\\PC{0,4}",
        ]
    };
    let texts = prop_oneof![Just("1".to_owned()), Just("Allow".to_owned()), Just("Deny".to_owned()), "\\PC{0,12}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        texts.prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((names(), inner), 0..6).prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    })
}

/// A request and what is known of it.
fn request() -> impl Strategy<Value = (String, Option<String>, Vec<(&'static str, String)>)> {
    let action = "[a-c]{1,2}:[a-cA-C]{1,3}";
    let resource = proptest::option::of(prop_oneof![Just("*".to_owned()), "acs:[a-c]{1,2}:[a-c]?:[12]?:[a-c/]{1,4}"]);
    let facts = vec((prop_oneof![Just("acs:a"), Just("acs:b")], "[ab]{0,2}"), 0..2);
    (action, resource, facts)
}

fn evaluate(policy: &Policy, request: &(String, Option<String>, Vec<(&'static str, String)>)) -> Verdict {
    let (action, resource, facts) = request;
    let facts: Vec<(&str, &str)> = facts.iter().map(|(key, value)| (*key, value.as_str())).collect();
    policy.evaluate(&AccessRequest { action, resource: resource.as_deref() }, &facts[..])
}

proptest! {
    #[test]
    fn a_wildcard_matches_what_the_same_regular_expression_matches(
        pattern in "[abé界*?/:\n]{0,8}", text in "[abé界/:\n]{0,10}"
    ) {
        prop_assert_eq!(Wildcard::new(pattern.as_str()).matches(&text), as_regex(&pattern).is_match(&text));
    }

    #[test]
    fn whatever_is_read_as_a_policy_nothing_panics(text in "\\PC*", value in any_json()) {
        let _ = text.parse::<Policy>();
        let _ = text.parse::<TrustPolicy>();
        let _ = TrustPolicy::from_json(&value);
        if let Ok(policy) = Policy::from_json(&value) {
            policy.evaluate(&AccessRequest { action: &text, resource: Some(&text) }, &());
        }
    }

    #[test]
    fn a_statement_that_denies_everything_wins(mut all in statements(), at in any::<prop::sample::Index>(), request in request()) {
        let deny = json!({ "Effect": "Deny", "Action": "*", "Resource": "*" });
        all.insert(at.index(all.len() + 1), deny);
        prop_assert_eq!(evaluate(&policy(&all), &request), Verdict::Deny);
    }

    #[test]
    fn one_more_allowance_takes_nothing_away(
        all in statements(), more in statement("Allow"), at in any::<prop::sample::Index>(), request in request()
    ) {
        let before = evaluate(&policy(&all), &request);
        let mut extended = all;
        extended.insert(at.index(extended.len() + 1), more);
        let after = evaluate(&policy(&extended), &request);
        match before {
            Verdict::Allow => prop_assert_eq!(after, Verdict::Allow),
            Verdict::Deny => prop_assert_eq!(after, Verdict::Deny),
            Verdict::Silent => prop_assert_ne!(after, Verdict::Deny),
        }
    }

    #[test]
    fn one_more_denial_gives_nothing(all in statements(), more in statement("Deny"), request in request()) {
        let before = evaluate(&policy(&all), &request);
        let mut extended = all;
        extended.push(more);
        let after = evaluate(&policy(&extended), &request);
        prop_assert!(after == before || after == Verdict::Deny);
    }

    #[test]
    fn the_order_of_statements_does_not_matter(all in statements(), request in request()) {
        let mut reversed = all.clone();
        reversed.reverse();
        prop_assert_eq!(evaluate(&policy(&all), &request), evaluate(&policy(&reversed), &request));
    }
}
