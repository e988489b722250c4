//! Directories of operations, which become tags.

use std::collections::BTreeMap;

use crate::importer::Importer;
use crate::{Context, Data, Repair};

/// The tags of an API.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// In the order of the source.
    pub(super) names: Vec<String>,
    /// By operation.
    pub(super) of: BTreeMap<String, Vec<String>>,
}

impl Importer {
    /// The tags that a tree of directories stands for. One inside another is `Outer / Inner`.
    pub(super) fn directories(&mut self, tree: Vec<Data>) -> Tags {
        let mut tags = Tags::default();
        self.at("directories", |this| this.level(tree, "", &mut tags));
        tags
    }

    fn level(&mut self, nodes: Vec<Data>, outer: &str, tags: &mut Tags) {
        for (index, node) in nodes.into_iter().enumerate() {
            match node {
                Data::Text(operation) if !outer.is_empty() => tags.add(outer, operation),
                // An operation beside the directories is in none.
                Data::Text(_) => {}
                node => self.at(index.to_string(), |this| this.directory(node, outer, tags)),
            }
        }
    }

    fn directory(&mut self, node: Data, outer: &str, tags: &mut Tags) {
        let mut fields = self.fields(Context::Directory, node);
        let title = self.text(&mut fields, "title");
        let children = fields.take_list("children");
        self.finish(fields);
        let title = title.unwrap_or_else(|| {
            self.repaired_at("title", Repair::UntitledDirectory);
            subject(&children)
        });
        let name = if outer.is_empty() { title } else { format!("{outer} / {title}") };
        self.at("children", |this| this.level(children, &name, tags));
    }
}

impl Tags {
    fn add(&mut self, tag: &str, operation: String) {
        if !self.names.iter().any(|name| name == tag) {
            self.names.push(tag.to_owned());
        }
        let tags = self.of.entry(operation).or_default();
        if !tags.iter().any(|name| name == tag) {
            tags.push(tag.to_owned());
        }
    }
}

/// What most operations of a directory are about: the word that most of their names have after the verb, and the words
/// that are mostly beside it.
fn subject(children: &[Data]) -> String {
    let names: Vec<Vec<String>> = children.iter().filter_map(Data::as_text).map(nouns).collect();
    let Some((word, _)) = most(names.iter().flatten()) else { return "Other".to_owned() };
    let mut subject = vec![word];
    while let Some(next) = beside(&names, &subject, |name, start| name.get(start + subject.len())) {
        subject.push(next);
    }
    while let Some(before) = beside(&names, &subject, |name, start| name.get(start.checked_sub(1)?)) {
        subject.insert(0, before);
    }
    subject.join(" ")
}

/// The word that is beside the words in most of the names that have them.
fn beside<'a>(
    names: &'a [Vec<String>],
    words: &[String],
    neighbour: impl Fn(&'a [String], usize) -> Option<&'a String>,
) -> Option<String> {
    let places: Vec<(&[String], usize)> = names
        .iter()
        .filter_map(|name| Some((name.as_slice(), name.windows(words.len()).position(|window| window == words)?)))
        .collect();
    let (word, count) = most(places.iter().filter_map(|(name, start)| neighbour(name, *start)))?;
    (words.len() < 3 && count * 2 > places.len()).then_some(word)
}

/// The most frequent word, the first of equals.
fn most<'a>(words: impl Iterator<Item = &'a String>) -> Option<(String, usize)> {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for word in words {
        match counts.iter_mut().find(|(known, _)| known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word.clone(), 1)),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count)
}

/// The words of a name after the verb.
fn nouns(name: &str) -> Vec<String> {
    use heck::ToTitleCase;
    name.to_title_case().split(' ').skip(1).map(singular).collect()
}

fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(stem) if stem.len() > 2 => format!("{stem}y"),
        _ if word.ends_with("ss") || word.ends_with("us") || word.len() < 4 => word.to_owned(),
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}
