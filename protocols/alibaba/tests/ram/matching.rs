use serde_json::json;
use twinspec_alibaba::mock::ram::{AccessRequest, Policy, Verdict, Wildcard};

use crate::policy;

fn says(policy: &Policy, action: &str, resource: Option<&str>) -> Verdict {
    policy.evaluate(&AccessRequest { action, resource }, &())
}

#[test]
fn a_star_is_any_characters_and_a_question_mark_is_one() {
    for (pattern, text, matches) in [
        ("*", "", true),
        ("*", "anything/at:all", true),
        ("", "", true),
        ("", "a", false),
        ("?", "", false),
        ("?", "a", true),
        ("?", "界", true),
        ("??", "界", false),
        ("a*b", "ab", true),
        ("a*b", "a/x/b", true),
        ("a*b", "abc", false),
        ("*a*b*", "xxaxxbxx", true),
        ("*a*b*", "xxbxxaxx", false),
        ("*?b", "b", false),
        ("*?b", "éb", true),
        ("a**b", "a-b", true),
        ("A*", "ab", false),
    ] {
        assert_eq!(Wildcard::new(pattern).matches(text), matches, "{pattern:?} and {text:?}");
    }
    assert!(Wildcard::ignoring_case("ECS:Describe*").matches("ecs:describeInstances"));
}

#[test]
fn a_pattern_that_backtracks_much_is_still_matched_in_no_time() {
    let pattern = "*a".repeat(50) + "b";
    assert!(!Wildcard::new(pattern).matches(&"a".repeat(10_000)));
}

#[test]
fn actions_make_no_difference_between_upper_and_lower_case() {
    let policy = policy("Allow", json!({ "Action": ["ECS:describe*", "oss:Get?bject"], "Resource": "*" }));
    for (action, verdict) in [
        ("ecs:DescribeInstances", Verdict::Allow),
        ("oss:GetObject", Verdict::Allow),
        ("oss:GetTheObject", Verdict::Silent),
        ("ecs:StartInstance", Verdict::Silent),
    ] {
        assert_eq!(says(&policy, action, Some("*")), verdict, "{action}");
    }
}

#[test]
fn not_action_speaks_of_all_other_actions() {
    let policy = policy("Deny", json!({ "NotAction": ["ram:*", "sts:*"], "Resource": "*" }));
    assert_eq!(says(&policy, "ecs:StartInstance", Some("*")), Verdict::Deny);
    assert_eq!(says(&policy, "ram:CreateUser", Some("*")), Verdict::Silent);
}

#[test]
fn resources_match_part_by_part() {
    for (pattern, resource, matches) in [
        ("*", "acs:ecs:cn-hangzhou:1:instance/i-1", true),
        ("*", "*", true),
        ("acs:ecs:*:*:*", "*", false),
        ("acs:ecs:*:*:instance/*", "acs:ecs:cn-hangzhou:1:instance/i-1", true),
        ("acs:ECS:*:*:instance/*", "acs:ecs:cn-hangzhou:1:instance/i-1", true),
        ("acs:ecs:*:*:instance/*", "acs:ecs:cn-hangzhou:1:disk/d-1", false),
        ("acs:ecs:cn-beijing:*:*", "acs:ecs:cn-hangzhou:1:instance/i-1", false),
        ("acs:ecs:*:2:*", "acs:ecs:cn-hangzhou:1:instance/i-1", false),
        // The relative id may have anything in it, and a star in it reaches everywhere.
        ("acs:oss:*:*:photos/*", "acs:oss:cn:1:photos/2015/a:b.jpg", true),
        ("acs:oss:*:*:photos/*.jpg", "acs:oss:cn:1:photos/2015/x.jpg", true),
        ("acs:oss:*:*:photos", "acs:oss:cn:1:photos/x", false),
        // No star reaches from one part into the next.
        ("acs:ecs:*:1:instance", "acs:ecs:x:2:1:instance", false),
        // A name without a region or an account belongs to any, on either side.
        ("acs:ram::1:role/admin", "acs:ram:*:1:role/admin", true),
        ("acs:ram:*:1:role/admin", "acs:ram::1:role/admin", true),
        ("acs:oss:cn-hangzhou:1:photos", "acs:oss:::photos", true),
        // What has fewer parts is one text.
        ("acs:ecs:*", "acs:ecs:cn-hangzhou:1:instance/i-1", true),
        ("acs:*", "acs:oss:cn:1:x", true),
    ] {
        let allow = policy("Allow", json!({ "Action": "*", "Resource": pattern }));
        let found = says(&allow, "ecs:X", Some(resource)) == Verdict::Allow;
        assert_eq!(found, matches, "{pattern} and {resource}");
        let not = policy("Allow", json!({ "Action": "*", "NotResource": pattern }));
        assert_eq!(says(&not, "ecs:X", Some(resource)) == Verdict::Allow, !matches, "not {pattern} and {resource}");
    }
}

#[test]
fn of_an_unknown_resource_only_what_holds_for_all_is_denied() {
    let some = json!({ "Action": "*", "Resource": "acs:ecs:*:*:instance/i-1" });
    assert_eq!(says(&policy("Allow", some.clone()), "ecs:X", None), Verdict::Allow);
    assert_eq!(says(&policy("Deny", some), "ecs:X", None), Verdict::Silent);
    let all = json!({ "Action": "*", "Resource": "*" });
    assert_eq!(says(&policy("Allow", all.clone()), "ecs:X", None), Verdict::Allow);
    assert_eq!(says(&policy("Deny", all), "ecs:X", None), Verdict::Deny);
    let none = json!({ "Action": "*", "NotResource": "*" });
    assert_eq!(says(&policy("Allow", none.clone()), "ecs:X", None), Verdict::Silent);
    assert_eq!(says(&policy("Deny", none), "ecs:X", None), Verdict::Silent);
}
