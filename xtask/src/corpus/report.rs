//! What is told at the end: a table for people, or JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::outcome::Outcome;
use twinspec::print;

/// What came of all documents.
pub(super) struct Report {
    /// Sorted by name.
    pub(super) outcomes: Vec<Outcome>,
    pub(super) seconds: f64,
    /// The most memory that was used at once to import and generate, in bytes, where it is known.
    pub(super) peak_memory: Option<u64>,
}

impl Report {
    pub(super) fn is_well(&self) -> bool {
        self.outcomes.iter().all(Outcome::is_well)
    }

    pub(super) fn print_table(&self) {
        print::line(format_args!(
            "{:<36} {:>6} {:>6} {:>6} {:>6} {:>8} {:>9} {:>9} {:>7} {:>7}",
            "document", "ops", "made", "served", "repaired", "unknown", "compiles", "tests", "s", "MB"
        ));
        self.outcomes.iter().for_each(print_row);
        self.print_sums();
        self.print_left_out();
        for outcome in &self.outcomes {
            let Outcome { name, complaint, .. } = outcome;
            if let Some(fault) = &outcome.fault {
                print::line(format_args!("\n{name}: {fault}"));
            } else if outcome.compiled == Some(false) {
                print::line(format_args!("\n{name} does not compile:\n{complaint}"));
            } else if !outcome.is_well() {
                print::line(format_args!("\ntests of {name} fail:\n{complaint}"));
            }
        }
    }

    fn print_sums(&self) {
        let sum = |of: fn(&Outcome) -> usize| self.outcomes.iter().map(of).sum::<usize>();
        let count = |of: fn(&Outcome) -> bool| self.outcomes.iter().filter(|outcome| of(outcome)).count();
        let (operations, made) = (sum(|outcome| outcome.operations), sum(|outcome| outcome.generated));
        let share = if operations == 0 { 100.0 } else { made as f64 * 100.0 / operations as f64 };
        print::line(format_args!(
            "{} of {} documents and {made} of {operations} operations ({share:.2} %) generated, {} documents compiled, \
             {:.1} s, {:.1} MB",
            count(|outcome| outcome.fault.is_none()),
            self.outcomes.len(),
            count(|outcome| outcome.compiled == Some(true)),
            self.seconds,
            megabytes(sum(|outcome| outcome.bytes)),
        ));
        let (passed, failed) = self
            .outcomes
            .iter()
            .filter_map(|outcome| outcome.tests)
            .fold((0, 0), |sum, tests| (sum.0 + tests.passed, sum.1 + tests.failed));
        let tested = count(|outcome| outcome.tests.is_some());
        if tested > 0 {
            print::line(format_args!("tests of {tested} documents run: {passed} passed, {failed} failed"));
        }
        if let Some(peak) = self.peak_memory {
            print::line(format_args!("peak memory of import and generation: {:.0} MB", peak as f64 / 1e6));
        }
    }

    fn print_left_out(&self) {
        let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
        for (reason, count) in self.outcomes.iter().flat_map(|outcome| &outcome.left_out) {
            *reasons.entry(reason).or_default() += count;
        }
        if !reasons.is_empty() {
            print::line(format_args!("\noperations left out:"));
            reasons.iter().for_each(|(reason, count)| print::line(format_args!("{count:>6}  {reason}")));
        }
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "seconds": self.seconds,
            "peakMemoryBytes": self.peak_memory,
            "documents": self.outcomes.iter().map(|outcome| json!({
                "name": outcome.name,
                "api": outcome.id,
                "operations": outcome.operations,
                "generated": outcome.generated,
                "leftOut": outcome.left_out,
                "unserved": outcome.unserved,
                "repairs": outcome.repairs,
                "unknown": outcome.unknown,
                "fault": outcome.fault,
                "compiled": outcome.compiled,
                "tests": outcome.tests.map(|tests| json!({ "passed": tests.passed, "failed": tests.failed })),
                "complaint": outcome.complaint,
                "seconds": outcome.seconds,
                "bytes": outcome.bytes,
            })).collect::<Vec<_>>(),
        })
    }
}

fn print_row(outcome: &Outcome) {
    let compiles = match (&outcome.fault, outcome.compiled) {
        (Some(_), _) => "-",
        (None, Some(true)) => "yes",
        (None, Some(false)) => "NO",
        (None, None) => "?",
    };
    let tests = match outcome.tests {
        None => "-".to_owned(),
        Some(tests) if tests.succeeded => tests.passed.to_string(),
        Some(tests) => format!("{} FAIL", tests.failed),
    };
    print::line(format_args!(
        "{:<36} {:>6} {:>6} {:>6} {:>6} {:>8} {compiles:>9} {tests:>9} {:>7.2} {:>7.2}",
        outcome.name,
        outcome.operations,
        outcome.generated,
        outcome.generated - outcome.unserved.min(outcome.generated),
        outcome.repairs,
        outcome.unknown,
        outcome.seconds,
        megabytes(outcome.bytes),
    ));
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
