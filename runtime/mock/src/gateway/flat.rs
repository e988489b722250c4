//! Parameters in the flat style: one pair a leaf, `Tag.1.Key=k`.

use smallvec::SmallVec;

use super::pair::Pair;

/// As many things of a kind as most values have.
type Few<T> = SmallVec<[T; 4]>;

/// The pairs that a value is made of, in the order they came in.
#[derive(Debug)]
pub(super) struct Leaves<'a>(Few<Leaf<'a>>);

/// A pair, its key as seen from the value it belongs to: empty if it is all of it.
#[derive(Debug, Clone, Copy)]
struct Leaf<'a> {
    key: &'a str,
    text: &'a str,
}

impl<'a> Leaves<'a> {
    /// The leaves of a parameter.
    pub(super) fn of(pairs: &'a [Pair<'_>], parameter: &str) -> Self {
        let leaves = pairs.iter().map(|(key, value)| Leaf { key, text: value });
        Leaves(leaves.filter_map(|leaf| leaf.below(parameter)).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value, if it is one text.
    pub(super) fn text(&self) -> Option<&'a str> {
        self.0.iter().find(|leaf| leaf.key.is_empty()).map(|leaf| leaf.text)
    }

    /// The leaves of a property.
    pub(super) fn property(&self, name: &str) -> Leaves<'a> {
        Leaves(self.0.iter().filter_map(|leaf| leaf.below(name)).collect())
    }

    /// Whether a property is given.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|leaf| leaf.below(name).is_some())
    }

    /// The leaves of each item of a list. Positions count from 1; those that are left out close up.
    pub(super) fn items(&self) -> Few<Leaves<'a>> {
        let positioned = |leaf: &Leaf<'a>| {
            let (position, key) = leaf.key.split_once('.').unwrap_or((leaf.key, ""));
            Some((position.parse::<u32>().ok()?, Leaf { key, text: leaf.text }))
        };
        let mut leaves: Few<_> = self.0.iter().filter_map(positioned).collect();
        leaves.sort_by_key(|(position, _)| *position);
        let items = leaves.chunk_by(|(one, _), (other, _)| one == other);
        items.map(|item| Leaves(item.iter().map(|(_, leaf)| *leaf).collect())).collect()
    }

    /// The leaves of each member of an object whose names are not known beforehand, in the order of the names. With
    /// `whole`, a name is all there is of a key, dots or not.
    pub(super) fn members(&self, whole: bool) -> Vec<(&'a str, Leaves<'a>)> {
        let named = |leaf: &Leaf<'a>| {
            let (name, key) = if whole { (leaf.key, "") } else { step(leaf.key) };
            (name, Leaf { key, text: leaf.text })
        };
        let mut leaves: Vec<_> = self.0.iter().map(named).collect();
        leaves.sort_by_key(|(name, _)| *name);
        let members = leaves.chunk_by(|(one, _), (other, _)| one == other);
        let leaves_of = |member: &[(&'a str, Leaf<'a>)]| Leaves(member.iter().map(|(_, leaf)| *leaf).collect());
        members.filter_map(|member| Some((member.first()?.0, leaves_of(member)))).collect()
    }
}

impl<'a> Leaf<'a> {
    /// The same, seen from the value of this name, if it belongs to that.
    fn below(&self, name: &str) -> Option<Leaf<'a>> {
        let key = match counted(self.key) {
            Some((step, rest)) => (step == name).then_some(rest),
            None if self.key == name => Some(""),
            None => rest(self.key, name),
        };
        key.map(|key| Leaf { key, text: self.text })
    }
}

/// What follows `name.` in a key: `1.Key` of `Tag.1.Key`.
pub(super) fn rest<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    key.strip_prefix(name)?.strip_prefix('.')
}

/// The first step of a key and the rest: `Key` and `Value` of `Key.Value`.
fn step(key: &str) -> (&str, &str) {
    counted(key).or_else(|| key.split_once('.')).unwrap_or((key, ""))
}

/// A step as the SDKs write the keys of maps, which may hold dots, and the rest: `a.b` and `c` of `#3#a.b.c`.
fn counted(key: &str) -> Option<(&str, &str)> {
    let (count, text) = key.strip_prefix('#')?.split_once('#')?;
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let (step, rest) = text.split_at_checked(ends.nth(count.parse().ok()?)?)?;
    match rest.strip_prefix('.') {
        Some(rest) => Some((step, rest)),
        None => rest.is_empty().then_some((step, "")),
    }
}
