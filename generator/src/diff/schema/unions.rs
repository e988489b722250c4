//! Alternatives: what was one shape and is several, and what is chosen from.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::compare::Places;
use super::conjunction::{Part, Schema, Schemas};
use super::view::{Union, View};
use super::walker::{At, Walker};
use crate::diff::rules::values::{
    ALTERNATIVE_ADDED, ALTERNATIVE_REMOVED, DISCRIMINATOR_CHANGED, TAG_ADDED, TAG_REMOVED, TYPE_CHANGED, UNDECIDED,
};

impl<'s> Walker<'s> {
    /// Whether one of the two is a choice and the other is not: then the other is compared with the alternative that it
    /// became, or came from.
    pub(super) fn distributes(
        &mut self,
        old: &Schema<'s>,
        new: &Schema<'s>,
        a: &View<'s>,
        b: &View<'s>,
        at: &At,
    ) -> bool {
        let (rule, union) = match (a.unions.as_slice(), b.unions.as_slice()) {
            ([], [union]) => (&ALTERNATIVE_ADDED, union),
            ([union], []) => (&ALTERNATIVE_REMOVED, union),
            _ => return false,
        };
        let is_new = a.unions.is_empty();
        let (whole, schemas) = if is_new { (new, self.new) } else { (old, self.old) };
        let one = |variant: &Schema<'s>| with(whole, union, variant, schemas);
        let candidates: Vec<_> = union.variants.iter().map(one).collect();
        let score = |candidate: &Schema<'s>| {
            let view = candidate.view(schemas);
            match is_new {
                true => self.affinity((old, a), (candidate, &view)),
                false => self.affinity((candidate, &view), (new, b)),
            }
        };
        let scores: Vec<usize> = candidates.iter().map(score).collect();
        let best =
            (0..scores.len()).max_by_key(|index| (scores[*index], Reverse(*index))).filter(|best| scores[*best] > 0);
        let places = (Some(old.place()), Some(new.place()));
        let Some(best) = best else {
            self.note(at, &TYPE_CHANGED, places, format!("is {}, was {}", kind(b), kind(a)));
            return true;
        };
        for (index, variant) in union.variants.iter().enumerate().filter(|(index, _)| *index != best) {
            let (places, verb) = match is_new {
                true => ((places.0.clone(), Some(variant.place())), "can be"),
                false => ((Some(variant.place()), places.1.clone()), "cannot be"),
            };
            self.note(
                at,
                rule,
                places,
                format!("{verb} {} {}", name(variant, index), if is_new { "too" } else { "any more" }),
            );
        }
        match is_new {
            true => self.schema(old, &candidates[best], at),
            false => self.schema(&candidates[best], new, at),
        }
        true
    }

    /// Compares choices with choices.
    pub(super) fn unions(&mut self, a: &View<'s>, b: &View<'s>, places: &Places, at: &At) {
        if a.unions.len() != b.unions.len() {
            self.note(at, &UNDECIDED, places.clone(), "is chosen from other alternatives".to_owned());
            return;
        }
        for (old, new) in a.unions.iter().zip(&b.unions) {
            self.union(old, new, at);
        }
    }

    fn union(&mut self, old: &Union<'s>, new: &Union<'s>, at: &At) {
        let places = (Some(old.at.clone()), Some(new.at.clone()));
        if old.keyword != new.keyword {
            self.note(at, &UNDECIDED, places.clone(), format!("has `{}`, was `{}`", new.keyword, old.keyword));
        }
        if old.discriminator != new.discriminator {
            let shown = |name: Option<&str>| name.map_or_else(|| "nothing".to_owned(), |name| format!("`{name}`"));
            let text =
                format!("{} says which shape it has, was {}", shown(new.discriminator), shown(old.discriminator));
            self.note(at, &DISCRIMINATOR_CHANGED, places.clone(), text);
        }
        let pairs = self.pairs(old, new);
        for (index, variant) in old.variants.iter().enumerate() {
            let tags = old.tags(variant);
            match pairs.iter().find(|(from, _)| *from == index) {
                None => {
                    let text = format!("cannot be {} any more", name(variant, index));
                    self.note(at, &ALTERNATIVE_REMOVED, (Some(variant.place()), places.1.clone()), text);
                }
                Some((_, to)) => {
                    let other = &new.variants[*to];
                    self.schema(variant, other, &at.part(&format!("|{}", name(variant, index))));
                    if old.discriminator.is_none() || old.discriminator != new.discriminator {
                        continue;
                    }
                    let now = new.tags(other);
                    let here = || (Some(variant.place()), Some(other.place()));
                    for tag in tags.difference(&now) {
                        self.note(at, &TAG_REMOVED, here(), format!("is not called `{tag}` any more"));
                    }
                    for tag in now.difference(&tags) {
                        self.note(at, &TAG_ADDED, here(), format!("is called `{tag}`"));
                    }
                }
            }
        }
        for (index, variant) in new.variants.iter().enumerate() {
            if !pairs.iter().any(|(_, to)| *to == index) {
                let text = format!("can be {} too", name(variant, index));
                self.note(at, &ALTERNATIVE_ADDED, (places.0.clone(), Some(variant.place())), text);
            }
        }
    }

    /// Which alternative became which: the most likely first, each once.
    fn pairs(&self, old: &Union<'s>, new: &Union<'s>) -> Vec<(usize, usize)> {
        let views = |union: &Union<'s>, schemas: Schemas<'s>| {
            union.variants.iter().map(|variant| variant.view(schemas)).collect::<Vec<_>>()
        };
        let (ours, theirs) = (views(old, self.old), views(new, self.new));
        let mut likely = Vec::new();
        for (from, (a, view_a)) in old.variants.iter().zip(&ours).enumerate() {
            for (to, (b, view_b)) in new.variants.iter().zip(&theirs).enumerate() {
                let affinity = self.affinity((a, view_a), (b, view_b));
                if affinity > 0 {
                    likely.push((Reverse(affinity), from.abs_diff(to), from, to));
                }
            }
        }
        likely.sort_unstable();
        let (mut from_taken, mut to_taken) = (BTreeSet::new(), BTreeSet::new());
        let mut pairs = Vec::new();
        for (_, _, from, to) in likely {
            if !from_taken.contains(&from) && !to_taken.contains(&to) {
                from_taken.insert(from);
                to_taken.insert(to);
                pairs.push((from, to));
            }
        }
        pairs
    }
}

impl<'s> Union<'s> {
    /// The values of the discriminator that ask for an alternative.
    fn tags(&self, variant: &Schema<'s>) -> BTreeSet<&'s str> {
        let reference = variant.parts.first().and_then(|part| part.schema.get("$ref")).and_then(|own| own.as_str());
        let mapped: BTreeSet<_> =
            self.mapping.iter().filter(|(_, to)| Some(*to) == reference).map(|(tag, _)| *tag).collect();
        if mapped.is_empty() { variant.component().into_iter().collect() } else { mapped }
    }
}

/// A schema with one of its alternatives in the place of all.
fn with<'s>(whole: &Schema<'s>, union: &Union<'s>, variant: &Schema<'s>, schemas: Schemas<'s>) -> Schema<'s> {
    let has_more = whole.parts.len() > 1
        || whole.flat(schemas).iter().any(|part| {
            let own = part.schema.as_object().into_iter().flatten();
            let says = |keyword: &str| {
                !["oneOf", "anyOf", "discriminator", "description", "title", "$ref", "nullable", "examples"]
                    .contains(&keyword)
            };
            own.map(|(keyword, _)| keyword.as_str()).any(says)
        });
    if !has_more {
        let null = whole.flat(schemas).iter().any(|part| part.null)
            || whole.flat(schemas).iter().any(|part| {
                let all = part.schema.get(union.keyword).and_then(|all| all.as_array());
                all.is_some_and(|all| all.len() > union.variants.len())
            });
        let parts = variant.parts.iter().cloned().map(|part| Part { null: part.null || null, ..part });
        return Schema { parts: parts.collect() };
    }
    // What is flat already has its references beside it.
    let around = whole.flat(schemas).into_iter().map(|part| {
        let without = if part.at == union.at { Some(union.keyword) } else { part.without };
        Part { without, ..part }
    });
    Schema { parts: variant.parts.iter().cloned().chain(around).collect() }
}

fn name(variant: &Schema<'_>, index: usize) -> String {
    let title = || variant.parts.first()?.schema.get("title")?.as_str();
    let kind = || variant.parts.first()?.schema.get("type")?.as_str();
    match variant.component().or_else(title).or_else(kind) {
        Some(name) => format!("`{name}`"),
        None => format!("alternative {}", index + 1),
    }
}

fn kind(view: &View<'_>) -> String {
    match (&view.types, view.unions.is_empty()) {
        (_, false) => "one of several shapes".to_owned(),
        (None, true) => "of any type".to_owned(),
        (Some(types), true) => types.iter().copied().collect::<Vec<_>>().join(" or "),
    }
}
