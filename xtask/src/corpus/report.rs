//! What is printed at the end: a table for people, or JSON.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde_json::{Value, json};

use super::outcome::Outcome;
use super::proof::{Proof, Reached};
use twinspec::print;

/// What came of all documents.
pub(super) struct Report {
    /// Sorted by name.
    pub(super) outcomes: Vec<Outcome>,
    pub(super) seconds: f64,
    /// The most memory that was used at once to import and generate, in bytes, where it is known.
    pub(super) peak_memory: Option<u64>,
    /// Why the judges are not here, if they were asked for.
    pub(super) unproven: Option<String>,
    /// Why the live server is not here, if it was asked for.
    pub(super) unanswered: Option<String>,
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
        self.print_proofs();
        self.print_answers();
        for outcome in &self.outcomes {
            let Outcome { name, complaint, .. } = outcome;
            if let Some(fault) = &outcome.fault {
                print::line(format_args!("\n{name}: {fault}"));
            } else if outcome.compiled == Some(false) {
                print::line(format_args!("\n{name} does not compile:\n{complaint}"));
            } else if outcome.tests.is_some_and(|tests| !tests.succeeded) {
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

    fn print_proofs(&self) {
        if let Some(reason) = &self.unproven {
            return print::line(format_args!("\nthe proof is skipped, since the judges cannot be had here: {reason}"));
        }
        let proofs: Vec<_> =
            self.outcomes.iter().filter_map(|outcome| Some((outcome, outcome.proof.as_ref()?))).collect();
        if proofs.is_empty() {
            return;
        }
        let row = |name: &str, counts: [&dyn Display; 6], note: &str| {
            let columns: String = counts.iter().map(|count| format!(" {count:>8}")).collect();
            print::line(format_args!("{name:<36}{columns}{note}"));
        };
        print::line(format_args!(""));
        row("document", [&"calls", &"refused", &"excused", &"types", &"changed", &"excused"], "");
        let mut sums = [0; 6];
        let mut reasons: BTreeMap<&str, u64> = BTreeMap::new();
        for (Outcome { name, .. }, proof) in proofs {
            match proof {
                Err(reason) => print::line(format_args!("{name:<36} no proof: {reason}")),
                Ok(proof) => {
                    let counts = proof.counts();
                    let skipped = proof.skipped.as_ref().map(|reason| format!("  calls are not judged: {reason}"));
                    row(name, counts.each_ref().map(|count| count as &dyn Display), &skipped.unwrap_or_default());
                    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
                    for (reason, count) in proof.calls.reasons.iter().chain(&proof.components.reasons) {
                        *reasons.entry(reason).or_default() += count;
                    }
                }
            }
        }
        row("all", sums.each_ref().map(|sum| sum as &dyn Display), "");
        print_reasons(reasons);
        self.print_coverage();
    }

    /// What the calls try, and why they do not try the rest.
    fn print_coverage(&self) {
        let proofs = self.outcomes.iter().filter_map(|outcome| outcome.proof.as_ref()?.as_ref().ok());
        let mut sums = [(0, 0), (0, 0)];
        let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
        for Proof { coverage, .. } in proofs {
            for (sum, Reached { count, reached, missing }) in
                sums.iter_mut().zip([&coverage.optional, &coverage.branches])
            {
                *sum = (sum.0 + count, sum.1 + reached);
                for (_, reason) in missing {
                    *reasons.entry(format!("not tried: {reason}")).or_default() += 1;
                }
            }
        }
        let [optional, branches] = sums;
        print::line(format_args!(
            "the calls send {} of {} optional parameters, and values of {} of {} branches of unions",
            optional.1, optional.0, branches.1, branches.0
        ));
        print_reasons(reasons);
    }

    /// What a live server made of the calls.
    fn print_answers(&self) {
        if let Some(reason) = &self.unanswered {
            return print::line(format_args!("\nno calls are sent, since Prism cannot be had here: {reason}"));
        }
        let answers = |outcome: &Outcome| outcome.proof.as_ref()?.as_ref().ok()?.answers.clone();
        let rows: Vec<_> =
            self.outcomes.iter().filter_map(|outcome| Some((&outcome.name, answers(outcome)?))).collect();
        if rows.is_empty() {
            return;
        }
        print::line(format_args!("\n{:<36} {:>8} {:>8} {:>8}", "answered by Prism", "calls", "refused", "excused"));
        let mut reasons: BTreeMap<String, u64> = BTreeMap::new();
        for (name, answers) in rows {
            match answers {
                Err(reason) => print::line(format_args!("{name:<36} no answers: {reason}")),
                Ok(said) => {
                    let (wrong, excused) = (said.wrong(), said.excused);
                    print::line(format_args!("{name:<36} {:>8} {wrong:>8} {excused:>8}", said.count));
                    said.reasons.into_iter().for_each(|(reason, count)| *reasons.entry(reason).or_default() += count);
                }
            }
        }
        print_reasons(reasons);
    }

    pub(super) fn to_json(&self) -> Value {
        json!({
            "seconds": self.seconds,
            "peakMemoryBytes": self.peak_memory,
            "unproven": self.unproven,
            "unanswered": self.unanswered,
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
                "proof": outcome.proof.as_ref().map(|proof| match proof {
                    Ok(proof) => proof.to_json(),
                    Err(reason) => json!({ "fault": reason }),
                }),
                "complaint": outcome.complaint,
                "seconds": outcome.seconds,
                "bytes": outcome.bytes,
            })).collect::<Vec<_>>(),
        })
    }
}

/// The most frequent first.
fn print_reasons(reasons: BTreeMap<impl Display + Ord, u64>) {
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    reasons.iter().for_each(|(reason, count)| print::line(format_args!("{count:>6}  {reason}")));
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
