//! Holds a description against the vocabulary in `spec/` and against the rules that a schema cannot say.
//!
//! The module `vocabulary` knows which keys and values there are; each of the other files is a rule or a few that belong
//! together. The rules look at a document that may be wrong in any way, and say nothing of what they cannot read.

mod alibaba;
mod api;
mod condition;
mod conditions;
mod dates;
mod declarations;
mod effects;
mod error_tables;
mod examples;
mod fields;
mod finding;
mod fits;
mod integers;
mod mentions;
mod names;
mod operations;
mod parameters;
mod references;
mod regexes;
mod report;
mod resource_fields;
mod steps;
mod translate;
mod vocabulary;

pub(crate) use self::finding::{Finding, Repair};

use self::alibaba as vendor;
use self::api::Api;
use self::regexes::Regexes;
use self::report::Report;
use crate::diagnostics::Diagnostics;
use crate::positions::{self, Position};
use crate::source::Source;
use crate::vocabulary::Vocabulary;

/// All that is wrong with a description, including what was wrong in reading it.
///
/// If there is no error among it, the document is an OpenAPI document that can be lowered.
pub fn lint(source: &Source) -> Diagnostics {
    let mut diagnostics = source.diagnostics().clone();
    let findings = findings(source, &Vocabulary::read(source.document()), Examples::Checked);
    diagnostics.extend(findings.into_iter().map(|finding| finding.diagnostic));
    diagnostics
}

/// Whether examples are held against their schemas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Examples {
    Checked,
    /// It is known already.
    Known,
}

/// What is wrong with the document and the vocabulary in it, besides what was wrong in reading.
pub(crate) fn findings(source: &Source, words: &Vocabulary, examples: Examples) -> Vec<Finding> {
    if source.is_too_large() {
        // It breaks off somewhere.
        return Vec::new();
    }
    let document = source.document();
    let found = |check: &dyn Fn(&mut Report<'_>)| {
        let mut report = Report::new(source);
        check(&mut report);
        report.into_findings()
    };
    let (vocabulary, (rules, of_examples)) = rayon::join(
        || found(&|report| vocabulary::check(document, words, report)),
        || {
            let (positions, api) = (positions::of(document), Api::new(document));
            rayon::join(
                || found(&|report| rules(&api, words, &positions, report)),
                || match examples {
                    Examples::Checked => found(&|report| examples::check(&api, words, &positions, report)),
                    Examples::Known => Vec::new(),
                },
            )
        },
    );
    [vocabulary, rules, of_examples].into_iter().flatten().collect()
}

/// Makes what [`lint`] needs and does not depend on the description, which takes a while; without it, the first
/// description does.
pub(crate) fn prepare() {
    vocabulary::prepare();
}

/// The rules that a schema cannot say.
fn rules(api: &Api<'_>, words: &Vocabulary, positions: &[Position<'_>], report: &mut Report<'_>) {
    let mut regexes = Regexes::default();
    integers::check(api, positions, report);
    references::check(positions, report);
    names::check(api, words, report);
    operations::check(api, report);
    parameters::check(api, report);
    error_tables::check(api, words, report);
    regexes::check(positions, &mut regexes, report);
    mentions::check(api, words, &mut regexes, report);
    conditions::examples(words, &mut regexes, report);
    declarations::check(api, report);
    dates::check(words, report);
    vendor::check(api, words, report);
}
