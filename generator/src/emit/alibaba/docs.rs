//! The documentation of what only Alibaba Cloud has: permissions, and a request that the shell signs.

use askama::{Result, Template};

use crate::emit::markdown::{code_list, filters};
use crate::model::Method;
use crate::model::alibaba::{AccessLevel, RamAction};
use crate::plan::{Call, OperationPlan, Plan};
use crate::text;

/// A row of the table of permissions, as its cells.
struct Permission {
    action: String,
    access_level: &'static str,
    resources: String,
    condition_keys: String,
    associated_operations: String,
}

#[derive(Template)]
#[template(path = "docs/alibaba/authorization.md", escape = "none")]
struct Authorization {
    permissions: Vec<Permission>,
}

#[derive(Template)]
#[template(path = "docs/alibaba/permissions.md", escape = "none")]
struct Permissions<'a> {
    plan: &'a Plan<'a>,
    operations: Vec<(&'a str, Vec<Permission>)>,
}

#[derive(Template)]
#[template(path = "docs/alibaba/curl.md", escape = "none")]
struct Curl<'a> {
    name: &'a str,
    version: &'a str,
    method: String,
    path: &'a str,
    query: String,
}

/// The table of an operation.
pub(in crate::emit) fn authorization(operation: &OperationPlan<'_>) -> Result<String> {
    Authorization { permissions: permissions(operation) }.render()
}

/// The section of a module's documentation.
pub(in crate::emit) fn actions(operation: &OperationPlan<'_>) -> String {
    let actions = operation.model.vendor.permissions.iter();
    let lines: String = actions
        .map(|RamAction { action, resources, .. }| format!("\n* {} on {}", text::code(action), code_list(resources)))
        .collect();
    if lines.is_empty() { lines } else { format!("\n\n# Authorization\n{lines}") }
}

/// `docs/permissions.md`.
pub(in crate::emit) fn page(plan: &Plan<'_>) -> Result<String> {
    let operations = plan.operations.iter();
    let operations = operations.map(|operation| (operation.model.id.as_str(), permissions(operation))).collect();
    Permissions { plan, operations }.render()
}

/// A request that the shell signs.
pub(in crate::emit) fn curl(plan: &Plan<'_>, operation: &OperationPlan<'_>, call: &Call) -> Result<String> {
    let method = operation.model.methods.first().copied().unwrap_or(Method::Post);
    let curl = Curl {
        name: &operation.model.name,
        version: &plan.api.version,
        method: method.name().to_owned(),
        path: &operation.model.path,
        query: call.query.clone(),
    };
    curl.render()
}

fn permissions(operation: &OperationPlan<'_>) -> Vec<Permission> {
    operation.model.vendor.permissions.iter().map(permission).collect()
}

fn permission(action: &RamAction) -> Permission {
    Permission {
        action: text::code_cell(&action.action),
        access_level: match action.access_level {
            AccessLevel::None => "none",
            AccessLevel::Read => "read",
            AccessLevel::Write => "write",
            AccessLevel::List => "list",
        },
        resources: resources(action),
        condition_keys: code_list(&action.condition_keys),
        associated_operations: code_list(&action.associated_operations),
    }
}

/// The resources of a permission, where `*` stands for all of them, and what the product calls them.
fn resources(action: &RamAction) -> String {
    let RamAction { resources, resource_types, .. } = action;
    let names = if resources == &["*"] { "All resources `*`".to_owned() } else { code_list(resources) };
    match resource_types.is_empty() {
        true => names,
        false => format!("{}: {names}", text::cell(&resource_types.join(", "))),
    }
}
