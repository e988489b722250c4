//! Which nonces were used.

use std::hash::BuildHasher;
use std::time::{Duration, SystemTime};

use foldhash::quality::RandomState;

/// How far the timestamp of a request may be from the time it arrives, before and after.
pub(super) const VALIDITY: Duration = Duration::from_secs(15 * 60);

/// A timestamp may lie as far in the future as in the past, so a request stays valid for twice the time.
const REMEMBERED: Duration = Duration::from_secs(2 * VALIDITY.as_secs());

/// As many nonces at least are remembered, and no more than twice as many, so that a flood of requests does not
/// fill the memory.
const CAPACITY: usize = 25_000;

/// The nonces used lately, each as a hash of itself and its access key, in two generations: when the younger one
/// is full or old enough, it becomes the older one, and the older one is forgotten.
#[derive(Debug)]
pub(crate) struct Nonces {
    younger: Generation,
    older: Generation,
    /// When the younger generation began.
    since: SystemTime,
    capacity: usize,
    hasher: RandomState,
}

/// A nonce of an access key, hashed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Nonce(u64);

impl Default for Nonces {
    fn default() -> Self {
        Nonces::new(CAPACITY)
    }
}

impl Nonces {
    fn new(capacity: usize) -> Self {
        Nonces {
            younger: Generation::default(),
            older: Generation::default(),
            since: SystemTime::UNIX_EPOCH,
            capacity,
            hasher: RandomState::default(),
        }
    }

    pub(super) fn nonce(&self, access_key_id: &str, nonce: &str) -> Nonce {
        Nonce(self.hasher.hash_one((access_key_id, nonce)))
    }

    pub(super) fn contains(&self, nonce: Nonce) -> bool {
        self.younger.contains(nonce) || self.older.contains(nonce)
    }

    /// Whether the nonce was not used before.
    pub(super) fn insert(&mut self, nonce: Nonce, now: SystemTime) -> bool {
        let is_old = now.duration_since(self.since).is_ok_and(|age| age > REMEMBERED);
        if is_old || self.younger.count >= self.capacity {
            std::mem::swap(&mut self.younger, &mut self.older);
            self.younger.clear();
            self.since = now;
        }
        !self.older.contains(nonce) && self.younger.insert(nonce, self.capacity)
    }
}

/// Fingerprints of nonces, each in the first free slot from the one that the nonce's hash names. So many nonces take more
/// memory than anything else, so 32 bits have to do: of more than a hundred million new nonces, one is taken for used.
#[derive(Debug, Default)]
struct Generation {
    /// A power of two, or none before the first nonce. Zero is a free slot.
    slots: Vec<u32>,
    count: usize,
}

impl Generation {
    fn contains(&self, nonce: Nonce) -> bool {
        let fingerprint = nonce.fingerprint();
        self.way(nonce).map(|(_, slot)| slot).take_while(|slot| *slot != 0).any(|slot| slot == fingerprint)
    }

    /// Whether it was not there yet. There is always a free slot, since a generation ends when it is four fifths full.
    fn insert(&mut self, nonce: Nonce, capacity: usize) -> bool {
        if self.slots.is_empty() {
            self.slots = vec![0; (capacity + capacity / 4).next_power_of_two()];
        }
        let fingerprint = nonce.fingerprint();
        let found = self.way(nonce).find(|(_, slot)| *slot == 0 || *slot == fingerprint);
        match found {
            Some((position, 0)) => {
                if let Some(slot) = self.slots.get_mut(position) {
                    *slot = fingerprint;
                }
                self.count += 1;
                true
            }
            _ => false,
        }
    }

    /// The slots in the order in which a nonce is looked for, with their positions.
    fn way(&self, nonce: Nonce) -> impl Iterator<Item = (usize, u32)> {
        let start = nonce.0 as usize & self.slots.len().wrapping_sub(1);
        let (before, after) = self.slots.split_at_checked(start).unwrap_or_default();
        (start..).zip(after).chain((0..).zip(before)).map(|(position, slot)| (position, *slot))
    }

    fn clear(&mut self) {
        self.slots.fill(0);
        self.count = 0;
    }
}

impl Nonce {
    /// Never zero, and none of the bits that choose the slot.
    fn fingerprint(self) -> u32 {
        ((self.0 >> 32) as u32).max(1)
    }
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    fn insert(nonces: &mut Nonces, access_key_id: &str, nonce: &str, now: SystemTime) -> bool {
        nonces.insert(nonces.nonce(access_key_id, nonce), now)
    }

    #[test]
    fn a_nonce_is_refused_until_its_request_can_no_longer_be_valid() {
        let mut nonces = Nonces::default();
        assert!(insert(&mut nonces, "id", "n", UNIX_EPOCH));
        assert!(!insert(&mut nonces, "id", "n", UNIX_EPOCH + REMEMBERED));
        let soon = REMEMBERED + Duration::from_secs(1);
        assert!(!insert(&mut nonces, "id", "n", UNIX_EPOCH + soon));
        assert!(insert(&mut nonces, "id", "n", UNIX_EPOCH + 2 * soon));
        assert_eq!((nonces.younger.count, nonces.older.count), (1, 0));
    }

    #[test]
    fn access_keys_do_not_share_nonces() {
        let mut nonces = Nonces::default();
        assert!(insert(&mut nonces, "a", "n", UNIX_EPOCH));
        assert!(insert(&mut nonces, "b", "n", UNIX_EPOCH));
    }

    #[test]
    fn memory_is_bounded() {
        let mut nonces = Nonces::new(8);
        for number in 0..100 {
            assert!(insert(&mut nonces, "id", &number.to_string(), UNIX_EPOCH));
        }
        assert!(nonces.younger.count + nonces.older.count <= 16);
        assert_eq!((nonces.younger.slots.len(), nonces.older.slots.len()), (16, 16));
        for number in 92..100 {
            assert!(nonces.contains(nonces.nonce("id", &number.to_string())), "{number}");
        }
    }

    #[test]
    fn no_nonce_is_lost_among_many() {
        let mut nonces = Nonces::default();
        for number in 0..2 * CAPACITY {
            // That one is taken for a used one is possible, and no loss.
            insert(&mut nonces, "id", &number.to_string(), UNIX_EPOCH);
        }
        for number in 0..2 * CAPACITY {
            assert!(nonces.contains(nonces.nonce("id", &number.to_string())), "{number}");
        }
    }

    #[test]
    fn the_search_for_a_slot_goes_round() {
        let mut generation = Generation::default();
        let last = Nonce(u64::MAX);
        assert!(generation.insert(last, 8));
        let next = Nonce(!(1 << 40));
        assert!(generation.insert(next, 8));
        assert!(generation.contains(last) && generation.contains(next));
        assert_ne!(generation.slots.first(), Some(&0));
    }
}
