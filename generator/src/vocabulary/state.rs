use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{States, When};
use crate::model::{Expression, Filters, Owner, Parent};

/// An entry of `x-twin-resources`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Resource {
    pub(crate) description: String,
    pub(crate) key: Option<String>,
    pub(crate) within: Vec<String>,
    pub(crate) parent: Option<Parent>,
    pub(crate) defaults: Map<String, Value>,
    pub(crate) states: Option<States>,
}

/// An entry of `x-twin-find`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Find {
    pub(crate) resource: String,
    pub(crate) account: Option<Owner>,
    pub(crate) r#where: Filters,
    pub(crate) absent: Option<u16>,
}

/// `x-twin-list`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct List {
    pub(crate) resource: String,
    pub(crate) account: Option<Owner>,
    pub(crate) r#where: Filters,
    pub(crate) each: Option<String>,
    pub(crate) with: BTreeMap<String, Expression>,
    pub(crate) having: Filters,
    pub(crate) distinct: bool,
    pub(crate) items: String,
    pub(crate) order: Option<String>,
    pub(crate) omit: BTreeMap<String, When>,
    pub(crate) limit: Option<Expression>,
    pub(crate) skip: Option<Expression>,
    pub(crate) page: Option<Expression>,
    pub(crate) after: Option<Expression>,
    pub(crate) before: Option<Expression>,
    pub(crate) total: Option<String>,
    pub(crate) more: Option<String>,
    pub(crate) first: Option<String>,
    pub(crate) last: Option<String>,
    pub(crate) next: Option<String>,
}
