//! Numbers.

use serde_json::{Number, Value};

use super::flat::Flat;
use super::maker::{Maker, Way};
use super::wish::Spot;

/// No range is drawn from that is wider.
const WIDE: f64 = 1e9;

/// How far a number is drawn from its bound if there is only one.
const SPAN: f64 = 1000.0;

impl Maker<'_> {
    pub(super) fn integer(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<Value> {
        let value = self.within(flat, spot, true)?;
        // Beyond this not every whole number is a floating-point one.
        Some(Value::from(value as i64))
    }

    pub(super) fn number(&mut self, flat: &Flat, spot: Spot<'_>) -> Option<Value> {
        let value = self.within(flat, spot, false)?;
        match value.fract() == 0.0 && value.abs() < 9e15 {
            true => Some(Value::from(value as i64)),
            false => Number::from_f64(value).map(Value::Number),
        }
    }

    /// A number between the bounds.
    fn within(&mut self, flat: &Flat, spot: Spot<'_>, whole: bool) -> Option<f64> {
        let bound = |keyword: &str| flat.get(keyword).and_then(Value::as_f64);
        let step = bound("multipleOf").filter(|step| *step > 0.0);
        let least_step = step.unwrap_or(if whole { 1.0 } else { 0.5 });
        let (mut least, mut most) = (bound("minimum"), bound("maximum"));
        if let Some(limit) = bound("exclusiveMinimum") {
            let above = if whole { limit.floor() + 1.0 } else { limit + nudge(limit, most, least_step) };
            least = Some(least.map_or(above, |least| least.max(above)));
        }
        if let Some(limit) = bound("exclusiveMaximum") {
            let below = if whole { limit.ceil() - 1.0 } else { limit - nudge(limit, least, least_step) };
            most = Some(most.map_or(below, |most| most.min(below)));
        }
        let (least, most) = match (least, most) {
            (Some(least), Some(most)) => (least, most),
            (Some(least), None) => (least, least + SPAN * least_step.max(1.0)),
            (None, Some(most)) => (most - SPAN * least_step.max(1.0), most),
            (None, None) => usual(spot.name),
        };
        if least > most {
            return None;
        }
        // A range as wide as that of a machine says nothing of what is plausible.
        let (low, high) = match most - least > WIDE {
            true => (least.max(-SPAN).min(most), most.min(SPAN * SPAN).max(least)),
            false => (least, most),
        };
        let drawn = match self.way {
            Way::Any => low + (high - low) * (self.random.below(1 << 20) as f64 / f64::from(1 << 20)),
            _ => usual(spot.name).0.max(1.0).clamp(least, most),
        };
        let rounded = match (step, whole) {
            (Some(step), _) => (drawn / step).floor() * step,
            (None, true) => drawn.round(),
            (None, false) => (drawn * 100.0).round() / 100.0,
        };
        let up = if rounded < least { rounded + least_step } else { rounded };
        let chosen = if up > most { (most / least_step).floor() * least_step } else { up };
        let chosen = if !whole && step.is_none() { chosen.clamp(least, most) } else { chosen };
        (chosen >= least && chosen <= most).then_some(chosen)
    }
}

/// A little, so that a number is beyond a bound and not beyond the other one.
fn nudge(limit: f64, other: Option<f64>, step: f64) -> f64 {
    other.map_or(step, |other| ((other - limit).abs() / 2.0).min(step))
}

/// Where numbers of this name usually are.
fn usual(name: &str) -> (f64, f64) {
    let name = name.to_ascii_lowercase();
    let has = |word: &str| name.contains(word);
    match () {
        _ if has("lat") && !has("late") => (-90.0, 90.0),
        _ if has("lon") && !has("long_") => (-180.0, 180.0),
        _ if name == "port" || name.ends_with("_port") => (8080.0, 65535.0),
        _ if name == "year" => (2024.0, 2030.0),
        _ if name == "month" => (1.0, 12.0),
        _ if name == "day" => (1.0, 28.0),
        _ if has("timestamp") || name.ends_with("_at") || name == "created" || name == "updated" => {
            (1_767_225_600.0, 1_798_761_600.0)
        }
        _ => (1.0, 1000.0),
    }
}
