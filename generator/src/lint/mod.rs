//! Holds a description against the vocabulary in `spec/` and against the rules that a schema cannot say.
//!
//! The module `vocabulary` knows which keys and values there are; each of the other files is a rule or a few that belong
//! together. The rules look at a document that may be wrong in any way, and say nothing of what they cannot read.

mod api;
mod condition;
mod conditions;
mod dates;
mod declarations;
mod effects;
mod error_tables;
mod examples;
mod fields;
mod idempotency;
mod integers;
mod names;
mod operations;
mod pagination;
mod parameters;
mod poll;
mod positions;
mod references;
mod regexes;
mod report;
mod signed_requests;
mod translate;
mod vocabulary;

use self::api::Api;
use self::regexes::Regexes;
use self::report::Report;
use crate::diagnostics::{Code, Diagnostics};
use crate::source::Source;

/// All that is wrong with a description, including what was wrong in reading it.
///
/// If there is no error among it, the document is an OpenAPI document that can be lowered.
pub fn lint(source: &Source) -> Diagnostics {
    let mut report = Report::new(source);
    let positions = positions::of(source.document());
    let api = Api::new(source.document());
    let mut regexes = Regexes::default();

    vocabulary::check(source.document(), &mut report);
    integers::check(&api, &positions, &mut report);
    references::check(&positions, &mut report);
    names::check(&api, &mut report);
    operations::check(&api, &mut report);
    parameters::check(&api, &mut report);
    error_tables::check(&api, &mut report);
    regexes::check(&positions, &mut regexes, &mut report);
    conditions::check(&api, &mut regexes, &mut report);
    effects::check(&api, &mut regexes, &mut report);
    declarations::check(&api, &mut report);
    pagination::check(&api, &mut report);
    poll::check(&api, &mut report);
    idempotency::check(&api, &mut report);
    dates::check(&api, &mut report);
    signed_requests::check(&api, &mut report);
    // A validator would follow a circle of references for ever.
    if !source.diagnostics().iter().any(|fault| fault.code() == Code::CircularReference) {
        examples::check(&api, &positions, &mut report);
    }
    report.into_diagnostics()
}
