use std::collections::BTreeMap;

use serde::Deserialize;

use super::{States, When};
use crate::model::Filters;

/// An entry of `x-twin-resources`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Resource {
    pub(crate) description: String,
    pub(crate) key: Option<String>,
    pub(crate) states: Option<States>,
}

/// An entry of `x-twin-find`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Find {
    pub(crate) resource: String,
    pub(crate) r#where: Filters,
}

/// `x-twin-list`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct List {
    pub(crate) resource: String,
    pub(crate) r#where: Filters,
    pub(crate) items: String,
    pub(crate) order: Option<String>,
    pub(crate) omit: BTreeMap<String, When>,
}
