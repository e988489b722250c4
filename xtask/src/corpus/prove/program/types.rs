//! The types of a program: one for each component that the client has.

use twinspec_generator::plan::{Naming, Plan, RustType, TypeBody, TypePlan};

use super::library::LIBRARY;

pub(super) fn text(plan: &Plan<'_>) -> String {
    let arms = components(plan).map(|(component, made)| {
        let rust = RustType::Shared(made.name.clone()).named(Naming::Outside { library: LIBRARY, module: "types" });
        format!("        {component:?} => again::<{rust}>(text),\n")
    });
    format!(
        "//! The types.\n#![allow(deprecated)]\n\nuse super::*;\n\n\
         pub(crate) fn round_trip(component: &str, text: &str) -> Result<Value, Failure> {{\n    \
         match component {{\n{}        _ => Err(\"there is no such type\".into()),\n    }}\n}}\n",
        arms.collect::<String>(),
    )
}

/// The components that are types of values in JSON.
pub(super) fn components<'p>(plan: &'p Plan<'_>) -> impl Iterator<Item = (&'p str, &'p TypePlan)> {
    plan.types.iter().filter_map(|made| {
        let is_bytes = matches!(&made.body, TypeBody::Alias(rust) if *rust.inner() == RustType::Bytes);
        made.component.as_deref().filter(|_| !is_bytes).map(|component| (component, made))
    })
}
