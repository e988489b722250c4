//! From a path to the module that declares what it names.

use std::collections::BTreeSet;

use super::modules::{Module, Modules, Name};

/// What a path leads to.
pub(super) struct Found<'m> {
    /// The module that declares it.
    pub(super) module: &'m Module,
    pub(super) name: String,
    /// Whether it is the module itself.
    pub(super) is_module: bool,
}

/// What a path in a module leads to: nothing for a name of another crate, several things if that depends on features.
pub(super) fn resolve<'m>(modules: &'m Modules, from: &Module, path: &[String]) -> Vec<Found<'m>> {
    if let [name] = path
        && let Some(name) = name.strip_suffix('!')
    {
        let found = modules.of_macro(name).map(|module| Found { module, name: format!("{name}!"), is_module: false });
        return found.into_iter().collect();
    }
    let mut way = Way { modules, seen: BTreeSet::new(), found: Vec::new() };
    way.start(&from.path, path);
    way.found
}

struct Way<'m> {
    modules: &'m Modules,
    /// The modules and names of the imports that were followed: what `use other::other` or `use other::*` names is not
    /// searched there again.
    seen: BTreeSet<(Vec<String>, String)>,
    found: Vec<Found<'m>>,
}

impl<'m> Way<'m> {
    fn start(&mut self, from: &[String], path: &[String]) {
        let (mut module, mut rest) = (from, path);
        loop {
            (module, rest) = match rest.split_first() {
                Some((first, rest)) if first == "crate" => (&[][..], rest),
                Some((first, rest)) if first == "self" => (module, rest),
                Some((first, rest)) if first == "super" => (module.split_last().map_or(module, |(_, up)| up), rest),
                _ => break,
            }
        }
        self.walk(module, rest);
    }

    fn walk(&mut self, module: &[String], path: &[String]) {
        let Some(module) = self.modules.get(module) else { return };
        let Some((name, rest)) = path.split_first() else {
            let name = module.path.last().cloned().unwrap_or_else(|| "crate".to_owned());
            return self.found.push(Found { module, name, is_module: true });
        };
        match module.names.get(name) {
            Some(meanings) => {
                let is_module = meanings.iter().any(|meaning| matches!(meaning, Name::Module));
                for meaning in meanings {
                    match meaning {
                        // `prove::prove` is in the module, not in the function of that name.
                        Name::Item | Name::Import(_) if is_module && !rest.is_empty() => {}
                        Name::Item => self.found.push(Found { module, name: name.clone(), is_module: false }),
                        Name::Module => self.walk(&[&module.path[..], std::slice::from_ref(name)].concat(), rest),
                        Name::Import(import) => {
                            if self.seen.insert((module.path.clone(), name.clone())) {
                                self.start(&module.path, &[import, rest].concat());
                            }
                        }
                    }
                }
            }
            None => {
                for glob in &module.globs {
                    if self.seen.insert((module.path.clone(), glob.join("::") + "::*")) {
                        self.start(&module.path, &[&glob[..], path].concat());
                    }
                }
            }
        }
    }
}
