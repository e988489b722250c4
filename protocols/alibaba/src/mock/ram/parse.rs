//! From JSON to policies.

use serde_json::{Map, Value};

use super::action::Actions;
use super::arn::{Pattern, Resources};
use super::condition::Condition;
use super::error::did_you_mean;
use super::policy::{Effect, Statement, TrustStatement};
use super::principal::Principals;
use super::{Policy, PolicyError, TrustPolicy, Wildcard};

type Object = Map<String, Value>;

pub(super) fn policy(value: &Value) -> Result<Policy, PolicyError> {
    Ok(Policy { statements: statements(value, statement)? })
}

pub(super) fn trust_policy(value: &Value) -> Result<TrustPolicy, PolicyError> {
    Ok(TrustPolicy { statements: statements(value, trust_statement)? })
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
        Some(_) => return Err(PolicyError::new("is no list of statements").within("Statement")),
        None => return Err(missing("Statement", "a list of statements")),
    };
    let read = |(index, value)| {
        let statement = object(value).and_then(read);
        statement.map_err(|error| error.within(&format!("[{index}]")).within("Statement"))
    };
    statements.iter().enumerate().map(read).collect()
}

fn statement(object: &Object) -> Result<Statement, PolicyError> {
    let trust = "stands in trust policies only; an identity is what the policy is attached to";
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
            "`{text}` is no resource name; write `*` or `acs:<service>:<region>:<account>:<relative id>`"
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

fn object(value: &Value) -> Result<&Object, PolicyError> {
    value.as_object().ok_or_else(|| PolicyError::new("is no object"))
}

fn missing(member: &str, expected: &str) -> PolicyError {
    PolicyError::new(format!("`{member}` is missing: {expected}"))
}

fn known_members(object: &Object, known: &[&str]) -> Result<(), PolicyError> {
    match object.keys().find(|member| !known.contains(&member.as_str())) {
        Some(unknown) => {
            let hint = match did_you_mean(unknown, known.iter().copied()) {
                hint if hint.is_empty() => format!(", only {}", known.join(", ")),
                hint => hint,
            };
            Err(PolicyError::new(format!("no element `{unknown}`{hint}")))
        }
        None => Ok(()),
    }
}

/// The one that is there of an element and its negation.
fn one_of<'a>(
    object: &'a Object,
    name: &'static str,
    negated: &'static str,
    expected: &str,
) -> Result<(&'static str, &'a Value), PolicyError> {
    match (object.get(name), object.get(negated)) {
        (Some(value), None) => Ok((name, value)),
        (None, Some(value)) => Ok((negated, value)),
        (Some(_), Some(_)) => Err(PolicyError::new(format!("has both `{name}` and `{negated}`; leave one of them"))),
        (None, None) => Err(missing(name, expected)),
    }
}

/// A text, or a list of texts.
pub(super) fn list(value: &Value) -> Result<Vec<&str>, PolicyError> {
    let text = |value: &'_ Value| -> Result<(), PolicyError> {
        value.as_str().map(|_| ()).ok_or_else(|| PolicyError::new("is no text, and no list of texts"))
    };
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    if values.is_empty() {
        return Err(PolicyError::new("is an empty list"));
    }
    values.iter().try_for_each(text)?;
    Ok(values.iter().filter_map(Value::as_str).collect())
}

/// What a condition compares with: texts, numbers, or `true` and `false`, as text.
fn scalars(value: &Value) -> Result<Vec<String>, PolicyError> {
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    if values.is_empty() {
        return Err(PolicyError::new("is an empty list"));
    }
    let text = |value: &Value| match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(flag.to_string()),
        _ => Err(PolicyError::new("is no text, and no list of texts")),
    };
    values.iter().map(text).collect()
}
