//! Which nonces were used.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, SystemTime};

use super::VALIDITY;

/// A timestamp may lie as far in the future as in the past, so a request stays valid for twice the time.
const REMEMBERED: Duration = Duration::from_secs(2 * VALIDITY.as_secs());

/// As many nonces at least are remembered, and no more than twice as many, so that a flood of requests does not
/// fill the memory.
const CAPACITY: usize = 100_000;

/// The nonces used lately, each as a hash of itself and its access key, in two generations: when the younger one
/// is full or old enough, it becomes the older one, and the older one is forgotten.
#[derive(Debug)]
pub(crate) struct Nonces {
    younger: HashSet<u64>,
    older: HashSet<u64>,
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
        Nonces {
            younger: HashSet::new(),
            older: HashSet::new(),
            since: SystemTime::UNIX_EPOCH,
            capacity: CAPACITY,
            hasher: RandomState::new(),
        }
    }
}

impl Nonces {
    pub(super) fn nonce(&self, access_key_id: &str, nonce: &str) -> Nonce {
        Nonce(self.hasher.hash_one((access_key_id, nonce)))
    }

    pub(super) fn contains(&self, nonce: Nonce) -> bool {
        self.younger.contains(&nonce.0) || self.older.contains(&nonce.0)
    }

    /// Whether the nonce was not used before.
    pub(super) fn insert(&mut self, nonce: Nonce, now: SystemTime) -> bool {
        let is_old = now.duration_since(self.since).is_ok_and(|age| age > REMEMBERED);
        if is_old || self.younger.len() >= self.capacity {
            std::mem::swap(&mut self.younger, &mut self.older);
            self.younger.clear();
            self.since = now;
        }
        !self.older.contains(&nonce.0) && self.younger.insert(nonce.0)
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
        assert_eq!((nonces.younger.len(), nonces.older.len()), (1, 0));
    }

    #[test]
    fn access_keys_do_not_share_nonces() {
        let mut nonces = Nonces::default();
        assert!(insert(&mut nonces, "a", "n", UNIX_EPOCH));
        assert!(insert(&mut nonces, "b", "n", UNIX_EPOCH));
    }

    #[test]
    fn memory_is_bounded() {
        let mut nonces = Nonces { capacity: 8, ..Nonces::default() };
        for number in 0..100 {
            assert!(insert(&mut nonces, "id", &number.to_string(), UNIX_EPOCH));
        }
        assert!(nonces.younger.len() + nonces.older.len() <= 16);
        for number in 92..100 {
            assert!(nonces.contains(nonces.nonce("id", &number.to_string())), "{number}");
        }
    }
}
