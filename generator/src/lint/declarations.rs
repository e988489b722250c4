//! Tags and security schemes are declared.

use serde_json::Value;

use super::api::Api;
use super::report::{Report, choose, items, members, text};
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::{find, join};

pub(super) fn check(api: &Api<'_>, report: &mut Report<'_>) {
    security(api, "", api.document, report);
    let tags: Vec<_> = items(api.document.get("tags")).filter_map(|(_, tag)| text(tag, "name")).collect();
    for operation in &api.operations {
        security(api, &operation.pointer, operation.value, report);
        for (index, tag) in items(operation.value.get("tags")) {
            let Some(tag) = tag.as_str().filter(|tag| !tags.contains(tag)) else {
                continue;
            };
            let at = format!("{}/tags/{index}", operation.pointer);
            let fault = Diagnostic::warning(Code::UndeclaredTag, format!("the tag `{tag}` is not declared"));
            report.push(&at, choose(fault, report.span(&at), tag, "declared", tags.iter().copied()));
        }
    }
}

fn security(api: &Api<'_>, holder: &str, value: &Value, report: &mut Report<'_>) {
    let schemes = members(find(api.document, "/components/securitySchemes")).map(|(name, _)| name.as_str());
    for (index, requirement) in items(value.get("security")) {
        for (name, _) in members(Some(requirement)) {
            if schemes.clone().any(|scheme| scheme == name) {
                continue;
            }
            let at = join(&format!("{holder}/security/{index}"), name);
            let message = format!("the security scheme `{name}` is not declared");
            let fault = Diagnostic::warning(Code::UndeclaredSecurityScheme, message);
            report.push(&at, choose(fault, report.key_span(&at), name, "declared", schemes.clone()));
        }
    }
}
