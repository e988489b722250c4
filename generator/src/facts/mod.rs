//! What follows from the model in every language: the states that raise an error row, what a mock serves and answers, values
//! to call with. Documentation, tests, the descriptors of a mock and the plan of a client start from here.

mod accept;
mod answers;
mod body;
mod events;
mod from_shape;
mod operation;
mod row_outcome;
mod scenario;
mod served;
pub mod value;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::model::Api;
use crate::source::Source;

pub use events::Events;
pub use operation::OperationFacts;
use operation::Schemas;
pub use row_outcome::RowOutcome;
pub use scenario::Scenario;

/// What follows from the model of an API.
#[derive(Debug)]
pub struct Facts<'a> {
    /// The model.
    pub api: &'a Api,
    /// In the order of the model.
    pub operations: Vec<OperationFacts<'a>>,
}

impl<'a> Facts<'a> {
    /// Draws the conclusions.
    pub fn of(api: &'a Api) -> Self {
        let schemas = Arc::<Schemas>::default();
        let alike = served::alike(api);
        let operations = api.operations.par_iter();
        let of = |operation| OperationFacts::of(api, operation, &alike, schemas.clone());
        Facts { api, operations: operations.map(of).collect() }
    }

    /// The operations that a mock serves.
    pub fn served(&self) -> impl Iterator<Item = &OperationFacts<'a>> {
        self.operations.iter().filter(|operation| operation.is_served())
    }

    /// A warning for each operation that a mock does not serve.
    pub fn warnings(&self, source: &Source) -> Diagnostics {
        let unserved = self.operations.iter().filter_map(|operation| Some((operation.model, operation.unserved?)));
        let warnings = unserved.map(|(operation, why)| {
            Diagnostic::warning(Code::Unsupported, format!("the mock does not serve `{}`", operation.id))
                .at(source.span(&format!("{}/operationId", operation.origin)), why)
                .help("the client can call it, but the mock does not answer it as this operation")
        });
        warnings.collect()
    }
}
