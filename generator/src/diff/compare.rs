//! The whole comparison.

use std::cmp::Reverse;

use super::behaviour::behaviour;
use super::change::{Change, Spot};
use super::description::{Changed, Description, Side};
use super::docs::docs;
use super::found::{Findings, Found};
use super::pairs::pairs;
use super::report::Report;
use super::schema::Schemas;
use super::source;
use super::wire::wire;
use crate::emit::EmitError;
use crate::source::Source;

/// Compares two descriptions.
///
/// # Errors
/// The code of a client cannot be made: a fault of the generator.
pub fn diff<'d>(old: &'d Description, new: &'d Description) -> Result<Report<'d>, EmitError> {
    let (found, of_source) = rayon::join(|| described(old, new), || source::compare(old, new));
    let found = found.into_iter().chain(of_source?.finish());
    let mut changes: Vec<_> = found.map(|found| change(found, &old.source, &new.source)).collect();
    let key = |change: &Change| {
        let place = change.new.or(change.old).map(|spot| (spot.0.file, spot.0.start));
        (Reverse(change.level), change.rule.kind, place, change.rule.id)
    };
    changes.sort_by_cached_key(key);
    Ok(Report::new(old, new, changes))
}

/// What the descriptions themselves say.
fn described(old: &Description, new: &Description) -> Vec<Found> {
    let changed = Changed::between(old, new);
    let (from, to) = (Side::of(old, new, &changed), Side::of(new, old, &changed));
    let pairs = pairs(&old.api, &new.api);
    let schemas = |components| Schemas { components, changed: &changed.schemas };
    let mut findings = Findings::default();
    behaviour(&old.api, &new.api, &pairs, &mut findings);
    docs(&old.api, &new.api, &pairs, &mut findings);
    let of_wire = wire(&from, &to, &pairs, (schemas(&from.components), schemas(&to.components)));
    of_wire.finish().into_iter().chain(findings.finish()).collect()
}

fn change(found: Found, old: &Source, new: &Source) -> Change {
    let Found { rule, direction, subject, text, operations, .. } = found;
    let level = rule.verdict(direction).level;
    let spot = |source: &Source, pointer: Option<String>| pointer.map(|pointer| Spot(source.key_span(&pointer)));
    let (old, new) = (spot(old, found.old), spot(new, found.new));
    Change { rule, direction, level, subject, text, operations, old, new }
}
