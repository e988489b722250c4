//! Circles between what is in a folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::Arrows;

/// Files and folders of one folder that use each other, directly or by way of others among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Circle {
    /// The folder, empty for `src/`.
    pub folder: String,
    /// The names of the files and folders.
    pub children: BTreeSet<String>,
    /// The arrows between them.
    pub arrows: Arrows,
}

impl fmt::Display for Circle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let children: Vec<_> = self.children.iter().map(String::as_str).collect();
        writeln!(f, "in `{}`: {}", self.folder, children.join(", "))?;
        for ((from, to), names) in &self.arrows {
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            writeln!(f, "  {from} -> {to}: {}", names.join(", "))?;
        }
        Ok(())
    }
}

/// The circles of all folders. A folder is one with all that is in it, seen from outside of it.
pub fn circles(arrows: &Arrows) -> Vec<Circle> {
    let mut folders: BTreeMap<String, BTreeMap<(String, String), Arrows>> = BTreeMap::new();
    for ((from, to), names) in arrows {
        let (folder, between) = apart(from, to);
        let arrows = folders.entry(folder).or_default().entry(between).or_default();
        arrows.insert((from.clone(), to.clone()), names.clone());
    }
    folders.iter().flat_map(|(folder, arrows)| in_folder(folder, arrows)).collect()
}

/// The folder that two files have in common, and in which of its children they are.
fn apart(from: &str, to: &str) -> (String, (String, String)) {
    let (from, to): (Vec<_>, Vec<_>) = (from.split('/').collect(), to.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(from, to)| from == to).count();
    let child = |path: &[&str]| path.get(common).copied().unwrap_or_default().to_owned();
    (from[..common].join("/"), (child(&from), child(&to)))
}

fn in_folder(folder: &str, arrows: &BTreeMap<(String, String), Arrows>) -> Vec<Circle> {
    let mut reached: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in arrows.keys() {
        reached.entry(from).or_default().insert(to);
    }
    // What is reached in some steps, until no step reaches more.
    loop {
        let further: BTreeMap<&str, BTreeSet<&str>> = reached
            .iter()
            .map(|(from, to)| {
                let next = to.iter().filter_map(|to| reached.get(to)).flatten();
                (*from, to.iter().chain(next).copied().collect())
            })
            .collect();
        if further == reached {
            break;
        }
        reached = further;
    }
    let reaches = |from: &str, to: &str| reached.get(from).is_some_and(|all| all.contains(to));
    let knots: BTreeSet<BTreeSet<&str>> = reached
        .iter()
        .filter(|(child, all)| all.contains(*child))
        .map(|(child, all)| all.iter().copied().filter(|other| reaches(other, child)).collect())
        .collect();
    let circle = |knot: BTreeSet<&str>| Circle {
        folder: folder.to_owned(),
        children: knot.iter().map(|child| (*child).to_owned()).collect(),
        arrows: arrows
            .iter()
            .filter(|((from, to), _)| knot.contains(from.as_str()) && knot.contains(to.as_str()))
            .flat_map(|(_, arrows)| arrows.clone())
            .collect(),
    };
    knots.into_iter().map(circle).collect()
}
