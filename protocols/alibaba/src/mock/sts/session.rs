//! What is answered of a session that has begun.

use serde_json::{Map, Value, json};
use twinspec_core::time;

use crate::mock::identity::RoleSession;

/// The members that both ways to assume a role answer.
pub(super) fn answer(session: &RoleSession) -> Map<String, Value> {
    let role = &session.role;
    let mut answer = Map::new();
    answer.insert(
        "AssumedRoleUser".to_owned(),
        json!({
            "Arn": format!("{}/{}", role.arn, session.name),
            "AssumedRoleId": format!("{}:{}", role.id, session.name),
        }),
    );
    answer.insert(
        "Credentials".to_owned(),
        json!({
            "AccessKeyId": &*session.access_key_id,
            "AccessKeySecret": session.secret(),
            "SecurityToken": session.token(),
            "Expiration": session.expiration.map(time::format),
        }),
    );
    answer
}
