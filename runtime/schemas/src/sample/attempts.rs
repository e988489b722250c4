//! A value is made in several ways until one fits.

use serde_json::Value;

use super::maker::{MOST, Maker, STEPS, Way};
use super::wish::{Spot, Wish};
use crate::random::Random;
use crate::schema::Schema;

/// How often a value of any kind is tried.
const TRIES: u64 = 24;

impl Schema {
    /// A value that fits, if one is found.
    pub fn sample(&self, wish: &Wish<'_>) -> Option<Value> {
        if !self.is_checked() {
            return None;
        }
        let of_any = (0..TRIES).map(|_| Way::Any);
        let stated = match wish.least {
            true => [Way::Least, Way::Required, Way::Whole],
            false => [Way::Examples, Way::Whole, Way::Required],
        };
        let ways: Vec<Way> = match wish.any {
            true => of_any.chain(stated).collect(),
            false => stated.into_iter().chain(of_any).collect(),
        };
        ways.into_iter().zip(0u64..).find_map(|(way, attempt)| {
            let seed = wish.seed.wrapping_mul(0x0100_0000_01B3).wrapping_add(attempt);
            let mut maker = Maker {
                components: self.components(),
                direction: self.direction(),
                random: Random::new(seed),
                way,
                wish: *wish,
                left: MOST,
                trail: Vec::new(),
                schema: self,
                steps: STEPS,
            };
            let spot = Spot { name: "", depth: 0, index: 0, outer: 0, like: wish.like };
            maker.value(self.value(), spot, true).filter(|value| self.is_valid(value))
        })
    }
}
