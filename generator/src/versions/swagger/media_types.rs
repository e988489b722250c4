//! `consumes` and `produces`: the media types of bodies, of an operation or of all.

use serde_json::Value;

use crate::pointer::join;
use crate::versions::rewriting::Rewriting;

/// The media types under a key of an operation, or of the document. Without any it is JSON, which most services speak.
pub(super) fn media_types(rewriting: &Rewriting<'_>, operation: Option<&str>, key: &str) -> Vec<String> {
    let own = operation.and_then(|operation| rewriting.get(&join(operation, key)));
    let list = own.or_else(|| rewriting.get(&format!("/{key}"))).and_then(Value::as_array);
    let named: Vec<_> = list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    if named.is_empty() { vec!["application/json".to_owned()] } else { named }
}
