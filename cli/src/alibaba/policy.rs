//! `policy`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use twinspec_generator::diagnostics::nearest;
use twinspec_generator::generate::{Faults, check};
use twinspec_generator::model::{Api, Operation};

use crate::{Repository, print, report};

/// Prints the smallest RAM policy that allows the named operations of an API, or all of them.
#[derive(clap::Args)]
pub struct Arguments {
    /// The API: the name of a folder in the folder of specs.
    api: String,
    /// The operations, by operation id or action.
    operations: Vec<String>,
    /// The folder of specs [default: as `twinspec.yaml` says, or `spec`]
    #[arg(long, value_name = "DIR")]
    spec: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, repository: &Repository) -> Result<ExitCode> {
    let selected = repository.select(arguments.spec.as_deref(), std::slice::from_ref(&arguments.api))?;
    let described = selected.into_iter().next().context("no API was named")?;
    let Some((_, api, _)) = report::read(check(&described.path, Faults::Repaired), repository)? else {
        return Ok(ExitCode::FAILURE);
    };
    if api.vendor.is_none() {
        bail!("`{}` is not an API of Alibaba Cloud, so RAM policies do not apply to it", api.id);
    }
    let operations = select(&api, &arguments.operations)?;
    for operation in operations.iter().filter(|operation| operation.vendor.permissions.is_empty()) {
        let action = default_action(&api, operation);
        print::note(format_args!("warning: `{}` has no x-acs-ram; assuming the action `{action}`", operation.id));
    }
    print::line(format_args!("{:#}", policy(&api, &operations)));
    Ok(ExitCode::SUCCESS)
}

fn select<'a>(api: &'a Api, named: &[String]) -> Result<Vec<&'a Operation>> {
    if named.is_empty() {
        return Ok(api.operations.iter().collect());
    }
    let find = |name: &String| {
        let mut operations = api.operations.iter();
        match operations.find(|operation| operation.id == *name || operation.name == *name) {
            Some(operation) => Ok(operation),
            None => {
                let known = api.operations.iter().map(|operation| operation.id.as_str());
                match nearest(name, known) {
                    Some(near) => bail!("`{}` has no operation `{name}`; did you mean `{near}`?", api.id),
                    None => bail!("`{}` has no operation `{name}`; see the files in its `operations/`", api.id),
                }
            }
        }
    };
    named.iter().map(find).collect()
}

/// One statement for all actions that have the same resources.
fn policy(api: &Api, operations: &[&Operation]) -> Value {
    let mut resources = BTreeMap::<String, BTreeSet<String>>::new();
    let mut allow = |action: &str, names: &[String]| {
        resources.entry(action.to_owned()).or_default().extend(names.iter().map(|name| any_value(name)));
    };
    for operation in operations {
        if operation.vendor.permissions.is_empty() {
            allow(&default_action(api, operation), &["*".to_owned()]);
        }
        for row in &operation.vendor.permissions {
            allow(&row.action, &row.resources);
            // On which resources they work, the spec does not say.
            row.associated_operations.iter().for_each(|action| allow(action, &["*".to_owned()]));
        }
    }
    let mut statements = BTreeMap::<BTreeSet<String>, Vec<String>>::new();
    for (action, mut names) in resources {
        if names.contains("*") {
            names.retain(|name| name == "*");
        }
        statements.entry(names).or_default().push(action);
    }
    let statement = |(resources, actions): (BTreeSet<String>, Vec<String>)| json!({ "Effect": "Allow", "Action": actions, "Resource": resources });
    json!({ "Version": "1", "Statement": statements.into_iter().map(statement).collect::<Vec<_>>() })
}

/// The action of an operation of which the spec says nothing, as the mock takes it to be.
fn default_action(api: &Api, operation: &Operation) -> String {
    format!("{}:{}", api.vendor.as_ref().map_or("", |vendor| &vendor.product).to_ascii_lowercase(), operation.name)
}

/// A resource name with `*` for every variable: `{#regionId}`, `{#accountId}`, `{#FolderId}`.
fn any_value(template: &str) -> String {
    let mut name = String::new();
    let mut rest = template;
    while let Some((before, variable)) = rest.split_once("{#") {
        let Some((_, after)) = variable.split_once('}') else { break };
        name.push_str(before);
        name.push('*');
        rest = after;
    }
    name + rest
}
