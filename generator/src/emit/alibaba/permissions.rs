//! What RAM policies have to allow for calls of an operation, printed.

use twinspec_alibaba::Permission;

use crate::descriptors::alibaba;
use crate::emit::rust::{list, literal};
use crate::model::alibaba::Operation;

/// The vendor's part of the descriptor of an operation, if there is one.
pub(in crate::emit) fn permissions(operation: &Operation) -> Option<String> {
    let permissions = alibaba::permissions(operation)?;
    Some(format!("twinspec_alibaba::Permissions::new({})", list(permissions.all.iter().map(permission))))
}

fn permission(permission: &Permission) -> String {
    let texts = |texts: &[&str]| list(texts.iter().map(|text| literal(text)));
    let mut printed = format!("twinspec_alibaba::Permission::new({})", literal(permission.action));
    if permission.resources != ["*"] {
        printed.push_str(&format!(".resources({})", texts(permission.resources)));
    }
    if !permission.associated_operations.is_empty() {
        printed.push_str(&format!(".associated_operations({})", texts(permission.associated_operations)));
    }
    printed
}
