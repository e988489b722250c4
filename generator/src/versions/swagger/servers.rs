//! `schemes`, `host` and `basePath` become `servers`.

use serde_json::{Value, json};

use crate::versions::rewriting::Rewriting;

pub(super) fn rewrite(rewriting: &mut Rewriting<'_>) {
    let taken = |rewriting: &mut Rewriting<'_>, key: &str| rewriting.source.remove(&format!("/{key}"));
    let host = taken(rewriting, "host");
    let path = taken(rewriting, "basePath");
    let schemes = taken(rewriting, "schemes");
    let text = |value: &Option<Value>| value.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned();
    let (host, path) = (text(&host), text(&path));
    if host.is_empty() && path.is_empty() {
        return;
    }
    let schemes: Vec<_> = schemes.as_ref().and_then(Value::as_array).into_iter().flatten().collect();
    let mut schemes: Vec<_> = schemes.into_iter().filter_map(Value::as_str).collect();
    // Without a scheme it is the one of the document's own address.
    if schemes.is_empty() {
        schemes.push("https");
    }
    schemes.sort_by_key(|scheme| *scheme != "https");
    let servers = schemes.into_iter().map(|scheme| match host.as_str() {
        "" => json!({ "url": path }),
        host => json!({ "url": format!("{scheme}://{host}{path}") }),
    });
    let mut servers: Vec<_> = servers.collect();
    servers.dedup();
    rewriting.source.set("/servers", servers.into());
}
