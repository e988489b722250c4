//! Outcomes that coming calls are to have.

use std::collections::VecDeque;

use super::HashMap;
use super::{Delay, Fault};
use crate::refusal::Refusal;

/// The outcomes ordered for each operation, by its id, first come first served.
#[derive(Debug, Default)]
pub(crate) struct Forced(HashMap<&'static str, VecDeque<Order>>);

/// An outcome for some calls.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// How many calls pass before it begins.
    pub(crate) after: u32,
    /// For how many calls it is; for all if there is none.
    pub(crate) times: Option<u32>,
    pub(crate) step: Step,
}

/// What is to become of one call.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) refusal: Option<Refusal>,
    pub(crate) disturbance: Disturbance,
}

/// What is to happen to an answer on its way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Disturbance {
    pub(crate) fault: Option<Fault>,
    pub(crate) delay: Option<Delay>,
}

impl Forced {
    /// Orders the outcome of the next calls that have none ordered yet.
    pub(crate) fn push(&mut self, operation: &'static str, order: Order) {
        if order.times != Some(0) {
            self.0.entry(operation).or_default().push_back(order);
        }
    }

    /// All orders by operation, in their order.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'static str, &Order)> {
        let mut operations: Vec<_> = self.0.iter().collect();
        operations.sort_by_key(|(operation, _)| **operation);
        operations.into_iter().flat_map(|(operation, queue)| queue.iter().map(|order| (*operation, order)))
    }

    /// The outcome of this call, if one is ordered.
    pub(crate) fn take(&mut self, operation: &'static str) -> Option<Step> {
        let queue = self.0.get_mut(operation)?;
        let order = queue.front_mut()?;
        if order.after > 0 {
            order.after -= 1;
            return None;
        }
        let step = order.step.clone();
        if let Some(times) = &mut order.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                queue.pop_front();
            }
        }
        Some(step)
    }
}
