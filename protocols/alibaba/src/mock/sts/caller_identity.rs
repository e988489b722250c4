//! `GetCallerIdentity`, which everyone may call.

use serde_json::{Map, Value, json};

use crate::mock::identity::{Caller, Principal};

pub(super) fn answer(caller: &Caller) -> Map<String, Value> {
    let account = &**caller.account();
    let answer = match &caller.principal {
        Principal::Account(_) => json!({
            "IdentityType": "Account",
            "AccountId": account,
            "PrincipalId": account,
            "UserId": account,
            "Arn": format!("acs:ram::{account}:root"),
        }),
        Principal::User(user) => json!({
            "IdentityType": "RAMUser",
            "AccountId": account,
            "PrincipalId": user.id,
            "UserId": user.id,
            "Arn": user.arn,
        }),
        Principal::Role(session) => json!({
            "IdentityType": "AssumedRoleUser",
            "AccountId": account,
            "PrincipalId": format!("{}:{}", session.role.id, session.name),
            "RoleId": session.role.id,
            "Arn": format!("acs:ram::{account}:assumed-role/{}/{}", session.role.name, session.name),
        }),
    };
    match answer {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}
