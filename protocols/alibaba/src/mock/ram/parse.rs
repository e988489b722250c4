//! From JSON to policies.

use std::str::FromStr;

use serde_json::Value;

use super::action::Actions;
use super::arn::{Pattern, Resources};
use super::condition::Condition;
use super::elements::{Object, known_members, list, missing, object, one_of, scalars};
use super::error::did_you_mean;
use super::policy::{Effect, Statement, TrustStatement};
use super::principal::Principals;
use super::{Policy, PolicyError, TrustPolicy, Wildcard};

impl Policy {
    /// Reads a policy that is JSON already.
    ///
    /// # Errors
    ///
    /// If it is not a policy.
    pub fn from_json(value: &Value) -> Result<Self, PolicyError> {
        Ok(Policy { statements: statements(value, statement)? })
    }
}

impl TrustPolicy {
    /// Reads a trust policy that is JSON already.
    ///
    /// # Errors
    ///
    /// If it is not a trust policy.
    pub fn from_json(value: &Value) -> Result<Self, PolicyError> {
        Ok(TrustPolicy { statements: statements(value, trust_statement)? })
    }
}

/// Reads the JSON of a policy.
impl FromStr for Policy {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, PolicyError> {
        Policy::from_json(&json(text)?)
    }
}

/// Reads the JSON of a trust policy.
impl FromStr for TrustPolicy {
    type Err = PolicyError;

    fn from_str(text: &str) -> Result<Self, PolicyError> {
        TrustPolicy::from_json(&json(text)?)
    }
}

fn json(text: &str) -> Result<Value, PolicyError> {
    serde_json::from_str(text).map_err(|error| PolicyError::new(format!("no JSON: {error}")))
}

fn statements<T>(value: &Value, read: fn(&Object) -> Result<T, PolicyError>) -> Result<Vec<T>, PolicyError> {
    let policy = object(value)?;
    known_members(policy, &["Version", "Statement"])?;
    match policy.get("Version") {
        Some(Value::String(version)) if version == "1" => {}
        Some(_) => return Err(PolicyError::new("the only version is the text \"1\"").within("Version")),
        None => return Err(missing("Version", "\"1\"")),
    }
    let statements = match policy.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        // As everywhere in a policy, a list of one can be written without brackets.
        Some(statement @ Value::Object(_)) => std::slice::from_ref(statement),
        Some(_) => return Err(PolicyError::new("is not a list of statements").within("Statement")),
        None => return Err(missing("Statement", "a list of statements")),
    };
    let read = |(index, value)| {
        let statement = object(value).and_then(read);
        statement.map_err(|error| error.within(&format!("[{index}]")).within("Statement"))
    };
    statements.iter().enumerate().map(read).collect()
}

fn statement(object: &Object) -> Result<Statement, PolicyError> {
    let trust = "is allowed only in trust policies; other policies apply to the identity that they are attached to";
    if object.contains_key("Principal") {
        return Err(PolicyError::new(trust).within("Principal"));
    }
    known_members(object, &["Effect", "Action", "NotAction", "Resource", "NotResource", "Condition", "Sid"])?;
    let (member, value) = one_of(object, "Resource", "NotResource", "`*` or resource names")?;
    let patterns = list(value).and_then(|texts| texts.into_iter().map(resource).collect::<Result<_, _>>());
    let patterns = patterns.map_err(|error| error.within(member))?;
    Ok(Statement {
        effect: effect(object)?,
        actions: actions(object)?,
        resources: match member {
            "Resource" => Resources::These(patterns),
            _ => Resources::AllBut(patterns),
        },
        conditions: conditions(object)?,
    })
}

fn trust_statement(object: &Object) -> Result<TrustStatement, PolicyError> {
    known_members(object, &["Effect", "Action", "NotAction", "Principal", "Condition", "Sid"])?;
    let principal = object.get("Principal").ok_or_else(|| missing("Principal", "who may assume the role"))?;
    Ok(TrustStatement {
        effect: effect(object)?,
        actions: actions(object)?,
        principals: Principals::parse(principal).map_err(|error| error.within("Principal"))?,
        conditions: conditions(object)?,
    })
}

fn effect(object: &Object) -> Result<Effect, PolicyError> {
    let effect = match object.get("Effect") {
        Some(Value::String(effect)) => effect,
        Some(_) => return Err(PolicyError::new("is neither `Allow` nor `Deny`").within("Effect")),
        None => return Err(missing("Effect", "`Allow` or `Deny`")),
    };
    match effect.as_str() {
        "Allow" => Ok(Effect::Allow),
        "Deny" => Ok(Effect::Deny),
        other => {
            let hint = did_you_mean(other, ["Allow", "Deny"].into_iter());
            Err(PolicyError::new(format!("no effect `{other}`{hint}")).within("Effect"))
        }
    }
}

fn actions(object: &Object) -> Result<Actions, PolicyError> {
    let (member, value) = one_of(object, "Action", "NotAction", "`*` or actions such as `ecs:Describe*`")?;
    let patterns = list(value).and_then(|texts| texts.into_iter().map(action).collect::<Result<_, _>>());
    let patterns = patterns.map_err(|error| error.within(member))?;
    Ok(match member {
        "Action" => Actions::These(patterns),
        _ => Actions::AllBut(patterns),
    })
}

fn action(text: &str) -> Result<Wildcard, PolicyError> {
    match text == "*" || text.contains(':') {
        true => Ok(Wildcard::ignoring_case(text)),
        false => Err(PolicyError::new(format!("`{text}` names no service; write `<service>:{text}`"))),
    }
}

fn resource(text: &str) -> Result<Pattern, PolicyError> {
    match text.starts_with("acs:") || text.starts_with('*') {
        true => Ok(Pattern::new(text)),
        false => Err(PolicyError::new(format!(
            "`{text}` is not a resource name; write `*` or `acs:<service>:<region>:<account>:<relative id>`"
        ))),
    }
}

fn conditions(statement: &Object) -> Result<Vec<Condition>, PolicyError> {
    let Some(value) = statement.get("Condition") else { return Ok(Vec::new()) };
    let mut conditions = Vec::new();
    let read = |conditions: &mut Vec<Condition>| {
        for (operator, keys) in object(value)? {
            let parsed = operator.parse().and_then(|parsed| Ok((parsed, object(keys)?)));
            let (parsed, keys) = parsed.map_err(|error: PolicyError| error.within(operator))?;
            for (key, values) in keys {
                let condition = scalars(values).and_then(|values| Condition::new(parsed, key, &values));
                conditions.push(condition.map_err(|error| error.within(key).within(operator))?);
            }
        }
        Ok(())
    };
    read(&mut conditions).map_err(|error: PolicyError| error.within("Condition"))?;
    Ok(conditions)
}
