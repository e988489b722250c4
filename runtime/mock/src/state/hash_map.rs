//! The hash map of everything that a call looks up.

use foldhash::fast::RandomState;

/// A map whose hash is faster than that of the standard library. What fills such a map is few and known: names of the
/// description, accounts, access keys.
pub type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
