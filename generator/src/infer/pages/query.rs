//! The parameters by which a call asks for a page.

use super::list::{is_integer, is_text, kind};
use super::names::{SIZE, is_start};
use crate::infer::words::plain;
use crate::model::{Api, Location, Operation, Parameter, ShapeKind};

/// The parameters of the query that new code should use.
pub(super) struct Query<'a> {
    api: &'a Api,
    parameters: Vec<&'a Parameter>,
}

impl<'a> Query<'a> {
    pub(super) fn of(api: &'a Api, operation: &'a Operation) -> Self {
        let query = operation.parameters.iter().filter(|parameter| parameter.location == Location::Query);
        Query { api, parameters: query.filter(|parameter| !parameter.deprecated).collect() }
    }

    /// The parameter of this name that takes any text.
    pub(super) fn text(&self, name: &str) -> Option<&'a Parameter> {
        self.named(name).find(|parameter| is_text(self.api, &parameter.shape))
    }

    /// The parameter of this name that takes whole numbers.
    pub(super) fn number(&self, name: &str) -> Option<&'a Parameter> {
        self.named(name).find(|parameter| is_integer(self.api, &parameter.shape))
    }

    /// The one parameter that says where a page starts; `None` if there are several.
    pub(super) fn start(&self) -> Option<&'a Parameter> {
        let mut starts = self.parameters.iter().filter(|parameter| {
            let is_value = is_integer(self.api, &parameter.shape) || is_text(self.api, &parameter.shape);
            is_value && is_start(&plain(&parameter.name).text())
        });
        starts.next().copied().filter(|_| starts.next().is_none())
    }

    /// The name of the parameter that says how many items a page may have.
    pub(super) fn size(&self) -> Option<String> {
        SIZE.iter().find_map(|name| self.number(name)).map(|parameter| parameter.name.clone())
    }

    /// The smallest value of a parameter.
    pub(super) fn minimum(&self, parameter: &'a Parameter) -> Option<i64> {
        match kind(self.api, &parameter.shape)? {
            ShapeKind::Integer { minimum, .. } => *minimum,
            _ => None,
        }
    }

    fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'a Parameter> {
        self.parameters.iter().copied().filter(move |parameter| plain(&parameter.name) == *name)
    }
}
