//! How long a policy of twenty statements takes, printed in nanoseconds: `cargo bench -p twinspec-alibaba --bench policy`.

use std::hint::black_box;
use std::time::Instant;

use serde_json::{Value, json};
use twinspec_alibaba::mock::ram::{AccessRequest, Policy};

const ROUNDS: u32 = 200_000;

/// Nineteen statements that speak of other services, and one at the end that allows the request.
fn policy() -> Value {
    let statement = |number: u32| {
        json!({
            "Effect": if number.is_multiple_of(5) { "Deny" } else { "Allow" },
            "Action": [format!("service{number}:Describe*"), format!("service{number}:*Instance?")],
            "Resource": [format!("acs:service{number}:*:*:instance/*"), format!("acs:service{number}:cn-*:1:disk/*")],
            "Condition": { "IpAddress": { "acs:SourceIp": ["192.0.2.0/24", "203.0.113.2"] } },
        })
    };
    let allow = json!({
        "Effect": "Allow",
        "Action": ["ecs:Describe*", "ecs:Start*"],
        "Resource": "acs:ecs:*:*:instance/*",
        "Condition": {
            "IpAddress": { "acs:SourceIp": "192.0.2.0/24" },
            "StringLike": { "acs:UserAgent": "AlibabaCloud*" },
        },
    });
    let statements: Vec<_> = (0..19).map(statement).chain([allow]).collect();
    json!({ "Version": "1", "Statement": statements })
}

fn main() {
    let json = policy().to_string();
    let start = Instant::now();
    for _ in 0..ROUNDS / 100 {
        black_box(black_box(&json).parse::<Policy>().is_ok());
    }
    println!("parse     {:>8.0} ns", start.elapsed().as_nanos() as f64 / f64::from(ROUNDS / 100));
    let policy: Policy = json.parse().expect("a policy");
    let facts = [("acs:SourceIp", "192.0.2.7"), ("acs:UserAgent", "AlibabaCloud (Linux; x86_64) Python/3.11.7")];
    let request = AccessRequest {
        action: "ecs:StartInstance",
        resource: Some("acs:ecs:cn-hangzhou:1234567890123456:instance/i-1"),
    };
    let start = Instant::now();
    for _ in 0..ROUNDS {
        black_box(policy.evaluate(black_box(&request), &facts[..]));
    }
    println!("evaluate  {:>8.0} ns", start.elapsed().as_nanos() as f64 / f64::from(ROUNDS));
}
