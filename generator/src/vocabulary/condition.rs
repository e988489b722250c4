use serde::Deserialize;

use crate::model::{Expression, Filters};

/// A condition: a mapping whose keys must all hold.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct When {
    pub(crate) site: Option<String>,
    pub(crate) parameter: Option<String>,
    pub(crate) field: Option<String>,
    pub(crate) item: Option<String>,
    pub(crate) matches: Option<String>,
    pub(crate) not_matches: Option<String>,
    pub(crate) present: Option<bool>,
    pub(crate) equals: Option<String>,
    pub(crate) longer_than: Option<u32>,
    pub(crate) shorter_than: Option<u32>,
    pub(crate) limit: Option<String>,
    pub(crate) exists: Option<String>,
    pub(crate) count: Option<Count>,
    pub(crate) valid_code: Option<ValidCode>,
    pub(crate) some: Option<SomeItem>,
    pub(crate) unknown_page_token: Option<String>,
    pub(crate) any: Option<Vec<When>>,
    pub(crate) all: Option<Vec<When>>,
    pub(crate) not: Option<Box<When>>,
    pub(crate) forced_only: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(crate) struct Count {
    pub(crate) resource: String,
    pub(crate) r#where: Filters,
    pub(crate) at_least: u32,
}

/// A condition of an item of a list.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct SomeItem {
    pub(crate) of: Expression,
    pub(crate) when: Box<When>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ValidCode {
    pub(crate) name: String,
    pub(crate) r#for: Option<Expression>,
    pub(crate) parameter: String,
}

/// What a predicate is said of.
const SUBJECTS: [&str; 3] = ["parameter", "field", "item"];

/// What can be said of a subject.
pub(crate) const PREDICATES: [&str; 6] = ["matches", "not-matches", "present", "equals", "longer-than", "shorter-than"];

impl When {
    /// Those of [`SUBJECTS`] that are there.
    pub(crate) fn subjects(&self) -> Vec<&'static str> {
        chosen(SUBJECTS, [self.parameter.is_some(), self.field.is_some(), self.item.is_some()])
    }

    /// Those of [`PREDICATES`] that are there.
    pub(crate) fn predicates(&self) -> Vec<&'static str> {
        let When { matches, not_matches, present, equals, longer_than, shorter_than, .. } = self;
        let there = [
            matches.is_some(),
            not_matches.is_some(),
            present.is_some(),
            equals.is_some(),
            longer_than.is_some(),
            shorter_than.is_some(),
        ];
        chosen(PREDICATES, there)
    }

    /// Whether `forced-only` is the only key.
    pub(crate) fn is_only_forced(&self) -> bool {
        let When {
            site, limit, exists, count, valid_code, some, unknown_page_token, any, all, not, forced_only, ..
        } = self;
        let others = [
            site.is_some(),
            limit.is_some(),
            exists.is_some(),
            count.is_some(),
            valid_code.is_some(),
            some.is_some(),
            unknown_page_token.is_some(),
            any.is_some(),
            all.is_some(),
            not.is_some(),
        ];
        forced_only.is_some() && !others.contains(&true) && self.subjects().is_empty() && self.predicates().is_empty()
    }
}

fn chosen<const N: usize>(names: [&'static str; N], there: [bool; N]) -> Vec<&'static str> {
    names.into_iter().zip(there).filter(|(_, there)| *there).map(|(name, _)| name).collect()
}
