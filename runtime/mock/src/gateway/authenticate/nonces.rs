//! Which nonces were used.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, SystemTime};

use super::VALIDITY;

/// A timestamp may lie as far in the future as in the past, so a request stays valid for twice the time.
const REMEMBERED: Duration = Duration::from_secs(2 * VALIDITY.as_secs());

/// The oldest are forgotten beyond this number, so that a flood of requests does not fill the memory.
const CAPACITY: usize = 1 << 20;

/// The nonces used lately, each as a hash of itself and its access key.
#[derive(Debug)]
pub(crate) struct Nonces {
    used: HashSet<u64>,
    by_age: VecDeque<(SystemTime, u64)>,
    capacity: usize,
}

impl Default for Nonces {
    fn default() -> Self {
        Nonces { used: HashSet::new(), by_age: VecDeque::new(), capacity: CAPACITY }
    }
}

impl Nonces {
    pub(super) fn contains(&self, access_key_id: &str, nonce: &str) -> bool {
        self.used.contains(&hash(access_key_id, nonce))
    }

    /// Whether the nonce was not used before.
    pub(super) fn insert(&mut self, access_key_id: &str, nonce: &str, now: SystemTime) -> bool {
        self.forget(now);
        let hash = hash(access_key_id, nonce);
        let new = self.used.insert(hash);
        if new {
            self.by_age.push_back((now, hash));
        }
        new
    }

    fn forget(&mut self, now: SystemTime) {
        while let Some((used_at, hash)) = self.by_age.front() {
            let expired = now.duration_since(*used_at).is_ok_and(|age| age > REMEMBERED);
            if !expired && self.by_age.len() < self.capacity {
                break;
            }
            self.used.remove(hash);
            self.by_age.pop_front();
        }
    }
}

fn hash(access_key_id: &str, nonce: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (access_key_id, nonce).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use super::*;

    #[test]
    fn a_nonce_is_refused_until_its_request_can_no_longer_be_valid() {
        let mut nonces = Nonces::default();
        assert!(nonces.insert("id", "n", UNIX_EPOCH));
        assert!(!nonces.insert("id", "n", UNIX_EPOCH + REMEMBERED));
        let later = UNIX_EPOCH + REMEMBERED + Duration::from_secs(1);
        assert!(nonces.insert("id", "n", later));
        assert_eq!((nonces.used.len(), nonces.by_age.len()), (1, 1));
    }

    #[test]
    fn access_keys_do_not_share_nonces() {
        let mut nonces = Nonces::default();
        assert!(nonces.insert("a", "n", UNIX_EPOCH));
        assert!(nonces.insert("b", "n", UNIX_EPOCH));
    }

    #[test]
    fn memory_is_bounded() {
        let mut nonces = Nonces { capacity: 8, ..Nonces::default() };
        for number in 0..100 {
            assert!(nonces.insert("id", &number.to_string(), UNIX_EPOCH));
        }
        assert_eq!((nonces.used.len(), nonces.by_age.len()), (8, 8));
        assert!(nonces.contains("id", "99"));
    }
}
