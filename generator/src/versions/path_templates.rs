//! `{.format}`, `{;ids*}`: variables as RFC 6570 writes them. OpenAPI says the same with `style` and `explode` of the parameter.

use serde_json::Value;

use super::rewriting::Rewriting;
use crate::path_template;
use crate::pointer::join;
use crate::positions;

/// A variable of a path.
struct Variable<'a> {
    name: &'a str,
    style: Option<&'static str>,
    explode: bool,
    /// Whether reserved characters are to be sent as they are, `{+path}`.
    reserved: bool,
}

impl<'a> Variable<'a> {
    /// What is between braces; nothing if no parameter can be described that way.
    fn of(expression: &'a str) -> Option<Self> {
        let (style, reserved, rest) = match expression.as_bytes().first()? {
            b'.' => (Some("label"), false, expression.get(1..)?),
            b';' => (Some("matrix"), false, expression.get(1..)?),
            b'+' => (None, true, expression.get(1..)?),
            _ => (None, false, expression),
        };
        let (name, explode) = rest.strip_suffix('*').map_or((rest, false), |name| (name, true));
        let is_name =
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
        (is_name && expression != name).then_some(Variable { name, style, explode, reserved })
    }
}

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    for path in rewriting.names("/paths") {
        let (plain, variables) = read(&path);
        let (from, to) = (join("/paths", &path), join("/paths", &plain));
        if variables.is_empty() || rewriting.get(&to).is_some() {
            continue;
        }
        let parameters = parameters(rewriting, &from);
        // Who names a parameter `ids*` does not mean RFC 6570.
        if parameters
            .iter()
            .any(|(_, name)| path.contains(&format!("{{{name}}}")) && !plain.contains(&format!("{{{name}}}")))
        {
            continue;
        }
        for Variable { name, .. } in variables.iter().filter(|variable| variable.reserved) {
            rewriting.not_kept(&from, format!("reserved characters of `{name}` are sent percent-encoded"));
        }
        for (at, name) in parameters {
            if let Some(variable) = variables.iter().find(|variable| variable.name == name) {
                describe(rewriting, &at, variable);
            }
        }
        rewriting.source.rename(&from, &to);
    }
}

/// The parameters of a path and of its operations that are in the path: where they are listed, and their names.
fn parameters(rewriting: &Rewriting<'_>, path: &str) -> Vec<(String, String)> {
    let operations = rewriting.get(path).into_iter().flat_map(positions::operations);
    let holders = operations.map(|(step, ..)| format!("{path}{step}")).chain([path.to_owned()]);
    let lists = holders.map(|holder| join(&holder, "parameters"));
    let listed = lists.flat_map(|list| (0..rewriting.count(&list)).map(move |position| format!("{list}/{position}")));
    let named = |at: String| {
        let shared = rewriting.target(&at);
        let described = shared.as_deref().unwrap_or(&at);
        let is_in_path = rewriting.text(described, "in").as_deref() == Some("path");
        let name = rewriting.text(described, "name").filter(|_| is_in_path)?;
        Some((at, name))
    };
    listed.filter_map(named).collect()
}

/// The path as OpenAPI writes it, and the variables that it wrote otherwise.
fn read(path: &str) -> (String, Vec<Variable<'_>>) {
    let mut variables = Vec::new();
    let plain = path_template::renamed(path, |expression| {
        let variable = Variable::of(expression);
        let name = variable.as_ref().map_or(expression, |variable| variable.name);
        variables.extend(variable);
        name
    });
    (plain, variables)
}

/// Says what a path says of a parameter, unless the parameter says it.
fn describe(rewriting: &mut Rewriting<'_>, at: &str, variable: &Variable<'_>) {
    if let Some(shared) = rewriting.target(at) {
        // Other paths can use it without a style.
        rewriting.source.copy(&shared, at);
    }
    let said = [("style", variable.style.map(Value::from)), ("explode", variable.explode.then(|| true.into()))];
    for (key, value) in said {
        let at = join(at, key);
        if let Some(value) = value
            && rewriting.get(&at).is_none()
        {
            rewriting.source.set(&at, value);
        }
    }
}
