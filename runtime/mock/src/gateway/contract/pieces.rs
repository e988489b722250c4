//! What a client made of the value of a parameter, in the styles of OpenAPI (3.0.4, 4.7.12.2).
//!
//! Some texts can be read in more than one way, since a schema can allow both a list and a text: all of them are returned,
//! the likeliest first.

use twinspec_core::Style;
use twinspec_schemas::{Pieces, Schema};

use crate::gateway::pair::Pair;

/// No value is nested deeper.
const DEEPEST: usize = 16;

/// The ways in which the pairs of a query, a form or cookies can be read as a value; none if it is absent.
pub(super) fn of_pairs<'p>(
    pairs: &[&'p Pair<'_>],
    name: &str,
    (style, explode): (Style, bool),
    schema: &Schema,
) -> Vec<Pieces<'p>> {
    let texts: Vec<&'p str> = pairs.iter().filter(|(key, _)| key == name).map(|(_, text)| text.as_ref()).collect();
    let mut ways = Vec::new();
    match style {
        Style::DeepObject => ways.extend(deep(pairs, name)),
        Style::Form | Style::SpaceDelimited | Style::PipeDelimited if explode => {
            if schema.allows_list() && (texts.len() > 1 || (texts.len() == 1 && !schema.allows_object())) {
                ways.push(Pieces::Items(texts.iter().map(|text| Pieces::Text(text)).collect()));
            }
            ways.extend(texts.first().map(|text| Pieces::Text(text)));
            if schema.allows_list() && texts == [""] {
                ways.push(Pieces::Items(Vec::new()));
            }
            if schema.allows_object() && texts.is_empty() {
                let names = schema.property_names();
                let mut members: Vec<(&str, Pieces<'_>)> = Vec::new();
                for (key, text) in pairs.iter().filter(|(key, _)| names.contains(&key.as_ref())) {
                    let text = Pieces::Text(text.as_ref());
                    match members.iter_mut().find(|(name, _)| name == key) {
                        Some((_, Pieces::Items(items))) => items.push(text),
                        Some(_) => {}
                        None if schema.property(key).is_some_and(|member| member.allows_list()) => {
                            members.push((key.as_ref(), Pieces::Items(vec![text])));
                        }
                        None => members.push((key.as_ref(), text)),
                    }
                }
                if !members.is_empty() {
                    ways.push(Pieces::Members(members));
                }
            }
        }
        _ => {
            if let Some(text) = texts.first() {
                let separator = match style {
                    Style::SpaceDelimited => ' ',
                    Style::PipeDelimited => '|',
                    _ => ',',
                };
                ways.extend(of_text(text, separator, false, schema));
            }
        }
    }
    ways
}

/// The ways in which a header or the variable of a path can be read.
pub(super) fn of_one<'p>(
    text: &'p str,
    name: &str,
    (style, explode): (Style, bool),
    schema: &Schema,
) -> Vec<Pieces<'p>> {
    let unlabelled = |text: &'p str| text.strip_prefix('.').unwrap_or(text);
    match style {
        Style::Label => of_text(unlabelled(text), if explode { '.' } else { ',' }, explode, schema),
        Style::Matrix => {
            let text = text.strip_prefix(';').unwrap_or(text);
            let own = |piece: &'p str| piece.strip_prefix(name).and_then(|rest| rest.strip_prefix('='));
            match (explode, own(text)) {
                (true, Some(_)) if schema.allows_list() => {
                    vec![Pieces::Items(
                        text.split(';').map(|piece| Pieces::Text(own(piece).unwrap_or(piece))).collect(),
                    )]
                }
                (true, None) => of_text(text, ';', true, schema),
                (_, value) => of_text(value.unwrap_or(text), ',', false, schema),
            }
        }
        _ => of_text(text, ',', explode, schema),
    }
}

/// The ways in which one text can be read whose items or members are between separators.
fn of_text<'p>(text: &'p str, separator: char, named: bool, schema: &Schema) -> Vec<Pieces<'p>> {
    let mut ways = Vec::new();
    if schema.allows_list() {
        if !text.is_empty() {
            ways.push(Pieces::Items(text.split(separator).map(|piece| Pieces::Text(piece.trim())).collect()));
        } else {
            ways.push(Pieces::Items(Vec::new()));
        }
    }
    if schema.allows_object() {
        let members = match named {
            true => text.split(separator).filter_map(|piece| piece.split_once('=')).collect(),
            false => pairs_of(text.split(separator)),
        };
        if !members.is_empty() {
            ways.push(Pieces::Members(members.into_iter().map(|(name, text)| (name, Pieces::Text(text))).collect()));
        }
    }
    ways.push(Pieces::Text(text));
    ways
}

fn pairs_of<'p>(mut pieces: impl Iterator<Item = &'p str>) -> Vec<(&'p str, &'p str)> {
    let mut pairs = Vec::new();
    while let (Some(name), Some(value)) = (pieces.next(), pieces.next()) {
        pairs.push((name, value));
    }
    pairs
}

/// A value whose leaves are pairs: `filter[color]`, `filter[sizes][0]`.
pub(super) fn deep<'p>(pairs: &[&'p Pair<'_>], name: &str) -> Option<Pieces<'p>> {
    let below = pairs.iter().filter_map(|(key, text)| Some((key.strip_prefix(name)?, text.as_ref())));
    let below: Vec<(&str, &str)> = below.filter(|(steps, _)| steps.starts_with('[')).collect();
    (!below.is_empty()).then(|| nested(&below, DEEPEST))
}

fn nested<'p>(leaves: &[(&'p str, &'p str)], depth: usize) -> Pieces<'p> {
    let step = |steps: &'p str| steps.strip_prefix('[')?.split_once(']');
    let mut names: Vec<&'p str> = Vec::new();
    for (name, _) in leaves.iter().filter_map(|(steps, _)| step(steps)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if names.is_empty() || depth == 0 {
        return Pieces::Text(leaves.first().map_or("", |(_, text)| text));
    }
    let of = |wanted: &str| -> Vec<(&'p str, &'p str)> {
        let named = leaves.iter().filter_map(|(steps, text)| Some((step(steps)?, *text)));
        named.filter(|((name, _), _)| *name == wanted).map(|((_, rest), text)| (rest, text)).collect()
    };
    if names == [""] {
        let items = of("").into_iter().map(|leaf| nested(&[leaf], depth - 1));
        return Pieces::Items(items.collect());
    }
    if names.iter().enumerate().all(|(position, name)| name.parse() == Ok(position)) {
        return Pieces::Items(names.iter().map(|name| nested(&of(name), depth - 1)).collect());
    }
    Pieces::Members(names.iter().map(|name| (*name, nested(&of(name), depth - 1))).collect())
}
