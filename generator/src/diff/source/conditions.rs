//! With which cargo features an item is there.

use std::collections::BTreeSet;

use syn::Attribute;

use super::names::text;

/// Conditions that hold all at once; of the features of each, one is enough.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Conditions(Vec<BTreeSet<String>>);

impl Conditions {
    /// Those of an item inside of something that has conditions too.
    pub(super) fn with(&self, attributes: &[Attribute]) -> Self {
        let mut all = self.0.clone();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
            if let syn::Meta::List(list) = &attribute.meta {
                let features: BTreeSet<_> =
                    text(&list.tokens).split('"').skip(1).step_by(2).map(str::to_owned).collect();
                if !all.contains(&features) {
                    all.push(features);
                }
            }
        }
        Conditions(all)
    }

    /// Whether they hold wherever others do.
    pub(super) fn follow_from(&self, others: &Self) -> bool {
        self.0.iter().all(|own| others.0.iter().any(|other| other.is_subset(own)))
    }
}

impl std::fmt::Display for Conditions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all: Vec<_> = self.0.iter().map(|any| any.iter().cloned().collect::<Vec<_>>().join(" or ")).collect();
        f.write_str(&if all.is_empty() { "no feature".to_owned() } else { all.join(", and ") })
    }
}
