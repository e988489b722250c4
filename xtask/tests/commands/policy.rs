use serde_json::{Value, json};

use crate::scratch::Scratch;

/// A spec of these operations, each with its `x-acs-ram`.
fn spec(scratch: &Scratch, operations: &[(&str, Value)]) {
    let paths = operations.iter().map(|(id, ram)| {
        let operation = json!({
            "operationId": id, "summary": "S.", "x-acs-action": id, "x-twin-operation-type": "write", "x-acs-ram": ram,
            "responses": { "200": { "description": "D." } },
        });
        (format!("/{id}"), json!({ "post": operation }))
    });
    let document = json!({
        "openapi": "3.0.3",
        "info": { "title": "T", "version": "1", "x-acs-product": "Parcels", "x-acs-style": "RPC" },
        "paths": paths.collect::<serde_json::Map<_, _>>(),
    });
    scratch.write("spec/parcels/openapi.yaml", &document.to_string());
}

fn row(action: &str, resources: &[&str], associated: &[&str]) -> Value {
    json!({ "action": action, "access-level": "write", "resources": resources, "associated-operations": associated })
}

fn statements(printed: &str) -> Value {
    let policy: Value = serde_json::from_str(printed).expect("JSON");
    assert_eq!(policy["Version"], "1");
    policy["Statement"].clone()
}

#[test]
fn the_least_policy_names_the_actions_and_their_resources() {
    let scratch = Scratch::new();
    let depot = &["acs:parcels:{#regionId}:{#accountId}:depot/{#Depot}"];
    spec(
        &scratch,
        &[
            ("Open", json!([row("parcels:Open", depot, &["maps:Locate"])])),
            ("Close", json!([row("parcels:Close", depot, &[])])),
            ("Send", json!([row("parcels:Send", &["*"], &[])])),
            ("Move", json!([row("parcels:Open", &["*"], &[])])),
        ],
    );
    let policy = |operations: &[&str]| {
        let ran = scratch.run(&[&["policy", "parcels", "--spec", "spec"], operations].concat()).ended(0);
        assert_eq!(ran.stderr, "");
        statements(&ran.stdout)
    };
    assert_eq!(
        policy(&["Close", "Open"]),
        json!([
            { "Effect": "Allow", "Action": ["maps:Locate"], "Resource": ["*"] },
            { "Effect": "Allow", "Action": ["parcels:Close", "parcels:Open"], "Resource": ["acs:parcels:*:*:depot/*"] },
        ])
    );
    assert_eq!(
        policy(&[]),
        json!([
            { "Effect": "Allow", "Action": ["maps:Locate", "parcels:Open", "parcels:Send"], "Resource": ["*"] },
            { "Effect": "Allow", "Action": ["parcels:Close"], "Resource": ["acs:parcels:*:*:depot/*"] },
        ])
    );
}

#[test]
fn an_operation_without_authorization_data_is_warned_of() {
    let scratch = Scratch::new();
    spec(&scratch, &[("Send", json!([]))]);
    let ran = scratch.run(&["policy", "parcels", "--spec", "spec"]).ended(0);
    assert_eq!(ran.stderr, "warning: `Send` has no x-acs-ram; assuming the action `parcels:Send`\n");
    assert_eq!(statements(&ran.stdout), json!([{ "Effect": "Allow", "Action": ["parcels:Send"], "Resource": ["*"] }]));
}

#[test]
fn unknown_names_get_suggestions() {
    let scratch = Scratch::with("resource-directory");
    let ran = scratch.run(&["policy", "resource-director", "--spec", "spec"]).ended(1);
    assert!(ran.stderr.contains("did you mean `resource-directory`?"), "{}", ran.stderr);
    let operation = "SendVerificationCodeForEnableRd";
    let ran = scratch.run(&["policy", "resource-directory", operation, "--spec", "spec"]).ended(1);
    assert!(ran.stderr.contains("did you mean `SendVerificationCodeForEnableRD`?"), "{}", ran.stderr);
    let ran = scratch.run(&["policy", "resource-directory", "Zzz", "--spec", "spec"]).ended(1);
    assert!(ran.stderr.contains("`resource-directory` has no operation `Zzz`"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
}
