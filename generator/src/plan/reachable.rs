//! Which types are reached from a request or an answer. The others are not generated: what one of several equal schemas
//! became elsewhere, or what was looked through.

use std::collections::{BTreeSet, HashMap};

use super::operation_plan::{OperationPlan, ROOTS};
use super::rust_type::RustType;
use super::type_plan::TypePlan;
use super::webhooks::WebhooksPlan;

/// Leaves out the types that nothing names.
pub(super) fn keep_reachable(
    operations: &mut [OperationPlan<'_>],
    webhooks: Option<&WebhooksPlan<'_>>,
    shared: &mut Vec<TypePlan>,
) {
    let mut wanted = BTreeSet::new();
    for OperationPlan { fields, types, .. } in operations {
        let fields = || fields.iter().map(|field| &field.rust);
        let start = fields().filter_map(RustType::local).chain(ROOTS);
        let own = closure(start, types, RustType::local);
        types.retain(|planned| own.contains(&planned.name));
        let named = fields().chain(types.iter().flat_map(TypePlan::named));
        wanted.extend(named.filter_map(RustType::shared).map(str::to_owned));
    }
    let sent = webhooks.into_iter().flat_map(|webhooks| &webhooks.types).flat_map(TypePlan::named);
    wanted.extend(sent.filter_map(RustType::shared).map(str::to_owned));
    let reached = closure(wanted.iter().map(String::as_str), shared, RustType::shared);
    shared.retain(|planned| reached.contains(&planned.name));
}

/// The names of the types of a module that are reached from some of them.
fn closure<'s, 'a>(
    start: impl Iterator<Item = &'s str>,
    types: &'a [TypePlan],
    of_module: fn(&'a RustType) -> Option<&'a str>,
) -> BTreeSet<String> {
    let types: HashMap<_, _> = types.iter().map(|planned| (planned.name.as_str(), planned)).collect();
    let mut open: Vec<&str> = start.collect();
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if reached.insert(name.to_owned()) {
            open.extend(types.get(name).into_iter().flat_map(|planned| planned.named()).filter_map(of_module));
        }
    }
    reached
}
