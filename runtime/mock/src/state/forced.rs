//! Outcomes that coming calls are to have.

use std::collections::VecDeque;

use super::HashMap;
use super::{Delay, Fault};
use crate::refusal::Refusal;

/// The outcomes ordered for each operation, by its id, first come first served.
#[derive(Debug, Default)]
pub(crate) struct Forced {
    orders: HashMap<&'static str, VecDeque<Order>>,
    /// The number of the last order.
    last: u64,
}

/// An outcome for some calls.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    /// What it is withdrawn by; [`Forced::push`] gives it one.
    pub(crate) number: u64,
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
    /// Orders the outcome of the next calls that have none ordered yet. Returns the number of the order.
    pub(crate) fn push(&mut self, operation: &'static str, order: Order) -> u64 {
        self.last += 1;
        if order.times != Some(0) {
            self.orders.entry(operation).or_default().push_back(Order { number: self.last, ..order });
        }
        self.last
    }

    /// All orders by operation, in their order.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, &Order)> {
        let mut operations: Vec<_> = self.orders.iter().collect();
        operations.sort_by_key(|(operation, _)| **operation);
        operations.into_iter().flat_map(|(operation, queue)| queue.iter().map(|order| (*operation, order)))
    }

    /// Withdraws the orders for which that holds. Returns how many they were.
    pub(crate) fn withdraw(&mut self, is_meant: impl Fn(&'static str, &Order) -> bool) -> usize {
        let mut withdrawn = 0;
        for (operation, queue) in &mut self.orders {
            let before = queue.len();
            queue.retain(|order| !is_meant(operation, order));
            withdrawn += before - queue.len();
        }
        withdrawn
    }

    /// The outcome of this call, if one is ordered.
    pub(crate) fn take(&mut self, operation: &'static str) -> Option<Step> {
        let queue = self.orders.get_mut(operation)?;
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
